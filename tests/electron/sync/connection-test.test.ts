import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { testConnection } from '../../../electron/sync/connection-test/test-connection';
import { linkLimits, openLink } from '../../../electron/sync/link';
import { certificatesOf, pinOf, type Trust } from '../../../electron/sync/trust';
import { type ConnectionStep, connects, type StepName } from '../../../shared/sync/connection-step';
import { neededRights, scopeFor } from '../../../shared/sync/needed-rights';
import type { SyncSetting } from '../../../shared/sync/setting';
import { type FhirServer, type FhirServerOptions, fhirServer } from '../../fhir-server/server';
import { newAuthority } from './certificates';
import { closedPort, httpServer } from './loopback';

const MRN = 'urn:oid:1.2.3';
const all = scopeFor(neededRights({ mayCreatePatients: false }));
let privateKey: JWK = {};
let publicKey: JWK = {};
let otherKey: JWK = {};
beforeAll(async () => {
  const [ours, other] = [
    await generateKeyPair('ES384', { extractable: true }),
    await generateKeyPair('ES384', { extractable: true }),
  ];
  privateKey = await exportJWK(ours.privateKey);
  publicKey = { ...(await exportJWK(ours.publicKey)), kid: 'key-1', alg: 'ES384' };
  otherKey = { ...(await exportJWK(other.publicKey)), kid: 'key-1', alg: 'ES384' };
});

async function started(options: FhirServerOptions = {}): Promise<FhirServer> {
  const server = await fhirServer({ validation: 'off', ...options });
  onTestFinished(() => server.close());
  return server;
}

async function withPatient(server: FhirServer, system: string | null): Promise<FhirServer> {
  const patient = {
    resourceType: 'Patient',
    name: [{ family: 'Alder' }],
    ...(system === null ? {} : { identifier: [{ system, value: '0001' }] }),
  };
  const { pathname } = new URL(server.url);
  const headers = { 'content-type': 'application/fhir+json', ...(await bearer(server)) };
  const answer = await server.handle({
    method: 'POST',
    path: `${pathname}/Patient`,
    headers,
    body: JSON.stringify(patient),
  });
  expect(answer.status).toBe(201);
  return server;
}

/** Patients are written by a client of the server's own. */
async function bearer(server: FhirServer): Promise<Record<string, string>> {
  if (server.smart === undefined) return {};
  const { requestToken } = await import('../../../electron/sync/smart');
  server.smart.register('clinic', { keys: [publicKey], scope: 'system/*.cruds' });
  const link = openLink({ trust: { authorityPem: null, pinnedKeys: [] } });
  onTestFinished(() => link.close());
  const token = await requestToken(
    link,
    new URL(`${server.url}/auth/token`),
    { clientId: 'clinic', keyId: 'key-1', scope: 'system/*.cruds', privateKey },
    { nowMs: Date.now(), assertionId: 'a-patient' },
  );
  return token.kind === 'token' ? { authorization: `Bearer ${token.value}` } : {};
}

function settingFor(baseUrl: string, more: Partial<SyncSetting> = {}): SyncSetting {
  return {
    ...{ baseUrl, profile: 'portable', systemBase: 'https://infusion.clinic.example', mrnSystem: MRN },
    ...{ mayCreatePatients: false, stationId: 'station-1', client: null, authorityPem: null, pinnedKeys: [] },
    ...{ alarmAfterHours: 24, orderFreshHours: 12 },
    ...more,
  };
}
const client = { clientId: 'room-1', keyId: 'key-1', scope: all };

async function tested(
  setting: SyncSetting,
  more: { nowMs?: () => number; key?: JWK | null; connectMs?: number } = {},
): Promise<readonly ConnectionStep[]> {
  let shown: readonly string[] = [];
  const trust: Trust = { ...setting, shown: (pins) => (shown = pins) };
  const link = openLink({
    trust,
    limits: { ...linkLimits, connectMs: more.connectMs ?? linkLimits.connectMs },
  });
  onTestFinished(() => link.close());
  let made = 0;
  return testConnection({
    ...{ setting, link, shown: () => shown, nowMs: more.nowMs ?? Date.now },
    privateKey: more.key === undefined ? privateKey : more.key,
    newId: () => {
      made += 1;
      return `test-${made}-${Math.random()}`;
    },
  });
}

const step = (steps: readonly ConnectionStep[], name: StepName) => steps.find((one) => one.step === name);
/** The one step that is wrong; whatever stands after it was not tried. */
function onlyWrong(steps: readonly ConnectionStep[]): ConnectionStep | undefined {
  const wrong = steps.filter(({ standing }) => standing === 'wrong');
  expect(wrong).toHaveLength(1);
  expect(wrong[0]?.todo).not.toBe('');
  expect(connects(steps)).toBe(false);
  return wrong[0];
}

describe('a server that is right', () => {
  test('without sign-in: each step says so', async () => {
    const server = await withPatient(await started(), MRN);
    const steps = await tested(settingFor(server.url));
    expect(steps.filter(({ standing }) => standing !== 'right')).toMatchObject([
      // Without a token nobody says what may be written.
      { step: 'rights', standing: 'doubtful' },
    ]);
    expect(connects(steps)).toBe(true);
    expect(server.traffic.log.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([]);
  });

  test('with sign-in, over TLS, pinned: nothing is written there, and the key is shown', async () => {
    const authority = newAuthority('Clinic');
    const leaf = authority.sign({ names: 'DNS:localhost,IP:127.0.0.1' });
    const server = await started({
      auth: { clients: { 'room-1': { keys: [publicKey], scope: all } }, expiresInSeconds: 300 },
      tls: { caCertificate: authority.pem, serverCertificate: leaf.cert, serverKey: leaf.key },
    });
    const pin = certificatesOf(leaf.cert).map(pinOf)[0] ?? '';
    const steps = await tested(
      settingFor(server.url, { client, authorityPem: authority.pem, pinnedKeys: [pin] }),
    );
    expect(step(steps, 'certificate')?.found).toContain(pin);
    expect(step(steps, 'token')).toMatchObject({
      standing: 'right',
      found: expect.stringContaining('300 s'),
    });
    expect(step(steps, 'rights')).toMatchObject({ standing: 'right' });
    expect(step(steps, 'patients')).toMatchObject({ standing: 'doubtful' });
    expect(connects(steps)).toBe(true);
    const posts = server.traffic.log.filter(({ method }) => method !== 'GET');
    expect(posts.map(({ path }) => path)).toEqual(['/fhir/auth/token']);
  });
});

describe('the way there', () => {
  test('name, port, certificate: each with its own words, and nothing else is tried', async () => {
    const authority = newAuthority('Clinic');
    const https = async (names: string, days = 2) =>
      (await httpServer((_, response) => void response.end('{}'), authority.sign({ names, days }))).origin;
    const here = 'DNS:localhost,IP:127.0.0.1';
    const known = { authorityPem: authority.pem };
    const stranger = certificatesOf(newAuthority('Another').pem).map(pinOf);
    const cases: [SyncSetting, StepName, string][] = [
      [settingFor('http://fhir.clinic.example'), 'address', 'not secured'],
      [settingFor(await closedPort()), 'reach', 'nothing on it takes the connection'],
      [settingFor(await https(here)), 'certificate', 'signed by nobody'],
      [settingFor(await https('DNS:other.example'), known), 'certificate', 'another name'],
      [settingFor(await https(here, -1), known), 'certificate', 'expired'],
      [settingFor(await https(here), { ...known, pinnedKeys: stranger }), 'certificate', 'none of the keys'],
    ];
    for (const [setting, name, words] of cases) {
      const steps = await tested(setting);
      expect(onlyWrong(steps)).toMatchObject({ step: name, found: expect.stringContaining(words) });
      expect(step(steps, 'fhir')?.standing).toBe('not-tried');
    }
  });
});

describe('what answers', () => {
  const answering = async (status: number, body: string, headers: Record<string, string> = {}) =>
    (await httpServer((_, response) => void response.writeHead(status, headers).end(body))).origin;

  test.each<[string, number, string, Record<string, string>, StepName, string]>([
    [
      'a page',
      200,
      '<!doctype html><p>Welcome',
      { 'content-type': 'text/html' },
      'fhir',
      'A page for people',
    ],
    ['nothing there', 404, '{}', {}, 'fhir', 'answered with 404'],
    ['a fault', 503, '{}', {}, 'fhir', 'answered with 503'],
    ['a redirect', 302, '', { location: 'https://elsewhere.example/' }, 'fhir', 'elsewhere.example'],
    ['something else', 200, '{"resourceType":"Patient"}', {}, 'fhir', 'not with a CapabilityStatement'],
    ['no JSON', 200, 'hello', {}, 'fhir', 'not with a CapabilityStatement'],
    [
      'another version',
      200,
      '{"resourceType":"CapabilityStatement","fhirVersion":"3.0.2"}',
      {},
      'version',
      'speaks 3.0.2',
    ],
  ])('%s is told apart', async (_, status, body, headers, name, words) => {
    const steps = await tested(settingFor(await answering(status, body, headers)));
    expect(onlyWrong(steps)).toMatchObject({ step: name, found: expect.stringContaining(words) });
  });

  test('a server without what is needed: kinds, condition, batches', async () => {
    const statement = (resource: object[], interaction: object[] = []) =>
      JSON.stringify({
        ...{ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' },
        rest: [{ mode: 'server', resource, interaction }],
      });
    const some = statement([{ type: 'Patient', conditionalCreate: false }]);
    const steps = await tested(settingFor(await answering(200, some)));
    expect(step(steps, 'types')).toMatchObject({
      standing: 'wrong',
      found: expect.stringContaining('Observation'),
    });
    expect(step(steps, 'once')).toMatchObject({ standing: 'wrong' });

    const needed = neededRights({ mayCreatePatients: false });
    const conditional = { conditionalCreate: true, conditionalUpdate: true };
    const half = needed.map(({ type }) => ({ type, ...(type === 'Device' ? {} : conditional) }));
    expect(step(await tested(settingFor(await answering(200, statement(half)))), 'once')).toMatchObject({
      standing: 'doubtful',
      found: 'Not on condition: Device.',
    });
    const whole = needed.map(({ type }) => ({ type, ...conditional }));
    expect(step(await tested(settingFor(await answering(200, statement(whole)))), 'once')).toMatchObject({
      standing: 'doubtful',
      found: expect.stringContaining('batch'),
    });
  });

  test('clocks apart are shown, and do not stand in the way of the sign-in', async () => {
    const server = await started({
      auth: { clients: { 'room-1': { keys: [publicKey], scope: all } }, expiresInSeconds: 300 },
    });
    const steps = await tested(settingFor(server.url, { client }), { nowMs: () => Date.now() - 600_000 });
    expect(step(steps, 'clock')).toMatchObject({
      standing: 'doubtful',
      found: expect.stringMatching(/^The server’s clock is (599|60[01]) s ahead/),
    });
    expect(step(steps, 'token')).toMatchObject({ standing: 'right' });
  });
});

describe('the sign-in', () => {
  const auth = (scope = all, keys: JWK[] = [publicKey]) => ({
    auth: { clients: { 'room-1': { keys, scope } }, expiresInSeconds: 300 },
  });

  test('no SMART there', async () => {
    const { url } = await started();
    expect(onlyWrong(await tested(settingFor(url, { client })))).toMatchObject({ step: 'token-endpoint' });
  });

  test('no key here', async () => {
    const { url } = await started(auth());
    expect(onlyWrong(await tested(settingFor(url, { client }), { key: null }))).toMatchObject({
      step: 'token',
      found: 'This workstation has no key that is open.',
    });
  });

  test('a client that is not known there', async () => {
    const { url } = await started(auth());
    const steps = await tested(settingFor(url, { client: { ...client, clientId: 'room-9' } }));
    expect(onlyWrong(steps)).toMatchObject({
      step: 'token',
      meaning: 'The server does not know this client id.',
    });
  });

  test('another key than the one registered', async () => {
    const { url } = await started(auth(all, [otherKey]));
    const steps = await tested(settingFor(url, { client }));
    expect(onlyWrong(steps)).toMatchObject({
      step: 'token',
      meaning: 'The server knows the client and not its key.',
    });
  });

  test('rights that are missing are named, each with what it is for', async () => {
    const server = await started(auth('system/*.rs system/Observation.cruds'));
    const steps = await tested(settingFor(server.url, { client }));
    const rights = onlyWrong(steps);
    expect(rights?.step).toBe('rights');
    expect(rights?.found).toMatch(/^Missing: create, read, change, search of .*Encounter \(sessions\)/);
    expect(rights?.found).not.toContain('Observation (vital');
  });

  test('no right at all', async () => {
    const { url } = await started(auth('system/Nothing.r'));
    expect(onlyWrong(await tested(settingFor(url, { client })))).toMatchObject({
      step: 'token',
      meaning: 'The client is known, and has none of the rights asked for.',
    });
  });
});

test('patients with numbers of another system: the ones that are there are named', async () => {
  const server = await withPatient(await started(), 'https://clinic.example/mrn');
  expect(onlyWrong(await tested(settingFor(server.url)))).toMatchObject({
    step: 'patients',
    found: expect.stringContaining('https://clinic.example/mrn'),
  });
});
