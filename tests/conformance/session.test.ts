import { randomUUID } from 'node:crypto';
import type { MedicationAdministration, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClockSkew } from '../../shared/fhir/clock-skew';
import type { SyncItem } from '../../shared/sync/item';
import { epochMs } from '../../shared/time/clock';
import { context, itemsOf, latest, seededLogs } from '../shared/fhir/kit';
import { nameOf, Sent, sendAll } from './sending';
import { bundleOf, content, target } from './target';

/*
 * Everything that a session has to say, sent in our order and read back. The systems of this run are its own, so that
 * the server may keep what earlier runs left on it.
 */
const server = await target();
afterAll(() => server.close());

const systemBase = `https://clinic.example/${randomUUID()}`;
const sent = new Sent();
const { remotes } = sent;
let items: SyncItem[] = [];

beforeAll(async () => {
  const [log = []] = seededLogs(1, 1, 11);
  const own = { ...context, systemBase, mrnSystem: `${systemBase}/mrn` };
  items = itemsOf(log, own).map(filled);
  await sendAll(server, items, sent);
});

/**
 * The bytes of the record and the report are put in by the sender, here others, as many as a report has; and so is what
 * is known of the clocks.
 */
function filled(item: SyncItem): SyncItem {
  const [first] = (item.resource as { content?: { attachment: object }[] }).content ?? [];
  if (item.kind === 'session')
    return { ...item, resource: withClockSkew(context, item.resource, { skewMs: -5_200, at: epochMs(0) }) };
  if (item.attachment === undefined || first === undefined) return item;
  const data = Buffer.alloc(40_000, item.key).toString('base64');
  return {
    ...item,
    resource: { ...item.resource, content: [{ attachment: { ...first.attachment, data } }] },
  };
}

const kept = (): SyncItem[] => [...latest(items).values()];

async function read(item: SyncItem): Promise<Resource | undefined> {
  const remote = remotes.get(nameOf(item));
  return (await server.ask(`${remote?.type}/${remote?.id}`)).body;
}

test('all of it was taken, and every kind is there', () => {
  expect(remotes.size).toBe(kept().length);
  const kinds = new Set(items.map(({ kind }) => kind));
  for (const kind of [
    'patient',
    'order',
    'session',
    'procedure',
    'infusion',
    'dose-segment',
    'device',
    'obs',
    'trend-block',
    'audit',
  ])
    expect(kinds).toContain(kind);
});

test('what is read back is what was sent', async () => {
  for (const item of kept()) {
    const stored = await read(item);
    const name = nameOf(item);
    expect([name, content(stored)]).toEqual([name, sent.resources.get(name)]);
  }
});

test('the doses of the segments sum to the total of the infusion', async () => {
  const encounter = [...remotes.values()].find(({ type }) => type === 'Encounter');
  const found = bundleOf(
    await server.ask(`MedicationAdministration?context=Encounter/${encounter?.id}&_count=200`),
  );
  const all = (found.entry ?? []).map(({ resource }) => resource as MedicationAdministration);
  const parents = all.filter(({ partOf }) => partOf === undefined);
  expect(parents).toHaveLength(1);
  const own = `MedicationAdministration/${parents[0]?.id}`;
  const parts = all.filter(({ partOf }) => partOf?.some(({ reference }) => reference === own));
  expect(parts.length).toBe(all.length - 1);
  const sum = parts.reduce((total, { dosage }) => total + (dosage?.dose?.value ?? 0), 0);
  expect(sum).toBeGreaterThan(0);
  expect(sum).toBeCloseTo(parents[0]?.dosage?.dose?.value ?? Number.NaN, 6);
});

test('each is found by its key once', async () => {
  for (const { resource, identity } of kept()) {
    const { by, system, value } = identity;
    const parameter = by === 'tag' ? '_tag' : 'identifier';
    const query = `${parameter}=${encodeURIComponent(system)}|${encodeURIComponent(value)}&_summary=count`;
    const { total } = bundleOf(await server.ask(`${resource.resourceType}?${query}`));
    expect([value, total]).toEqual([value, 1]);
  }
});

test('sent again, all of it, nothing changes: the same ids, the same versions', async () => {
  const before = new Map(remotes);
  // What is written under If-Match is the server's own, and is not sent twice.
  const again = kept().filter(({ write }) => write !== 'status');
  const statuses = await sendAll(server, again, sent);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(remotes).toEqual(before);
});
