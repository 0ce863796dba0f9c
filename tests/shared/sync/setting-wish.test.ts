import { expect, test } from 'vitest';
import { missingRights, neededRights, scopeFor } from '../../../shared/sync/needed-rights';
import { settingChanges } from '../../../shared/sync/setting-changes';
import { type SyncWish, settingOf, tidyWish, wishFaults, wishOf } from '../../../shared/sync/setting-wish';

const wish: SyncWish = {
  baseUrl: ' https://fhir.clinic.example/r4/ ',
  profile: 'hapi',
  systemBase: 'https://infusion.clinic.example/',
  clinicName: ' Quiet  Hill Clinic ',
  mrnSystem: ' urn:oid:1.2.3',
  mayCreatePatients: true,
  client: { clientId: 'room-1 ', scope: ' system/Patient.rs\n system/Observation.crus ' },
  authorityPem: ' \n',
  pinnedKeys: ['', ' 3q2+7w=='],
  gzipBodies: false,
  alarmAfterHours: 24,
  orderFreshHours: 12,
};

test('blanks, empty lines and slashes at the end go before anything is judged', () => {
  expect(tidyWish(wish)).toEqual({
    ...wish,
    baseUrl: 'https://fhir.clinic.example/r4',
    systemBase: 'https://infusion.clinic.example',
    clinicName: 'Quiet Hill Clinic',
    mrnSystem: 'urn:oid:1.2.3',
    client: { clientId: 'room-1', scope: 'system/Patient.rs system/Observation.crus' },
    authorityPem: null,
    pinnedKeys: ['3q2+7w=='],
  });
});

test('every fault is named with its field, all at once', () => {
  const faults = wishFaults({
    ...tidyWish(wish),
    baseUrl: 'http://fhir.clinic.example',
    systemBase: 'ours',
    clinicName: '',
    mrnSystem: '',
    client: { clientId: '', scope: '' },
    orderFreshHours: Number.NaN,
  });
  expect(faults.map(({ field }) => field)).toEqual([
    ...['baseUrl', 'systemBase', 'mrnSystem', 'clientId', 'scope', 'pinnedKeys', 'orderFreshHours'],
  ]);
});

test('a setting shows in the form as it was set', () => {
  const tidy = { ...tidyWish(wish), pinnedKeys: [] };
  expect(wishFaults(tidy)).toEqual([]);
  expect(wishOf(settingOf(tidy, { stationId: 's', keyId: 'k' }))).toEqual(tidy);
});

test('what changed is named; what is long is told by its fingerprint', () => {
  const before = settingOf(tidyWish(wish), { stationId: 's', keyId: 'k-1' });
  const after = { ...before, profile: 'portable' as const, authorityPem: 'PEM', client: null };
  expect(settingChanges(before, before)).toEqual([]);
  expect(settingChanges(before, after)).toEqual([
    { what: 'profile', from: 'hapi', to: 'portable' },
    { what: 'client id', from: 'room-1', to: null },
    { what: 'key', from: 'k-1', to: null },
    { what: 'rights', from: 'system/Patient.rs system/Observation.crus', to: null },
    { what: 'authority', from: null, to: expect.stringMatching(/^SHA-256 [0-9a-f]{16}$/) },
  ]);
  expect(settingChanges(before, null).every(({ to }) => to === null)).toBe(true);
});

test('rights that are missing are found in both ways of writing a scope', () => {
  const needed = neededRights({ mayCreatePatients: false });
  expect(missingRights(needed, scopeFor(needed))).toEqual([]);
  expect(missingRights(needed, 'system/*.cruds')).toEqual([]);
  expect(missingRights(needed, 'system/*.*')).toEqual([]);
  expect(missingRights(needed, 'system/*.read system/*.write')).toEqual([]);
  const less = missingRights(needed, 'system/*.rs system/Observation.cu user/Encounter.cruds');
  expect(less.find(({ type }) => type === 'Observation')).toBeUndefined();
  expect(less.find(({ type }) => type === 'Patient')).toBeUndefined();
  expect(less.find(({ type }) => type === 'Encounter')?.letters).toBe('cu');
});
