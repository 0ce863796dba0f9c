import type { SyncSetting } from '../../shared/sync/setting';

/** The clinic as its records name it. Where nobody set a name it says so, with the domain that the clinic owns. */
export function clinicNameOf({
  clinicName,
  systemBase,
}: Pick<SyncSetting, 'clinicName' | 'systemBase'>): string {
  if (clinicName !== undefined && clinicName !== '') return clinicName;
  const domain = URL.canParse(systemBase) ? new URL(systemBase).hostname : '';
  return `Clinic without a set name (${domain === '' ? systemBase : domain})`;
}
