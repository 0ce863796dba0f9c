import type { Bundle, Observation, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { bolus, heartRate, keyOf, patient, SYSTEM } from './samples';
import { fhirServer } from './server';

const server = await fhirServer({ socket: false });
afterAll(() => server.close());
beforeEach(() => server.clear());

type Sent = { method?: string; headers?: Record<string, string>; body?: unknown };

async function ask(path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  const response = await server.fetch(`${server.url}${path}`, {
    method,
    headers: { 'content-type': 'application/fhir+json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

const post = (resource: Resource, headers: Record<string, string> = {}) =>
  ask(`/${resource.resourceType}`, { method: 'POST', headers, body: resource });

const bundle = (type: 'batch' | 'transaction', entry: Bundle['entry']) =>
  ask('', { method: 'POST', body: { resourceType: 'Bundle', type, entry } });

const create = (resource: Resource) => ({
  resource,
  request: { method: 'POST' as const, url: resource.resourceType, ifNoneExist: keyOf(resource) },
});

const statuses = (body: Bundle): (string | undefined)[] =>
  (body.entry ?? []).map(({ response }) => response?.status);

async function somePatient(): Promise<string> {
  const { id } = await server.records.save(patient('p1'));
  return `Patient/${id}`;
}

describe('what it accepts and refuses', () => {
  const wrong: [string, number, (subject: string) => unknown][] = [
    ['no JSON', 400, () => 'not a resource'],
    ['no status', 400, (subject) => ({ ...heartRate('1', subject), status: undefined })],
    ['a status outside its value set', 400, (subject) => ({ ...heartRate('1', subject), status: 'finalx' })],
    ['an unknown element', 400, (subject) => ({ ...heartRate('1', subject), bogus: 1 })],
    ['two values', 400, (subject) => ({ ...heartRate('1', subject), valueString: 'seventy' })],
    ['a reference to nothing', 400, () => heartRate('1', 'Patient/nobody')],
    [
      'a placeholder outside a transaction',
      400,
      () => heartRate('1', 'urn:uuid:0192f0c1-0000-7000-8000-000000000001'),
    ],
    ['a broken profile', 422, (subject) => ({ ...heartRate('1', subject), effectiveDateTime: undefined })],
    ['dosage without dose or rate', 400, (subject) => ({ ...bolus('1', subject), dosage: { text: 'some' } })],
  ];
  test.each(wrong)('%s: %i', async (_, status, of) => {
    const resource = of(await somePatient());
    const type = (resource as Resource).resourceType ?? 'Observation';
    const answer = await ask(`/${type}`, { method: 'POST', body: resource });
    expect(answer.status).toBe(status);
    expect((answer.body as OperationOutcome).issue[0]?.severity).toBe('error');
    expect(server.records.count('Observation') + server.records.count('MedicationAdministration')).toBe(0);
  });

  test('US Core: a patient without a name breaks it', async () => {
    const { name: _, ...nameless } = patient('p1');
    expect((await post(nameless)).status).toBe(422);
    expect((await post(patient('p1'))).status).toBe(201);
  });

  test('a type that it does not keep, a method that it does not know', async () => {
    expect((await ask('/Substance')).status).toBe(404);
    expect((await ask('/Patient/1', { method: 'PATCH', body: [] })).status).toBe(405);
  });

  test('the statement of capabilities says what it does, and is valid itself', async () => {
    const { body } = await ask('/metadata');
    expect(body).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
    const rest = body.rest[0];
    expect(rest.interaction.map(({ code }: { code: string }) => code)).toEqual(['batch', 'transaction']);
    const observation = rest.resource.find(({ type }: { type: string }) => type === 'Observation');
    expect(observation).toMatchObject({
      conditionalCreate: true,
      conditionalUpdate: true,
      updateCreate: true,
    });
    const names = observation.searchParam.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['identifier', '_tag', '_lastUpdated', 'encounter', 'date']),
    );
    expect(names).not.toContain('value-quantity');
  });
});

describe('versions', () => {
  test('a conditional create is replayed as 200 without a new version', async () => {
    const resource = heartRate('1', await somePatient());
    const first = await post(resource, { 'if-none-exist': keyOf(resource) });
    const again = await post(resource, { 'if-none-exist': keyOf(resource) });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(first.headers.get('etag')).toBe('W/"1"');
    expect(first.headers.get('location')).toBe(`${server.url}/Observation/${first.body.id}/_history/1`);
    expect(again.body).toEqual(first.body);
  });

  test('two matches: 412, and nothing stored', async () => {
    const resource = heartRate('1', await somePatient());
    await post(resource);
    await post(resource);
    expect((await post(resource, { 'if-none-exist': keyOf(resource) })).status).toBe(412);
    const put = await ask(`/Observation?${keyOf(resource)}`, { method: 'PUT', body: resource });
    expect(put.status).toBe(412);
    const batch = await bundle('batch', [
      { resource, request: { method: 'PUT', url: `Observation?${keyOf(resource)}` } },
      create(resource),
    ]);
    expect(statuses(batch.body)).toEqual(['412', '412']);
    expect(server.records.count('Observation')).toBe(2);
  });

  test('a stale If-Match: 412, alone and in a batch', async () => {
    const subject = await somePatient();
    const { body } = await post(heartRate('1', subject));
    const changed = { ...heartRate('1', subject, 80), id: body.id };
    const put = (version: string) =>
      ask(`/Observation/${body.id}`, {
        method: 'PUT',
        headers: { 'if-match': `W/"${version}"` },
        body: changed,
      });
    expect((await put('1')).headers.get('etag')).toBe('W/"2"');
    expect((await put('1')).status).toBe(412);
    const entry = {
      resource: changed,
      request: { method: 'PUT' as const, url: `Observation/${body.id}`, ifMatch: 'W/"1"' },
    };
    expect(statuses((await bundle('batch', [entry])).body)).toEqual(['412']);
    expect(server.records.history('Observation', body.id)).toHaveLength(2);
    expect((await ask(`/Observation/${body.id}/_history/1`)).body.valueQuantity.value).toBe(72);
    const history = await ask(`/Observation/${body.id}/_history`);
    expect(history.body.entry.map((one: { resource: Resource }) => one.resource.meta?.versionId)).toEqual([
      '2',
      '1',
    ]);
  });

  test('an update that changes nothing makes no version', async () => {
    const resource = heartRate('1', await somePatient());
    const url = `/Observation?${keyOf(resource)}`;
    const first = await ask(url, { method: 'PUT', body: resource });
    const second = await ask(url, { method: 'PUT', body: resource });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.meta).toEqual(first.body.meta);
  });

  test('what was deleted is gone, and what others refer to stays', async () => {
    const subject = await somePatient();
    const { body } = await post(heartRate('1', subject));
    expect((await ask(`/${subject}`, { method: 'DELETE' })).status).toBe(409);
    expect((await ask(`/Observation/${body.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(`/Observation/${body.id}`)).status).toBe(410);
    expect((await ask(`/${subject}`, { method: 'DELETE' })).status).toBe(204);
  });
});

describe('bundles', () => {
  test('a batch stores what is good of it', async () => {
    const subject = await somePatient();
    const { body } = await bundle('batch', [
      create(heartRate('1', subject)),
      create({ ...heartRate('2', subject), status: 'finalx' as 'final' }),
      create(heartRate('3', subject)),
    ]);
    expect(statuses(body)).toEqual(['201', '400', '201']);
    expect(body.entry[0].response).toMatchObject({ etag: 'W/"1"' });
    expect(body.entry[0].response.location).toMatch(/^Observation\/[^/]+\/_history\/1$/);
    expect(server.records.count('Observation')).toBe(2);
  });

  test('a transaction is stored whole or not at all, and resolves what its entries say of each other', async () => {
    const placeholder = 'urn:uuid:0192f0c1-0000-7000-8000-000000000001';
    const whole = [create(heartRate('1', placeholder)), { ...create(patient('p2')), fullUrl: placeholder }];
    const bad = create({ ...heartRate('2', placeholder), status: 'finalx' as 'final' });
    const before = server.records.everything();
    expect((await bundle('transaction', [...whole, bad])).status).toBe(400);
    expect(server.records.everything()).toEqual(before);
    expect(statuses((await bundle('transaction', whole)).body)).toEqual(['201', '201']);
    const [stored] = server.records.all('Observation');
    expect(stored?.subject?.reference).toBe(`Patient/${server.records.all('Patient')[0]?.id}`);
  });

  test('a transaction that goes back leaves updated resources and their index as they were', async () => {
    const subject = await somePatient();
    const { body: kept } = await post(heartRate('1', subject));
    const moved = { ...heartRate('moved', subject), id: kept.id };
    const entries = [
      { resource: moved, request: { method: 'PUT' as const, url: `Observation/${kept.id}` } },
      create(heartRate('2', 'Patient/nobody')),
    ];
    expect((await bundle('transaction', entries)).status).toBe(400);
    expect(server.records.search(`Observation?identifier=${SYSTEM}/obs|1`)).toEqual([kept]);
    expect(server.records.search(`Observation?identifier=${SYSTEM}/obs|moved`)).toEqual([]);
  });

  test('Prefer: return=minimal leaves the resources out', async () => {
    const resource = heartRate('1', await somePatient());
    const { body } = await ask('', {
      method: 'POST',
      headers: { prefer: 'return=minimal' },
      body: { resourceType: 'Bundle', type: 'batch', entry: [create(resource)] },
    });
    expect(body.entry[0].resource).toBeUndefined();
    expect(body.entry[0].response.status).toBe('201');
  });
});

describe('search', () => {
  test('by identifier, tag, reference, code, date and time of change; total alone; unknown parameters refused', async () => {
    const subject = await somePatient();
    const tagged = { ...heartRate('1', subject), meta: { tag: [{ system: `${SYSTEM}/key`, code: 'a' }] } };
    await post(tagged);
    await post({ ...heartRate('2', subject), effectiveDateTime: '2026-11-21T10:00:00Z' });
    const found = async (query: string) => {
      const { body } = await ask(`/Observation?${query}`);
      return (body.entry ?? []).map(
        ({ resource }: { resource: Observation }) => resource.identifier?.[0]?.value,
      );
    };
    expect(await found(`identifier=${SYSTEM}/obs|2`)).toEqual(['2']);
    expect(await found(`identifier=${SYSTEM}/obs|1,${SYSTEM}/obs|2`)).toEqual(['1', '2']);
    expect(await found(`_tag=${SYSTEM}/key|a`)).toEqual(['1']);
    expect(await found(`subject=${subject}&identifier=2`)).toEqual(['2']);
    expect(await found('subject=Patient/nobody')).toEqual([]);
    expect(await found('code=http://loinc.org|8867-4&date=ge2026-11-21')).toEqual(['2']);
    expect(await found('_lastUpdated=ge2100-01-01')).toEqual([]);
    expect(await found('_lastUpdated=ge2020-01-01T00:00:00Z&_sort=-_lastUpdated')).toHaveLength(2);
    expect((await ask('/Observation?_summary=count')).body).toMatchObject({ total: 2 });
    for (const query of ['bogus=1', 'value-quantity=5', '_include=Observation:subject'])
      expect((await ask(`/Observation?${query}`)).status).toBe(400);
    const audit = {
      method: 'POST',
      headers: { 'if-none-exist': `identifier=${SYSTEM}|1` },
      body: { resourceType: 'AuditEvent' },
    };
    expect((await ask('/AuditEvent', audit)).status).toBe(400);
  });

  test('page by page, and what changes in between moves nothing', async () => {
    const subject = await somePatient();
    for (const key of ['1', '2', '3', '4', '5']) await post(heartRate(key, subject));
    const seen: (string | undefined)[] = [];
    let next: string | undefined = '/Observation?_sort=_lastUpdated&_count=2';
    while (next !== undefined) {
      const { body } = await ask(next);
      const page = body as Bundle<Observation>;
      expect(page.total).toBe(5);
      seen.push(...(page.entry ?? []).map(({ resource }) => resource?.identifier?.[0]?.value));
      const link = page.link?.find(({ relation }) => relation === 'next')?.url;
      next = link?.slice(server.url.length);
      const first = page.entry?.[0]?.resource;
      if (first !== undefined) await server.records.save({ ...first, status: 'amended' });
    }
    expect(seen).toEqual(['1', '2', '3', '4', '5']);
  });
});
