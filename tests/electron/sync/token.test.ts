import { exportJWK, generateKeyPair, type JWK, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import type { Link, LinkAnswer, LinkRequest } from '../../../electron/sync/link';
import { linkFault } from '../../../electron/sync/link-fault';
import { tokenSource } from '../../../electron/sync/token';
import { ManualClock } from '../../clock';

type Served = { readonly asked: LinkRequest[]; readonly link: Pick<Link, 'send'> };

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): LinkAnswer => ({
  kind: 'answer',
  status,
  headers,
  body: JSON.stringify(body),
});
const found = { token_endpoint: 'https://login.clinic.example/token' };

/** A server whose token endpoint says what the test wants next; the last answer stays. */
function serving(
  clock: ManualClock,
  tokens: (LinkAnswer | (() => LinkAnswer))[],
  more: { aheadMs?: number } = {},
): Served {
  const asked: LinkRequest[] = [];
  let at = 0;
  return {
    asked,
    link: {
      send: async (request) => {
        asked.push(request);
        const date = new Date(clock.now().at + (more.aheadMs ?? 0)).toUTCString();
        if (request.method === 'GET') return json(found, 200, { date });
        const next = tokens[Math.min(at, tokens.length - 1)];
        at += 1;
        return typeof next === 'function' ? next() : (next ?? json({}, 500));
      },
    },
  };
}

async function workstation(): Promise<{ privateKey: JWK; publicKey: CryptoKey }> {
  const pair = await generateKeyPair('ES384', { extractable: true });
  return { privateKey: await exportJWK(pair.privateKey), publicKey: pair.publicKey };
}

async function sourceOn(clock: ManualClock, served: Served, skewMs: number | null = null) {
  const { privateKey, publicKey } = await workstation();
  let made = 0;
  const source = tokenSource({
    baseUrl: 'https://fhir.clinic.example/r4',
    client: { clientId: 'room-1', keyId: 'key-1', scope: 'system/Observation.cu', privateKey },
    link: served.link,
    clock,
    skewMs: () => skewMs,
    newId: () => {
      made += 1;
      return `id-${made}`;
    },
  });
  return { source, publicKey };
}

const token = (value: string, expiresInS = 300) => json({ access_token: value, expires_in: expiresInS });
const posts = ({ asked }: Served) => asked.filter(({ method }) => method === 'POST');
const formOf = (request: LinkRequest | undefined) => new URLSearchParams(request?.body ?? '');

test('the assertion names the workstation, is signed by its key, and lives less than five minutes', async () => {
  const clock = new ManualClock();
  const served = serving(clock, [token('one')]);
  const { source, publicKey } = await sourceOn(clock, served);
  expect(await source()).toEqual({ kind: 'token', value: 'one' });
  const [post] = posts(served);
  expect(post?.url.href).toBe(found.token_endpoint);
  expect(post?.headers.authorization).toBeUndefined();
  expect(formOf(post).get('grant_type')).toBe('client_credentials');
  expect(formOf(post).get('scope')).toBe('system/Observation.cu');
  const { payload, protectedHeader } = await jwtVerify(
    formOf(post).get('client_assertion') ?? '',
    publicKey,
    {
      currentDate: new Date(clock.now().at),
      issuer: 'room-1',
      subject: 'room-1',
      audience: found.token_endpoint,
    },
  );
  expect(protectedHeader).toMatchObject({ alg: 'ES384', kid: 'key-1' });
  expect(payload.jti).toBe('id-1');
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(240);
});

test.each([
  ['as it is known', 600_000, 0, 600],
  ['as the server says it itself where it is not known', null, -600_000, -600],
])('times are those of the server, %s', async (_, skewMs, aheadMs, seconds) => {
  const clock = new ManualClock();
  const served = serving(clock, [token('one')], { aheadMs });
  const { source } = await sourceOn(clock, served, skewMs);
  await source();
  const [, payload = ''] = (formOf(posts(served)[0]).get('client_assertion') ?? '').split('.');
  const { iat } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iat: number };
  expect(Math.abs(iat - (clock.now().at / 1000 + seconds))).toBeLessThanOrEqual(1);
});

test('a token is used until 80 % of its life, with one renewal in flight', async () => {
  const clock = new ManualClock();
  const served = serving(clock, [token('one', 100), token('two', 100)]);
  const { source } = await sourceOn(clock, served);
  const together = await Promise.all([source(), source(), source()]);
  expect(together.map((one) => one.kind === 'token' && one.value)).toEqual(['one', 'one', 'one']);
  await clock.advance(79_000);
  expect(await source()).toMatchObject({ value: 'one' });
  expect(posts(served)).toHaveLength(1);
  await clock.advance(1_000);
  expect(await source()).toMatchObject({ value: 'two' });
  expect(posts(served)).toHaveLength(2);
});

test('what the server did not take is asked for anew once, however many were refused with it', async () => {
  const clock = new ManualClock();
  const served = serving(clock, [token('one'), token('two')]);
  const { source } = await sourceOn(clock, served);
  await source();
  const both = await Promise.all([source('one'), source('one')]);
  expect(both).toEqual([
    { kind: 'token', value: 'two' },
    { kind: 'token', value: 'two' },
  ]);
  expect(posts(served)).toHaveLength(2);
});

test('while a new one can not be had, the old one serves to its end', async () => {
  const clock = new ManualClock();
  const cut: LinkAnswer = { kind: 'fault', sent: true, fault: linkFault('cut') };
  const served = serving(clock, [token('one', 100), cut]);
  const { source } = await sourceOn(clock, served);
  await source();
  await clock.advance(90_000);
  expect(await source()).toMatchObject({ value: 'one' });
  await clock.advance(10_000);
  expect(await source()).toMatchObject({ kind: 'none' });
});

const refusals: [LinkAnswer, string, string][] = [
  [json({ error: 'invalid_client' }, 401), 'refused', 'client id is not registered'],
  [
    json({ error: 'invalid_client', error_description: 'no such key' }, 400),
    'refused',
    'It says: no such key',
  ],
  [json({ error: 'invalid_scope' }, 400), 'refused', 'none of the rights'],
  [json({ error: 'something_new' }, 400), 'refused', 'something_new'],
  [json({ error: 'temporarily_unavailable' }, 503), 'none', '503'],
  [json({}, 429), 'none', '429'],
  [json({ token: 'x' }), 'refused', 'no token in it'],
  [{ kind: 'fault', sent: false, fault: linkFault('name-not-found') }, 'none', 'name of the server'],
];
test.each(refusals)('%j comes out as %s', async (answer, kind, words) => {
  const clock = new ManualClock();
  const { source } = await sourceOn(clock, serving(clock, [answer]));
  const got = await source();
  expect(got.kind).toBe(kind);
  expect(JSON.stringify(got)).toContain(words);
});

test('a server without SMART, or with an unsecured token endpoint, gives no token and is sent no assertion', async () => {
  const clock = new ManualClock();
  for (const answer of [
    json({}, 404),
    json({ token_endpoint: 'http://login.clinic.example/token' }),
    json({ ...found, token_endpoint_auth_signing_alg_values_supported: ['RS384'] }),
  ]) {
    const asked: LinkRequest[] = [];
    const link: Served['link'] = {
      send: async (request) => {
        asked.push(request);
        return answer;
      },
    };
    const served: Served = { asked, link };
    const { source } = await sourceOn(clock, served);
    expect(await source()).toMatchObject({ kind: 'refused' });
    expect(posts(served)).toEqual([]);
  }
});

test('a key that can not sign is said, not thrown', async () => {
  const clock = new ManualClock();
  const served = serving(clock, [token('one')]);
  const source = tokenSource({
    baseUrl: 'https://fhir.clinic.example/r4',
    client: { clientId: 'room-1', keyId: 'key-1', scope: 's', privateKey: { kty: 'EC' } },
    link: served.link,
    clock,
    skewMs: () => null,
    newId: () => 'id',
  });
  expect(await source()).toMatchObject({ kind: 'refused' });
});
