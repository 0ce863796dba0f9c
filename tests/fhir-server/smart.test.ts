import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { heartRate, keyOf, patient } from './samples';
import { fhirServer } from './server';

const pair = await generateKeyPair('ES384');
const rsa = await generateKeyPair('RS384');
const stranger = await generateKeyPair('ES384');
const keys = [
  { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES384' },
  { ...(await exportJWK(rsa.publicKey)), kid: 'k2', alg: 'RS384' },
];
let offsetMs = 0;
const server = await fhirServer({
  socket: false,
  nowMs: () => Date.now() + offsetMs,
  auth: {
    clients: { 'room-1': { keys, scope: 'system/Patient.rs system/Observation.cruds' } },
    expiresInSeconds: 300,
  },
});
const { smart } = server;
if (smart === undefined) throw new Error('The server was started without authorisation');
afterAll(() => server.close());
beforeEach(() => {
  server.clear();
  offsetMs = 0;
});

const tokenUrl = `${server.url}/auth/token`;
let used = 0;
const nowS = (): number => Math.floor((Date.now() + offsetMs) / 1000);

type Claims = { iss?: string; sub?: string; aud?: string; exp?: number; jti?: string };

function assertion(
  claims: Claims = {},
  key = pair.privateKey,
  header = { alg: 'ES384', kid: 'k1' },
): Promise<string> {
  used += 1;
  const standard = { iss: 'room-1', sub: 'room-1', aud: tokenUrl, exp: nowS() + 60, jti: `id-${used}` };
  return new SignJWT({ ...standard, ...claims }).setProtectedHeader(header).sign(key);
}

async function ask(client_assertion: string, form: Record<string, string> = {}) {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'system/Patient.rs system/Observation.cu',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
    ...form,
  });
  const response = await server.fetch(tokenUrl, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const get = async (path: string, token?: unknown, method = 'GET', body?: unknown): Promise<Response> =>
  server.fetch(`${server.url}${path}`, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

test('tells where tokens are given, and gives one for a signed assertion, by either kind of key', async () => {
  const configuration = await (await get('/.well-known/smart-configuration')).json();
  expect(configuration).toMatchObject({ token_endpoint: tokenUrl });
  const { status, body } = await ask(await assertion());
  expect(status).toBe(200);
  expect(body).toMatchObject({
    token_type: 'bearer',
    expires_in: 300,
    scope: 'system/Patient.rs system/Observation.cu',
  });
  expect((await get('/Patient', body.access_token)).status).toBe(200);
  expect((await ask(await assertion({}, rsa.privateKey, { alg: 'RS384', kid: 'k2' }))).status).toBe(200);
});

const bad: [string, () => Promise<string>][] = [
  ['a client that is not registered', () => assertion({ iss: 'room-9', sub: 'room-9' })],
  ['another subject than its issuer', () => assertion({ sub: 'room-9' })],
  ['another audience', () => assertion({ aud: 'https://elsewhere.example/token' })],
  ['an assertion that ran out', () => assertion({ exp: nowS() - 10 })],
  ['one valid for more than five minutes', () => assertion({ exp: nowS() + 400 })],
  ['the key of a stranger', () => assertion({}, stranger.privateKey)],
  ['a key that is not known', () => assertion({}, pair.privateKey, { alg: 'ES384', kid: 'k9' })],
  ['no assertion at all', async () => 'nonsense'],
];
test.each(bad)('refuses %s', async (_, of) => {
  const { status, body } = await ask(await of());
  expect([status, body.error]).toEqual([401, 'invalid_client']);
});

test('refuses an assertion that was used before', async () => {
  const once = await assertion();
  expect((await ask(once)).status).toBe(200);
  expect(await ask(once)).toMatchObject({
    status: 401,
    body: { error_description: expect.stringContaining('jti') },
  });
});

test('refuses other grants and scopes beyond what is registered', async () => {
  expect((await ask(await assertion(), { grant_type: 'password' })).body.error).toBe(
    'unsupported_grant_type',
  );
  expect((await ask(await assertion(), { scope: 'system/AuditEvent.c' })).body.error).toBe('invalid_scope');
});

test('without a token, with an old one, or with a revoked one: 401; beyond the scope: 403', async () => {
  expect((await get('/Patient')).status).toBe(401);
  expect((await get('/metadata')).status).toBe(200);
  const { access_token: token } = (await ask(await assertion())).body;
  expect((await get('/Encounter', token)).status).toBe(403);
  expect((await get('/Patient', token, 'POST', patient('p1'))).status).toBe(403);
  offsetMs = 301_000;
  expect((await get('/Patient', token)).status).toBe(401);
  offsetMs = 0;
  smart.forgetTokens();
  expect((await get('/Patient', token)).status).toBe(401);
  const { access_token: next } = (await ask(await assertion())).body;
  smart.revokeClient('room-1');
  expect((await get('/Patient', next)).status).toBe(401);
  expect((await ask(await assertion())).status).toBe(401);
  smart.register('room-1', { keys, scope: 'system/*.cruds' });
  expect((await ask(await assertion())).status).toBe(200);
});

test('a token that runs out in mid-batch: the first entries are stored, the rest answered 401', async () => {
  const { id } = await server.records.save(patient('p1'));
  const { access_token: token } = (await ask(await assertion())).body;
  const entry = ['1', '2', '3'].map((key) => {
    const resource = heartRate(key, `Patient/${id}`);
    return { resource, request: { method: 'POST', url: 'Observation', ifNoneExist: keyOf(resource) } };
  });
  const send = () => get('', token, 'POST', { resourceType: 'Bundle', type: 'batch', entry });
  server.faults.add({ fault: { kind: 'expire', fromEntry: 2 } });
  const answers = (await (await send()).json()) as { entry: { response: { status: string } }[] };
  expect(answers.entry.map(({ response }) => response.status)).toEqual(['201', '201', '401']);
  expect((await send()).status).toBe(401);
});
