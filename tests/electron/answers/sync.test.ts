import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { syncAnswers } from '../../../electron/answers/sync';
import type { ReadySync } from '../../../electron/sync/fixed-setting';
import { readFixedSetting } from '../../../electron/sync/fixed-setting';
import type { Actor, Role } from '../../../shared/record/people';
import type { SyncWish } from '../../../shared/sync/setting-wish';
import { newAuthority } from '../sync/certificates';
import { passingFolder, syncParts } from './sync-parts';

const PASSPHRASE = 'seven quiet herons';
const wish: SyncWish = {
  baseUrl: 'https://fhir.clinic.example/r4/',
  profile: 'portable',
  systemBase: 'https://infusion.clinic.example',
  clinicName: '',
  mrnSystem: 'urn:oid:1.2.3',
  mayCreatePatients: false,
  client: { clientId: 'room-1', scope: 'system/Patient.rs' },
  authorityPem: null,
  pinnedKeys: [],
  gzipBodies: false,
  alarmAfterHours: 24,
  orderFreshHours: 12,
};

type Note = { readonly type: string; readonly body: unknown };

function workstation(folder = passingFolder(), role: Role | null = 'administrator') {
  const notes: Note[] = [];
  const operator: Actor | null = role === null ? null : { personId: 'p-1', name: 'A. Pattern', role };
  const parts = syncParts({ note: (draft: Note) => void notes.push(draft) } as never, folder);
  const tested: ReadySync[] = [];
  const written = new Map<string, string>();
  const answers = syncAnswers({
    ...parts,
    controller: { state: () => ({ operator }) } as never,
    exports: {
      text: (name, content) => {
        written.set(name, content);
        return name;
      },
    },
    testConnection: async (ready) => {
      tested.push(ready);
      return [];
    },
    toClipboard: (text) => void written.set('clipboard', text),
  });
  return { answers, notes, tested, written, folder, setUp: parts.serverSetUp };
}

const done = { kind: 'done' };

test('nobody but an administrator asks or changes anything', async () => {
  for (const role of ['nurse', 'physician', 'pharmacist', 'emergency', null] as const) {
    const { answers, folder } = workstation(passingFolder(), role);
    await expect(async () => answers.syncSetUp({})).rejects.toThrow();
    await expect(async () => answers.setSync({ wish })).rejects.toThrow();
    await expect(async () => answers.makeSyncKey({ passphrase: PASSPHRASE })).rejects.toThrow();
    await expect(async () => answers.useSyncKey({ keyId: 'k' })).rejects.toThrow();
    await expect(async () => answers.removeSyncKey({ keyId: 'k' })).rejects.toThrow();
    await expect(async () => answers.openSyncKeys({ passphrase: PASSPHRASE })).rejects.toThrow();
    await expect(async () => answers.publicSyncKeys({ as: 'file' })).rejects.toThrow();
    await expect(async () => answers.testSync({ wish, keyId: null })).rejects.toThrow();
    expect(existsSync(path.join(folder, 'sync.json'))).toBe(false);
  }
});

test('set up, locked after a start, opened, exchanged, turned off; each step in the log, no secret in any answer', async () => {
  const one = workstation();
  const heard: (string | null)[] = [];
  await one.setUp.whenReady((ready) => heard.push(ready?.setting.client?.keyId ?? null));
  expect(await one.answers.syncSetUp({})).toMatchObject({ wish: null, standing: { kind: 'off' }, keys: [] });

  const bad = { ...wish, baseUrl: 'http://fhir.clinic.example', authorityPem: 'no certificate' };
  expect(await one.answers.setSync({ wish: bad })).toMatchObject({
    kind: 'refused',
    faults: [{ field: 'baseUrl' }, { field: 'authorityPem' }],
  });
  expect(await one.answers.setSync({ wish })).toMatchObject({
    kind: 'refused',
    reasons: ['Make the key of this workstation first.'],
  });
  expect(await one.answers.makeSyncKey({ passphrase: 'short' })).toMatchObject({ kind: 'refused' });
  expect(await one.answers.makeSyncKey({ passphrase: PASSPHRASE })).toEqual(done);
  expect(await one.answers.setSync({ wish })).toEqual(done);
  const view = await one.answers.syncSetUp({});
  const first = view.keys[0]?.keyId ?? '';
  expect(view).toMatchObject({
    wish: { baseUrl: 'https://fhir.clinic.example/r4' },
    standing: { kind: 'on' },
    keys: [{ inUse: true, open: true }],
    seal: { by: 'passphrase', words: 'no secret store here' },
  });
  expect(heard).toEqual([null, first]);

  // The next start knows the setting and not the passphrase.
  const two = workstation(one.folder);
  const again: (string | null)[] = [];
  await two.setUp.whenReady((ready) => again.push(ready?.setting.client?.keyId ?? null));
  expect((await two.answers.syncSetUp({})).standing).toEqual({ kind: 'locked' });
  await two.answers.testSync({ wish, keyId: null });
  expect(two.tested[0]?.privateKey).toBeNull();
  expect(await two.answers.openSyncKeys({ passphrase: 'seven quiet cranes' })).toMatchObject({
    kind: 'refused',
  });
  expect(await two.answers.openSyncKeys({ passphrase: PASSPHRASE })).toEqual(done);
  expect(again).toEqual([null, first]);
  const stationId = JSON.parse(readFileSync(path.join(one.folder, 'sync.json'), 'utf8')).stationId;

  // The next key is made known to the server beside the old one, tested, and only then used.
  expect(await two.answers.makeSyncKey({ passphrase: PASSPHRASE })).toEqual(done);
  const [, next] = (await two.answers.syncSetUp({})).keys;
  const keyId = next?.keyId ?? '';
  expect(next).toMatchObject({ inUse: false, open: true });
  await two.answers.publicSyncKeys({ as: 'clipboard' });
  const { keys } = JSON.parse(two.written.get('clipboard') ?? '') as { keys: Record<string, string>[] };
  expect(keys.map(({ kid }) => kid)).toEqual([first, keyId]);
  await two.answers.testSync({ wish, keyId });
  expect(two.tested[1]).toMatchObject({ setting: { client: { keyId } }, privateKey: { kty: 'EC' } });
  expect(await two.answers.removeSyncKey({ keyId: first })).toMatchObject({ kind: 'refused' });
  expect(await two.answers.useSyncKey({ keyId })).toEqual(done);
  expect(await two.answers.removeSyncKey({ keyId: first })).toEqual(done);
  expect(again).toEqual([null, first, keyId]);
  expect(JSON.parse(readFileSync(path.join(one.folder, 'sync.json'), 'utf8')).stationId).toBe(stationId);

  expect(await two.answers.setSync({ wish: null })).toEqual(done);
  expect((await two.answers.syncSetUp({})).standing).toEqual({ kind: 'off' });
  expect(again.at(-1)).toBeNull();
  const told = [...one.notes, ...two.notes].map(
    ({ type, body }) => `${type} ${(body as { what?: string }).what ?? ''}`,
  );
  expect(told).toEqual([
    ...[
      'clinic-server.key made',
      'clinic-server.set ',
      'clinic-server.key not-opened',
      'clinic-server.key opened',
    ],
    ...[
      'clinic-server.key made',
      'clinic-server.set ',
      'clinic-server.key used',
      'clinic-server.key removed',
    ],
    'clinic-server.set ',
  ]);
  const secret = two.tested[1]?.privateKey?.d ?? 'none';
  const everything = JSON.stringify([one.notes, two.notes, [...two.written], view]);
  for (const hidden of [PASSPHRASE, secret, '"d":']) expect(everything).not.toContain(hidden);
});

test('a setting that was changed by hand into something else is refused in words, and nothing is sent', async () => {
  const folder = passingFolder();
  writeFileSync(path.join(folder, 'sync.json'), '{"baseUrl":"http://elsewhere.example"}');
  const { answers, setUp } = workstation(folder);
  const heard: unknown[] = [];
  await setUp.whenReady((ready) => heard.push(ready));
  expect(heard).toEqual([null]);
  expect((await answers.syncSetUp({})).standing).toMatchObject({ kind: 'refused' });
});

test('a damaged file of keys is said, and left as it is', async () => {
  const folder = passingFolder();
  writeFileSync(path.join(folder, 'sync-keys.json'), '{');
  const { answers } = workstation(folder);
  expect((await answers.syncSetUp({})).standing).toMatchObject({
    kind: 'refused',
    words: expect.stringContaining('not readable as the keys'),
  });
  expect(await answers.makeSyncKey({ passphrase: PASSPHRASE })).toMatchObject({ kind: 'refused' });
  expect(readFileSync(path.join(folder, 'sync-keys.json'), 'utf8')).toBe('{');
});

test('a simulation’s own server: with its key beside it, or refused', async () => {
  const folder = passingFolder();
  const file = path.join(folder, 'fixed.json');
  const setting = { ...wish, baseUrl: 'http://127.0.0.1:8080/fhir', stationId: 's', client: null };
  const keep = (content: object) => writeFileSync(file, JSON.stringify(content));
  keep(setting);
  expect(await readFixedSetting(file)).toMatchObject({ kind: 'ready', ready: { privateKey: null } });
  const client = { clientId: 'room-1', scope: 'system/Patient.rs', keyId: 'k-1' };
  keep({ ...setting, client });
  expect(await readFixedSetting(file)).toMatchObject({
    kind: 'refused',
    words: expect.stringContaining('keyFile'),
  });
  keep({ ...setting, client, keyFile: 'key.json' });
  expect(await readFixedSetting(file)).toMatchObject({ kind: 'refused' });
  writeFileSync(
    path.join(folder, 'key.json'),
    JSON.stringify({ kty: 'EC', crv: 'P-384', x: 'x', y: 'y', d: 'd' }),
  );
  expect(await readFixedSetting(file)).toMatchObject({ kind: 'ready', ready: { privateKey: { d: 'd' } } });
  keep({ ...setting, authorityPem: newAuthority('Clinic').sign({ names: 'DNS:localhost' }).cert });
  expect(await readFixedSetting(file)).toMatchObject({ kind: 'refused' });
});
