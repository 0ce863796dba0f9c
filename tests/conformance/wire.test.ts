import { randomUUID } from 'node:crypto';
import type { AuditEvent, Bundle, BundleEntry, Observation, Provenance, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bolus, heartRate, keyOf, patient, SYSTEM } from '../fhir-server/samples';
import type { Ask } from './target';
import { abilities, bundleOf, content, target } from './target';

/*
 * What our way of sending relies on, asked of a real server over its socket. Where servers may differ by the standard,
 * their own statement of capabilities decides, never their name. A server may keep what earlier runs left on it.
 */
const server = await target();
const able = await abilities(server);
afterAll(() => server.close());

const run = randomUUID();
let made = 0;
/** A key that no other run or test has. */
const fresh = (): string => {
  made += 1;
  return `${run}-${made}`;
};

const { ask } = server;
const send = (method: Ask['method'], path: string, body: Resource, headers: Record<string, string> = {}) =>
  ask(path, { ...(method !== undefined && { method }), body, headers });
const create = (resource: Resource, condition?: string) =>
  send(
    'POST',
    resource.resourceType,
    resource,
    condition === undefined ? {} : { 'if-none-exist': condition },
  );
const creation = (resource: Resource, condition = keyOf(resource)): BundleEntry => ({
  resource,
  request: { method: 'POST', url: resource.resourceType, ifNoneExist: condition },
});
const bundle = async (type: Bundle['type'], entry: BundleEntry[]) =>
  send('POST', '', { resourceType: 'Bundle', type, entry });
const statuses = (answer: Bundle): (number | undefined)[] =>
  (answer.entry ?? []).map(({ response }) => Number.parseInt(response?.status ?? '', 10));
const count = async (query: string): Promise<number | undefined> =>
  bundleOf(await ask(`${query}&_summary=count`)).total;

let subject = '';
beforeAll(async () => {
  const { body } = await create(patient(fresh()));
  subject = `Patient/${body?.id}`;
});

/** The id and version that an entry's answer names. */
function located(entry: BundleEntry | undefined): { id: string; version: string } {
  const [, id = '', version = ''] =
    /\/([^/]+)\/_history\/([^/]+)$/.exec(entry?.response?.location ?? '') ?? [];
  return { id, version };
}

test('it says that it is an R4 server with batches and with what our mapping needs', () => {
  expect(able.statement.fhirVersion).toMatch(/^4\.0\./);
  expect(able.system('batch') || able.system('transaction')).toBe(true);
  for (const type of ['Encounter', 'Observation', 'MedicationAdministration', 'Procedure', 'DetectedIssue']) {
    expect([type, able.conditionalCreate(type), able.conditionalUpdate(type)]).toEqual([type, true, true]);
    expect([type, able.searchable(type, 'identifier')]).toEqual([type, true]);
  }
});

describe('conditional create', () => {
  test('made once: 201, and at every replay 200 with the same id and version', async () => {
    const resource = heartRate(fresh(), subject);
    const first = await create(resource, keyOf(resource));
    const again = await create(resource, keyOf(resource));
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(first.headers.get('location')).toMatch(/\/Observation\/[^/]+\/_history\/[^/]+$/);
    expect(first.headers.get('etag')).toMatch(/^W\/".+"$/);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(content(first.body)).toEqual(resource);
    expect(await count(`Observation?${keyOf(resource)}`)).toBe(1);
  });

  test('so in a batch, where each entry tells where it is', async () => {
    const resources = [heartRate(fresh(), subject), bolus(fresh(), subject)];
    const first = bundleOf(
      await bundle(
        'batch',
        resources.map((one) => creation(one)),
      ),
    );
    const again = bundleOf(
      await bundle(
        'batch',
        resources.map((one) => creation(one)),
      ),
    );
    expect([statuses(first), statuses(again)]).toEqual([
      [201, 201],
      [200, 200],
    ]);
    expect(again.entry?.map(located)).toEqual(first.entry?.map(located));
    for (const entry of first.entry ?? []) {
      const { id, version } = located(entry);
      expect(id).not.toBe('');
      // Within a bundle HAPI leaves the version bare.
      expect([`W/"${version}"`, version]).toContain(entry.response?.etag);
    }
  });

  test('two matches: 412, alone and as an entry, and no third', async () => {
    const resource = heartRate(fresh(), subject);
    await create(resource);
    await create(resource);
    expect((await create(resource, keyOf(resource))).status).toBe(412);
    expect(statuses(bundleOf(await bundle('batch', [creation(resource)])))).toEqual([412]);
    expect((await send('PUT', `Observation?${keyOf(resource)}`, resource)).status).toBe(412);
    expect(await count(`Observation?${keyOf(resource)}`)).toBe(2);
  });

  test('by tag, for what has no identifier to search by', async () => {
    const tag = { system: `${SYSTEM}/idempotency`, code: fresh() };
    const condition = `_tag=${tag.system}|${tag.code}`;
    const audit: AuditEvent = {
      resourceType: 'AuditEvent',
      meta: { tag: [tag] },
      type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
      action: 'U',
      recorded: '2026-11-20T15:05:00.000Z',
      agent: [{ requestor: true, who: { display: 'A nurse' } }],
      source: { observer: { display: 'Workstation' } },
    };
    const answers = [await create(audit, condition), await create(audit, condition)];
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    expect(await count(`AuditEvent?${condition}`)).toBe(1);
    expect(content(answers[0]?.body)).toEqual(audit);
  });
});

describe('conditional update', () => {
  const put = (resource: Resource) => send('PUT', `${resource.resourceType}?${keyOf(resource)}`, resource);

  test('creates, then makes versions; a replay makes no second resource', async () => {
    const key = fresh();
    const [first, second, again] = [
      await put(heartRate(key, subject, 70)),
      await put(heartRate(key, subject, 80)),
      await put(heartRate(key, subject, 80)),
    ];
    expect([first.status, second.status, again.status]).toEqual([201, 200, 200]);
    expect(second.headers.get('etag')).not.toBe(first.headers.get('etag'));
    const found = bundleOf(await ask(`Observation?identifier=${SYSTEM}/obs|${key}`));
    expect(found.entry?.map(({ resource }) => content(resource))).toEqual([heartRate(key, subject, 80)]);
  });

  test('so in a batch', async () => {
    const entry = (resource: Resource): BundleEntry => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}?${keyOf(resource)}` },
    });
    const [one, other] = [fresh(), fresh()];
    await put(heartRate(one, subject, 70));
    const answer = await bundle('batch', [
      entry(heartRate(one, subject, 80)),
      entry(heartRate(other, subject)),
    ]);
    expect(statuses(bundleOf(answer))).toEqual([200, 201]);
    expect(located(bundleOf(answer).entry?.[0]).version).not.toBe('1');
  });
});

describe('versions', () => {
  test('an update from a stale version is refused, alone and as an entry; from the current one it is taken', async () => {
    const key = fresh();
    const { body, headers } = await create(heartRate(key, subject, 70));
    const etag = headers.get('etag') ?? '';
    const path = `Observation/${body?.id}`;
    const changed = (perMinute: number) => ({ ...heartRate(key, subject, perMinute), id: body?.id ?? '' });
    expect((await send('PUT', path, changed(80), { 'if-match': etag })).status).toBe(200);
    // The standard says 412; a conflict (409) is the other word for it.
    expect([409, 412]).toContain((await send('PUT', path, changed(90), { 'if-match': etag })).status);
    const entry: BundleEntry = {
      resource: changed(90),
      request: { method: 'PUT', url: path, ifMatch: etag },
    };
    expect([409, 412]).toContain(statuses(bundleOf(await bundle('batch', [entry])))[0]);
    const now = await ask(path);
    expect((now.body as Observation).valueQuantity?.value).toBe(80);
  });

  test('every version can be read, and referred to', async () => {
    const key = fresh();
    const { body } = await create(heartRate(key, subject, 70));
    const path = `Observation/${body?.id}`;
    await send('PUT', path, { ...heartRate(key, subject, 80), id: body?.id ?? '' });
    const first = await ask(`${path}/_history/${body?.meta?.versionId}`);
    expect((first.body as Observation).valueQuantity?.value).toBe(70);
    const history = bundleOf(await ask(`${path}/_history`));
    expect(history.entry?.map(({ resource }) => (resource as Observation).valueQuantity?.value)).toEqual([
      80, 70,
    ]);
    const pinned = `${path}/_history/${body?.meta?.versionId}`;
    const provenance: Provenance = {
      resourceType: 'Provenance',
      target: [{ reference: path }],
      recorded: '2026-11-20T15:05:00.000Z',
      agent: [{ who: { display: 'A nurse' } }],
      entity: [{ role: 'source', what: { reference: pinned } }],
    };
    const { status, body: stored } = await create(provenance);
    expect(status).toBe(201);
    expect((stored as Provenance).entity?.[0]?.what.reference).toBe(pinned);
  });

  test('where the statement allows it, a PUT to a new id creates there', async () => {
    const id = randomUUID();
    const { status } = await send('PUT', `Observation/${id}`, { ...heartRate(fresh(), subject), id });
    // Some allow it and do not say so; none may take it for an update.
    if (able.clientIds('Observation') || status < 400) expect(status).toBe(201);
  });
});

describe('bundles', () => {
  test('a batch stores what is good, and says of the rest why not', async () => {
    const bad = { ...bolus(fresh(), subject), dosage: { text: 'some' } };
    const good = [heartRate(fresh(), subject), heartRate(fresh(), subject)];
    const [first, last] = good.map((one) => creation(one));
    const answer = bundleOf(await bundle('batch', [first ?? {}, creation(bad), last ?? {}]));
    const [before, status = 0, after] = statuses(answer);
    expect([before, after]).toEqual([201, 201]);
    expect([400, 422]).toContain(status);
    const { response, resource } = answer.entry?.[1] ?? {};
    expect(JSON.stringify(response?.outcome ?? resource)).toContain('mad-1');
  });

  test('an entry that cannot be read fails alone, or the whole batch with it and nothing is stored', async () => {
    const good = heartRate(fresh(), subject);
    const bad = { ...heartRate(fresh(), subject), status: 'finalx' as 'final' };
    const answer = await bundle('batch', [creation(good), creation(bad)]);
    const stored = await count(`Observation?${keyOf(good)}`);
    expect(await count(`Observation?${keyOf(bad)}`)).toBe(0);
    if (answer.status === 200) expect([statuses(bundleOf(answer))[0], stored]).toEqual([201, 1]);
    else expect([answer.status, stored]).toEqual([400, 0]);
  });

  test('where there are transactions, one is stored whole or not at all', async () => {
    if (!able.system('transaction')) return expect(able.system('batch')).toBe(true);
    const placeholder = `urn:uuid:${randomUUID()}`;
    const [who, what, bad] = [
      patient(fresh()),
      heartRate(fresh(), placeholder),
      heartRate(fresh(), placeholder),
    ];
    const good = [{ ...creation(who), fullUrl: placeholder }, creation(what)];
    const refused = await bundle('transaction', [...good, creation({ ...bad, status: 'finalx' as 'final' })]);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(await count(`Patient?${keyOf(who)}`)).toBe(0);
    const answer = bundleOf(await bundle('transaction', good));
    expect(statuses(answer)).toEqual([201, 201]);
    const { body } = await ask(`Observation/${located(answer.entry?.[1]).id}`);
    expect((body as Observation).subject?.reference).toBe(`Patient/${located(answer.entry?.[0]).id}`);
    return undefined;
  });

  test('Prefer: return=minimal is understood', async () => {
    const body: Bundle = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [creation(heartRate(fresh(), subject))],
    };
    const answer = await send('POST', '', body, { prefer: 'return=minimal' });
    expect(statuses(bundleOf(answer))).toEqual([201]);
    expect(located(bundleOf(answer).entry?.[0]).id).not.toBe('');
  });
});

describe('search', () => {
  test('by one identifier or several, by tag, by patient', async () => {
    const keys = [fresh(), fresh(), fresh()];
    const tag = { system: `${SYSTEM}/batch`, code: fresh() };
    for (const key of keys) await create({ ...heartRate(key, subject), meta: { tag: [tag] } });
    const found = async (query: string): Promise<(string | undefined)[]> =>
      (bundleOf(await ask(`Observation?${query}`)).entry ?? [])
        .map(({ resource }) => (resource as Observation).identifier?.[0]?.value)
        .sort();
    const [first = '', second = ''] = keys;
    expect(await found(`identifier=${SYSTEM}/obs|${first}`)).toEqual([first]);
    expect(await found(`identifier=${SYSTEM}/obs|${first},${SYSTEM}/obs|${second}`)).toEqual(
      [first, second].sort(),
    );
    expect(await found(`_tag=${tag.system}|${tag.code}`)).toEqual([...keys].sort());
    expect(await found(`subject=${subject}&identifier=${SYSTEM}/obs|${first}`)).toEqual([first]);
    expect(await found(`identifier=${SYSTEM}/obs|${fresh()}`)).toEqual([]);
  });

  test('by time of change, oldest first, page by page along the links as they are', async () => {
    const keys = Array.from({ length: 5 }, fresh);
    const tag = { system: `${SYSTEM}/batch`, code: fresh() };
    for (const key of keys) await create({ ...heartRate(key, subject), meta: { tag: [tag] } });
    const seen: (string | undefined)[] = [];
    const query = `_tag=${tag.system}|${tag.code}&_lastUpdated=ge2020-01-01T00:00:00Z&_sort=_lastUpdated&_count=2`;
    let next: string | undefined = `Observation?${query}`;
    while (next !== undefined) {
      const page: Bundle = bundleOf(await ask(next));
      seen.push(
        ...(page.entry ?? []).map(({ resource }) => (resource as Observation).identifier?.[0]?.value),
      );
      next = page.link?.find(({ relation }) => relation === 'next')?.url;
      expect(seen.length).toBeLessThanOrEqual(keys.length);
    }
    expect(seen).toEqual(keys);
    const later = `_tag=${tag.system}|${tag.code}&_lastUpdated=ge2100-01-01T00:00:00Z`;
    expect(bundleOf(await ask(`Observation?${later}`)).entry ?? []).toEqual([]);
  });

  test('a parameter that it does not know does not widen a search', async () => {
    const answer = await ask('Observation?no-such-parameter=1');
    expect(answer.status).toBe(400);
  });
});

describe('it refuses', () => {
  const wrong: [string, () => Resource][] = [
    ['a reference to nothing', () => heartRate(fresh(), 'Patient/no-such-patient')],
    ['an element that is not there', () => ({ ...heartRate(fresh(), subject), bogus: 1 }) as Resource],
    ['a broken profile', () => ({ ...patient(fresh()), name: [] }) as Resource],
    ['a dosage of nothing', () => ({ ...bolus(fresh(), subject), dosage: { text: 'some' } })],
  ];
  test.each(wrong)('%s, with a reason', async (_, of) => {
    const resource = of();
    const { status, body } = await create(resource);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body?.resourceType).toBe('OperationOutcome');
    expect(await count(`${resource.resourceType}?${keyOf(resource)}`)).toBe(0);
  });
});

test('its answers carry the time', async () => {
  const { headers } = await ask('metadata');
  expect(Number.isNaN(Date.parse(headers.get('date') ?? ''))).toBe(false);
});
