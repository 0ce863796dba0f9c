import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { addressOf } from '../../../electron/sync/address';
import { type After, linkLimits, openLink } from '../../../electron/sync/link';
import { fhirTransport, type TokenSource } from '../../../electron/sync/transport';
import { certificatesOf, pinOf, type Trust } from '../../../electron/sync/trust';
import type { FhirRequest, Transport } from '../../../shared/sync/transport';
import { type Authority, newAuthority } from './certificates';
import { closedPort, httpServer, rawServer } from './loopback';

const plain: Trust = { authorityPem: null, pinnedKeys: [] };
const read: FhirRequest = { method: 'GET', path: 'Patient/1', headers: {} };
const write: FhirRequest = { method: 'POST', path: '', headers: {}, body: '{"resourceType":"Bundle"}' };

/** Time-outs that come when the test says so, by their length in ms. */
function byHand(): { after: After; fire: (ms: number) => void } {
  const armed = new Map<number, () => void>();
  return {
    after: (ms, run) => {
      armed.set(ms, run);
      return () => armed.delete(ms);
    },
    fire: (ms) => armed.get(ms)?.(),
  };
}

function transportTo(
  baseUrl: string,
  more: {
    trust?: Trust;
    zips?: boolean;
    token?: TokenSource;
    after?: After;
    maxAnswerBytes?: number;
  } = {},
): Transport {
  const link = openLink({
    trust: more.trust ?? plain,
    limits: { ...linkLimits, maxAnswerBytes: more.maxAnswerBytes ?? linkLimits.maxAnswerBytes },
    ...(more.after === undefined ? {} : { after: more.after }),
  });
  onTestFinished(() => link.close());
  let made = 0;
  const newId = () => {
    made += 1;
    return `request-${made}`;
  };
  return fhirTransport({ baseUrl, link, token: more.token ?? null, newId, zips: more.zips ?? false });
}

describe('a request that is answered', () => {
  test('carries FHIR JSON and an id of its own, on one connection kept open', async () => {
    const { origin, heard } = await httpServer((_, response) => {
      response.writeHead(201, { 'Content-Type': 'application/fhir+json', ETag: 'W/"1"' }).end('{"a":"ä"}');
    });
    const transport = transportTo(`${origin}/fhir`);
    expect(await transport(write)).toMatchObject({
      kind: 'answer',
      status: 201,
      headers: { etag: 'W/"1"' },
      body: '{"a":"ä"}',
    });
    await transport({ ...read, headers: { 'X-Request-Id': 'attempt-7', 'If-Match': 'W/"3"' } });
    await transport({ ...read, path: '?_count=1' });
    expect(heard.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /fhir',
      'GET /fhir/Patient/1',
      'GET /fhir?_count=1',
    ]);
    expect(heard[0]?.headers).toMatchObject({
      accept: 'application/fhir+json',
      'content-type': 'application/fhir+json',
      'x-request-id': 'request-1',
    });
    expect(heard[1]?.headers).toMatchObject({ 'x-request-id': 'attempt-7', 'if-match': 'W/"3"' });
    expect(heard[0]?.body.toString()).toBe(write.body);
  });

  test('is packed only where that is set, and a packed answer is unpacked', async () => {
    const { origin, heard } = await httpServer((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"packed":true}'));
    });
    expect(await transportTo(origin)(write)).toMatchObject({ status: 200, body: '{"packed":true}' });
    await transportTo(origin, { zips: true })(write);
    expect(heard[0]?.headers['content-encoding']).toBeUndefined();
    expect(heard[1]?.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(heard[1]?.body ?? Buffer.of()).toString()).toBe(write.body);
  });
});

describe('a request without a whole answer', () => {
  test('never left: nobody listens, the name is unknown, no connection in time', async () => {
    expect(await transportTo(await closedPort())(write)).toMatchObject({ kind: 'none', sent: false });
    const unknown = await transportTo('https://no-such-server.invalid/fhir')(write);
    expect(unknown).toMatchObject({ kind: 'none', sent: false });

    const { after, fire } = byHand();
    // A secured connection that the other end never takes up.
    const silent = await rawServer(() => fire(linkLimits.connectMs));
    const late = await transportTo(silent.replace('http:', 'https:'), { after })(write);
    expect(late).toMatchObject({ kind: 'none', sent: false });
    expect(late).toHaveProperty('detail', 'No connection came about in time. (10 s)');
  });

  test.each<[string, (bytes: string) => string]>([
    ['before the answer begins', () => ''],
    ['within its headers', () => 'HTTP/1.1 201 Created\r\nContent-Len'],
    ['within its body', () => 'HTTP/1.1 201 Created\r\nContent-Length: 40\r\n\r\n{"resourceType"'],
    ['within a chunk', () => 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n28\r\n{"resourceType"'],
  ])('may have taken when the connection is cut %s', async (_, bytes) => {
    const origin = await rawServer((socket) => {
      socket.once('data', (chunk: Buffer) => socket.end(bytes(chunk.toString())));
    });
    expect(await transportTo(origin)(write)).toMatchObject({ kind: 'none', sent: true });
  });

  test('may have taken when the answer stays out or stops in its middle', async () => {
    const { after, fire } = byHand();
    const slow = await rawServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{"resou', () => fire(linkLimits.totalMs));
      });
    });
    const answer = await transportTo(slow, { after })(write);
    expect(answer).toEqual({
      kind: 'none',
      sent: true,
      detail: 'The server did not answer in time. (60 s)',
    });
  });

  test('may have taken when the answer is larger than is taken, also unpacked', async () => {
    const { origin } = await httpServer((_, response) => {
      response.end('x'.repeat(5_000));
    });
    const bomb = await httpServer((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('x'.repeat(5_000)));
    });
    for (const at of [origin, bomb.origin]) {
      expect(await transportTo(at, { maxAnswerBytes: 1_000 })(write)).toMatchObject({
        kind: 'none',
        sent: true,
      });
    }
  });

  test('does not reach the server after it was given up', async () => {
    const { after, fire } = byHand();
    const { origin, heard } = await httpServer((_, response) => response.end('{}'));
    const transport = transportTo(origin, { after });
    const given = transport(write);
    // The request is on its way to a connection; the time-out comes first.
    await Promise.resolve();
    fire(linkLimits.connectMs);
    expect(await given).toMatchObject({ kind: 'none', sent: false });
    await transport(read);
    expect(heard.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('a redirect', () => {
  test('to another origin is not followed, and the token does not go there (SR-187)', async () => {
    const thief = await httpServer((_, response) => response.end('{}'));
    const { origin } = await httpServer((_, response) => {
      response.writeHead(307, { Location: `${thief.origin}/fhir/Patient/1` }).end();
    });
    const answer = await transportTo(origin, { token: async () => ({ kind: 'token', value: 'secret' }) })(
      read,
    );
    expect(answer).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(answer)).toContain(thief.origin);
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(thief.heard).toEqual([]);
  });

  test('within the server is followed by what reads, and by what writes only if nothing changes', async () => {
    const { origin, heard } = await httpServer(({ url }, response) => {
      if (url.startsWith('/old')) response.writeHead(301, { Location: '/new' }).end();
      else if (url.startsWith('/moved')) response.writeHead(308, { Location: '/new' }).end();
      else if (url.startsWith('/round')) response.writeHead(302, { Location: '/round' }).end();
      else response.end('{}');
    });
    expect(await transportTo(`${origin}/old`)(read)).toMatchObject({ status: 200 });
    expect(await transportTo(`${origin}/old`)(write)).toMatchObject({ kind: 'refused' });
    expect(await transportTo(`${origin}/moved`)(write)).toMatchObject({ status: 200 });
    expect(heard.at(-1)).toMatchObject({ method: 'POST', url: '/new' });
    expect(heard.at(-1)?.body.toString()).toBe(write.body);
    expect(await transportTo(`${origin}/round`)(read)).toMatchObject({ kind: 'refused' });
  });
});

describe('an address', () => {
  const base = 'https://fhir.clinic.example/r4';
  test.each([
    ['Patient/1', 'https://fhir.clinic.example/r4/Patient/1'],
    ['/metadata', 'https://fhir.clinic.example/r4/metadata'],
    ['', 'https://fhir.clinic.example/r4'],
    ['https://fhir.clinic.example/r4?_getpages=7', 'https://fhir.clinic.example/r4?_getpages=7'],
    ['//evil.example/x', 'https://fhir.clinic.example/r4/evil.example/x'],
  ])('%s is %s', (path, whole) => {
    expect(addressOf(base, path)).toMatchObject({ kind: 'allowed', url: { href: whole } });
  });

  test.each([
    ['another server', base, 'https://evil.example/r4?page=2'],
    ['another port', base, 'https://fhir.clinic.example:8443/r4?page=2'],
    ['unsecured', base, 'http://fhir.clinic.example/r4?page=2'],
    ['an unsecured base elsewhere', 'http://fhir.clinic.example/r4', 'Patient/1'],
    ['a password in it', 'https://me:secret@fhir.clinic.example/r4', 'Patient/1'],
    ['no address', 'fhir.clinic.example', 'Patient/1'],
  ])('%s is refused', (_, from, path) => {
    expect(addressOf(from, path)).toMatchObject({ kind: 'refused' });
  });

  test.each(['http://localhost:8080/fhir', 'http://127.0.0.1:8080/fhir', 'http://[::1]:8080/fhir'])(
    '%s on this machine may be unsecured',
    (local) => {
      expect(addressOf(local, 'metadata')).toMatchObject({ kind: 'allowed' });
    },
  );
});

describe('the certificate of the server', () => {
  let known: Authority | null = null;
  const authority = (): Authority => {
    known ??= newAuthority('Clinic');
    return known;
  };
  const ok = (_: unknown, response: { end(text: string): unknown }): void => void response.end('{}');
  const here = 'DNS:localhost,IP:127.0.0.1';

  test('is taken when the clinic’s authority signed it, and otherwise not one byte is sent (SR-187)', async () => {
    const { origin, heard } = await httpServer(ok, authority().sign({ names: here }));
    const trusted: Trust = { authorityPem: authority().pem, pinnedKeys: [] };
    expect(await transportTo(origin, { trust: trusted })(write)).toMatchObject({ status: 200 });
    expect(await transportTo(origin)(write)).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('signed by nobody whom this workstation trusts'),
    });
    const other: Trust = { authorityPem: newAuthority('Another').pem, pinnedKeys: [] };
    expect(await transportTo(origin, { trust: other })(write)).toMatchObject({ kind: 'refused' });
    expect(heard).toHaveLength(1);
  });

  test.each([
    ['made out to another name', { names: 'DNS:other.example' }, 'another name'],
    ['expired', { names: here, days: -1 }, 'expired'],
  ])('%s is refused', async (_, wish, words) => {
    const { origin, heard } = await httpServer(ok, authority().sign(wish));
    const trust: Trust = { authorityPem: authority().pem, pinnedKeys: [] };
    expect(await transportTo(origin, { trust })(write)).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining(words),
    });
    expect(heard).toEqual([]);
  });

  test('is held to the pinned keys: its own or that of who signed it', async () => {
    const leaf = authority().sign({ names: here });
    const { origin, heard } = await httpServer(ok, { ...leaf, cert: leaf.cert + authority().pem });
    const pins = [leaf.cert, authority().pem].map((pem) => certificatesOf(pem).map(pinOf)[0] ?? '');
    const stranger = certificatesOf(newAuthority('Another').pem).map(pinOf);
    const answer = (pinnedKeys: string[]) =>
      transportTo(origin, { trust: { authorityPem: authority().pem, pinnedKeys } })(write);
    expect(await answer(pins.slice(0, 1))).toMatchObject({ status: 200 });
    expect(await answer(pins.slice(1))).toMatchObject({ status: 200 });
    expect(await answer(stranger)).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('none of the keys that were set as allowed'),
    });
    expect(heard).toHaveLength(2);
  });

  test('a certificate that is only sent along proves nothing to a pin', async () => {
    const leaf = authority().sign({ names: here });
    const pinned = newAuthority('Pinned').pem;
    const { origin } = await httpServer(ok, { ...leaf, cert: leaf.cert + pinned });
    const trust: Trust = { authorityPem: authority().pem, pinnedKeys: certificatesOf(pinned).map(pinOf) };
    expect(await transportTo(origin, { trust })(write)).toMatchObject({ kind: 'refused' });
  });

  test('older than TLS 1.2 is no secured connection', async () => {
    const leaf = { ...authority().sign({ names: here }), maxVersion: 'TLSv1.1' as const };
    const { origin } = await httpServer(ok, leaf);
    const trust: Trust = { authorityPem: authority().pem, pinnedKeys: [] };
    expect(await transportTo(origin, { trust })(write)).toMatchObject({ kind: 'none', sent: false });
  });
});

describe('the token', () => {
  test('goes with every request; after a 401 once a new one', async () => {
    const { origin, heard } = await httpServer(({ headers }, response) => {
      response.writeHead(headers.authorization === 'Bearer two' ? 200 : 401).end('{}');
    });
    const asked: (string | undefined)[] = [];
    const token: TokenSource = async (instead) => {
      asked.push(instead);
      return { kind: 'token', value: instead === undefined ? 'one' : 'two' };
    };
    expect(await transportTo(origin, { token })(write)).toMatchObject({ status: 200 });
    expect(asked).toEqual([undefined, 'one']);
    expect(heard.map(({ body }) => body.toString())).toEqual([write.body, write.body]);

    const stubborn: TokenSource = async () => ({ kind: 'token', value: 'one' });
    expect(await transportTo(origin, { token: stubborn })(write)).toMatchObject({ status: 401 });
    expect(heard).toHaveLength(4);
  });

  test('that can not be had sends nothing', async () => {
    const { origin, heard } = await httpServer((_, response) => response.end('{}'));
    expect(
      await transportTo(origin, { token: async () => ({ kind: 'none', detail: 'later' }) })(write),
    ).toEqual({
      kind: 'none',
      sent: false,
      detail: 'later',
    });
    expect(
      await transportTo(origin, { token: async () => ({ kind: 'refused', words: 'unknown client' }) })(write),
    ).toEqual({ kind: 'refused', words: 'unknown client' });
    expect(heard).toEqual([]);
  });
});
