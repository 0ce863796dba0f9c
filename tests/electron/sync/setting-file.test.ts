import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSetting, settingIn, writeSetting } from '../../../electron/sync/setting-file';
import type { SyncSetting } from '../../../shared/sync/setting';
import { newAuthority } from './certificates';

const setting: SyncSetting = {
  baseUrl: 'https://fhir.clinic.example/r4',
  profile: 'portable',
  systemBase: 'https://infusion.clinic.example/fhir',
  mrnSystem: 'urn:oid:1.2.3',
  mayCreatePatients: false,
  stationId: 'station-1',
  client: { clientId: 'room-1', keyId: 'key-1', scope: 'system/Patient.rs' },
  authorityPem: null,
  pinnedKeys: [],
  alarmAfterHours: 24,
  orderFreshHours: 12,
};

test('a setting is kept whole, for its owner alone, and read back as it was', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-setting-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'sync.json');
  expect(await readSetting(file)).toEqual({ kind: 'none' });
  await writeSetting(file, setting);
  expect(await readSetting(file)).toEqual({ kind: 'setting', setting });
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 40));
  expect(await readSetting(file)).toMatchObject({
    kind: 'refused',
    words: expect.stringContaining('nothing is sent'),
  });
});

const authority = newAuthority('Clinic');
const server = authority.sign({ names: 'DNS:localhost' });
const bad: [string, object, string][] = [
  ['no address', { baseUrl: 'fhir.clinic.example' }, 'baseUrl'],
  ['an unsecured server elsewhere', { baseUrl: 'http://fhir.clinic.example/r4' }, 'https'],
  ['a password in the address', { baseUrl: 'https://me:pw@fhir.clinic.example/r4' }, 'baseUrl'],
  ['a name that it does not know', { surprise: true }, 'surprise'],
  ['no hours', { alarmAfterHours: 0 }, 'alarmAfterHours'],
  ['a pin that is none', { pinnedKeys: ['abc'] }, 'pinnedKeys'],
  ['rights of a person', { client: { clientId: 'a', keyId: 'k', scope: 'user/*.rs' } }, 'user/*.rs'],
  ['a private key for an authority', { authorityPem: server.key }, 'private key'],
  ['the server’s own certificate for an authority', { authorityPem: server.cert }, 'not of an authority'],
  [
    'half a certificate',
    { authorityPem: authority.pem.replace(/[A-Za-z0-9+/]{40}\n/, '\n') },
    'not readable',
  ],
];
test.each(bad)('%s is refused, with the reason', (_, wrong, words) => {
  const found = settingIn(JSON.stringify({ ...setting, ...wrong }), 'sync.json');
  expect(found).toMatchObject({ kind: 'refused', words: expect.stringContaining(words) });
});

test('an authority’s own certificate is taken', () => {
  expect(settingIn(JSON.stringify({ ...setting, authorityPem: authority.pem }), 'sync.json')).toMatchObject({
    kind: 'setting',
  });
});
