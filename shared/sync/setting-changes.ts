import { sha256 } from '../record/sha256';
import type { SettingChange } from '../workstation/server-events';
import type { SyncSetting } from './setting';

/** Each part of a setting under the name that the log gives it. A certificate is told by its SHA-256. */
function parts(setting: SyncSetting | null): ReadonlyMap<string, string> {
  if (setting === null) return new Map();
  const { client, authorityPem, pinnedKeys } = setting;
  const yes = (value: boolean): string => (value ? 'yes' : 'no');
  const found: [string, string | null][] = [
    ['server', setting.baseUrl],
    ['profile', setting.profile],
    ['own base', setting.systemBase],
    ['name of the clinic', setting.clinicName ?? null],
    ['system of record numbers', setting.mrnSystem],
    ['may make patients', yes(setting.mayCreatePatients)],
    ['client id', client?.clientId ?? null],
    ['key', client?.keyId ?? null],
    ['rights', client?.scope ?? null],
    ['authority', authorityPem === null ? null : `SHA-256 ${sha256(authorityPem).slice(0, 16)}`],
    ['pinned keys', pinnedKeys.length === 0 ? null : pinnedKeys.join(', ')],
    ['packed requests', yes(setting.gzipBodies ?? false)],
    ['alarm after hours', String(setting.alarmAfterHours)],
    ['order fresh for hours', String(setting.orderFreshHours)],
  ];
  return new Map(found.flatMap(([what, value]) => (value === null ? [] : [[what, value] as const])));
}

/** What of a setting changed, for the log: no part of it is secret. */
export function settingChanges(before: SyncSetting | null, after: SyncSetting | null): SettingChange[] {
  const [from, to] = [parts(before), parts(after)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .map((what) => ({ what, from: from.get(what) ?? null, to: to.get(what) ?? null }))
    .filter((change) => change.from !== change.to);
}
