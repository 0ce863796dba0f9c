import type { Bundle, BundleEntry, Observation } from '@medplum/fhirtypes';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { isBundle, toPath } from './faults';
import { heartRate, keyOf, patient } from './samples';
import { fhirServer } from './server';

const server = await fhirServer({ socket: false });
afterAll(() => server.close());
beforeEach(() => server.clear());

let subject = '';
beforeEach(async () => {
  const { id } = await server.records.save(patient('p1'));
  subject = `Patient/${id}`;
});

const send = (path: string, method: string, body?: unknown): Promise<Response> =>
  server.fetch(`${server.url}${path}`, {
    method,
    headers: { 'content-type': 'application/fhir+json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

const entry = (key: string): BundleEntry => {
  const resource = heartRate(key, subject);
  return { resource, request: { method: 'POST', url: 'Observation', ifNoneExist: keyOf(resource) } };
};

const batch = (keys: readonly string[], type: Bundle['type'] = 'batch'): Promise<Response> =>
  send('', 'POST', { resourceType: 'Bundle', type, entry: keys.map(entry) });

async function statuses(response: Response): Promise<(string | undefined)[]> {
  const { entry: entries = [] } = (await response.json()) as Bundle;
  return entries.map((one) => one.response?.status);
}

const stored = (): (string | undefined)[] =>
  server.records.all('Observation').map(({ identifier }) => identifier?.[0]?.value);

const lost = { name: 'TypeError', cause: { code: 'ECONNRESET' } };

describe('the connection is cut', () => {
  test('before the commit: nothing is stored', async () => {
    server.faults.add({ fault: { kind: 'cut', when: 'before' } });
    await expect(batch(['1', '2'])).rejects.toMatchObject(lost);
    expect(stored()).toEqual([]);
  });

  test('after the commit: all is stored, the answer is lost, and a replay adds nothing', async () => {
    server.faults.add({ fault: { kind: 'cut', when: 'after' } });
    await expect(batch(['1', '2'])).rejects.toMatchObject(lost);
    expect(stored()).toEqual(['1', '2']);
    expect(await statuses(await batch(['1', '2']))).toEqual(['200', '200']);
    expect(stored()).toEqual(['1', '2']);
  });

  test('during the commit: of a batch a part is stored, of a transaction nothing', async () => {
    server.faults.add({ on: 1, times: 2, fault: { kind: 'cut', when: 'during', afterResources: 2 } });
    await expect(batch(['1', '2', '3', '4'])).rejects.toMatchObject(lost);
    expect(stored()).toEqual(['1', '2']);
    await expect(batch(['5', '6', '7'], 'transaction')).rejects.toMatchObject(lost);
    expect(stored()).toEqual(['1', '2']);
    expect(await statuses(await batch(['1', '2', '3', '4']))).toEqual(['200', '200', '201', '201']);
  });

  test('and the work is done late, when another request was already answered', async () => {
    server.faults.add({ fault: { kind: 'late', afterRequests: 1 } });
    await expect(batch(['1'])).rejects.toMatchObject(lost);
    expect(stored()).toEqual([]);
    const asked = await send(`/Observation?${keyOf(heartRate('1', subject))}`, 'GET');
    expect(await asked.json()).toMatchObject({ total: 0 });
    expect(stored()).toEqual(['1']);
  });

  test('late work is done at the latest when it is settled, and never after a restart', async () => {
    server.faults.add({ times: 2, fault: { kind: 'late', afterRequests: 9 } });
    await expect(batch(['1'])).rejects.toMatchObject(lost);
    await server.settle();
    expect(stored()).toEqual(['1']);
    await expect(batch(['2'])).rejects.toMatchObject(lost);
    await server.restart();
    await server.settle();
    expect(stored()).toEqual(['1']);
  });

  test('by a restart, before or after the work: what was stored stays', async () => {
    server.faults.add(
      { on: 1, fault: { kind: 'restart', when: 'after' } },
      { on: 2, fault: { kind: 'restart', when: 'before' } },
    );
    await expect(batch(['1'])).rejects.toMatchObject(lost);
    await expect(batch(['2'])).rejects.toMatchObject(lost);
    expect(stored()).toEqual(['1']);
  });
});

describe('the answer is spoilt', () => {
  test('cut in its body: an error, or JSON that ends too soon', async () => {
    server.faults.add(
      { on: 1, fault: { kind: 'truncate', keepBytes: 40, torn: true } },
      { on: 2, fault: { kind: 'truncate', keepBytes: 40, torn: false } },
    );
    const torn = await batch(['1']);
    expect(torn.status).toBe(200);
    await expect(torn.text()).rejects.toThrow('terminated');
    const short = await batch(['2']);
    expect(await short.text()).toHaveLength(40);
    expect(stored()).toEqual(['1', '2']);
  });

  test('the request arrives twice: the second answer is given', async () => {
    server.faults.add({ fault: { kind: 'duplicate' } });
    expect(await statuses(await batch(['1']))).toEqual(['200']);
    expect(stored()).toEqual(['1']);
  });

  test.each([401, 409, 412, 422, 429, 500, 502, 503, 504])(
    '%i, before the work or after it',
    async (status) => {
      server.faults.add(
        { on: 1, fault: { kind: 'answer', status, retryAfterSeconds: 7 } },
        { on: 2, fault: { kind: 'answer', status, committed: true } },
      );
      const first = await batch(['1']);
      expect([first.status, first.headers.get('retry-after')]).toEqual([status, '7']);
      expect(stored()).toEqual([]);
      expect((await batch(['1'])).status).toBe(status);
      expect(stored()).toEqual(['1']);
    },
  );

  test('single entries are answered otherwise; a transaction as a whole', async () => {
    const judge = (_: BundleEntry, index: number) => (index === 1 ? { status: 409 } : undefined);
    server.faults.add({ times: 2, fault: { kind: 'entries', judge } });
    expect(await statuses(await batch(['1', '2', '3']))).toEqual(['201', '409', '201']);
    expect(stored()).toEqual(['1', '3']);
    expect((await batch(['4', '5'], 'transaction')).status).toBe(409);
    expect(stored()).toEqual(['1', '3']);
  });

  test('slow, until the test lets go; other requests are answered meanwhile', async () => {
    let release = (): void => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.faults.add({ fault: { kind: 'slow', until, committed: true } });
    const slow = batch(['1']);
    expect(await statuses(await batch(['2']))).toEqual(['201']);
    expect(stored()).toContain('1');
    release();
    expect(await statuses(await slow)).toEqual(['201']);
  });
});

describe('the server refuses', () => {
  test('what is too large, by bytes or entries', async () => {
    server.faults.limits = { entries: 2 };
    expect((await batch(['1', '2', '3'])).status).toBe(413);
    expect((await batch(['1', '2'])).status).toBe(200);
    server.faults.limits = { bytes: 100 };
    expect((await batch(['3'])).status).toBe(413);
    expect(stored()).toEqual(['1', '2']);
  });

  test('poison: one entry of a batch, the whole of a transaction', async () => {
    server.faults.poison = (resource) =>
      (resource as Observation).identifier?.[0]?.value === '2' ? 'Not this one' : undefined;
    const response = await batch(['1', '2', '3']);
    const { entry: entries = [] } = (await response.json()) as Bundle;
    expect(entries.map((one) => one.response?.status)).toEqual(['201', '422', '201']);
    expect(JSON.stringify(entries[1]?.response?.outcome)).toContain('Not this one');
    expect((await batch(['4', '2'], 'transaction')).status).toBe(422);
    expect(stored()).toEqual(['1', '3']);
  });
});

test('a fault hits the requests that its rule names, and those alone', async () => {
  server.faults.add({ on: 2, times: 2, match: isBundle, fault: { kind: 'answer', status: 503 } });
  server.faults.add({ match: toPath('/metadata', 'GET'), fault: { kind: 'answer', status: 500 } });
  const seen: number[] = [];
  for (const _ of [1, 2, 3, 4]) {
    seen.push((await batch(['1'])).status);
    seen.push((await send('/Observation', 'GET')).status);
  }
  expect(seen).toEqual([200, 200, 503, 200, 503, 200, 200, 200]);
  expect((await send('/metadata', 'GET')).status).toBe(500);
  expect(server.faults.struck.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'answer']);
});

describe('it answers in the manner of', () => {
  test('HAPI: bare ETags, no resources, and nothing of a bundle that cannot be read', async () => {
    server.faults.manner = 'hapi';
    const { entry: entries = [] } = (await (await batch(['1'])).json()) as Bundle;
    expect(entries[0]?.response).toMatchObject({ status: '201', etag: '1' });
    expect(entries[0]?.resource).toBeUndefined();
    const bad = entry('3');
    const unreadable = { ...bad, resource: { ...bad.resource, status: 'finalx' } };
    const answer = await send('', 'POST', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [entry('2'), unreadable],
    });
    expect(answer.status).toBe(400);
    expect(stored()).toEqual(['1']);
  });

  test('Medplum: only the resource tells the version', async () => {
    server.faults.manner = 'medplum';
    const { entry: entries = [] } = (await (await batch(['1'])).json()) as Bundle;
    const id = entries[0]?.resource?.id;
    expect(entries[0]?.response).toEqual({ status: '201', location: `Observation/${id}` });
    expect(entries[0]?.resource?.meta?.versionId).toBe('1');
  });
});

test('its clock can be off, in its Date header and in what it stores', async () => {
  const off = 10 * 60_000;
  server.faults.clockOffsetMs = off;
  const from = Date.now();
  const response = await batch(['1']);
  expect(Date.parse(response.headers.get('date') ?? '')).toBeGreaterThan(from + off - 1000);
  const [one] = server.records.all('Observation');
  expect(Date.parse(one?.meta?.lastUpdated ?? '')).toBeGreaterThanOrEqual(from + off);
});

test('after clear() the same requests give the same ids', async () => {
  const ids = async (): Promise<(string | undefined)[]> => {
    server.clear();
    const { id } = await server.records.save(patient('p1'));
    subject = `Patient/${id}`;
    await batch(['1', '2']);
    return server.records.everything().map((one) => one.id);
  };
  expect(await ids()).toEqual(await ids());
});
