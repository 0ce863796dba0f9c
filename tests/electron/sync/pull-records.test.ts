import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { packPart } from '../../../electron/store/elsewhere/packed-part';
import { openReplica, type Replica, readReplica } from '../../../electron/store/elsewhere/replica';
import { newKey, writeKey } from '../../../electron/store/key';
import type { Store } from '../../../electron/store/store';
import { pullRecords } from '../../../electron/sync/pull-records';
import type { RecordPart } from '../../../shared/sync/record-part';
import type { Transport } from '../../../shared/sync/transport';
import { type FhirServer, fhirServer } from '../../fhir-server/server';
import { instant, note, opened, sessionClosed, sessionOpened, temporaryFolder } from '../store/samples';

const TYPE = { system: 'https://clinic.example/id/CodeSystem/console', code: 'record-part' };
let server: FhirServer;
const transportTo =
  (one: FhirServer): Transport =>
  async ({ path: asked, ...request }) => {
    const { pathname, search } = new URL(asked, `${one.url}/`);
    const answer = await one.handle({ ...request, path: `${pathname}${search}`, body: request.body ?? '' });
    return { kind: 'answer', ...answer };
  };

/** A finished session of a workstation, and a document with its record on the server. */
function session(number: number, drafts = [note('said')]): { store: Store; part: RecordPart } {
  const store = opened({ folder: temporaryFolder() });
  store.append(`s-${number}`, 'run-1', instant(number), [sessionOpened(), ...drafts, sessionClosed()]);
  const events = [...store.events(`s-${number}`)];
  const part = store.part({
    ...{ stationId: `station-${number}`, room: `Room ${number}`, sessionId: `s-${number}` },
    ...{ fromSeq: events[0]?.seq ?? 0, toSeq: events.at(-1)?.seq ?? 0 },
  });
  return { store, part };
}

async function publish(bytes: Uint8Array, over: Record<string, unknown> = {}): Promise<void> {
  const data = Buffer.from(bytes).toString('base64');
  const document = {
    resourceType: 'DocumentReference',
    status: 'current',
    type: { coding: [TYPE] },
    content: [{ attachment: { contentType: 'application/gzip', data } }],
    ...over,
  };
  const answer = await server.handle({
    ...{
      method: 'POST',
      path: '/fhir/DocumentReference',
      headers: { 'content-type': 'application/fhir+json' },
    },
    body: JSON.stringify(document),
  });
  expect(answer.status).toBe(201);
}

/** A console that looks at the server. */
function looking() {
  const folder = temporaryFolder();
  const key = newKey();
  writeKey(path.join(folder, 'record.key'), key);
  const replicas = new Map<string, Replica>();
  const replicaOf = (stationId: string): Replica => {
    const known = replicas.get(stationId) ?? openReplica(folder, key, stationId);
    replicas.set(stationId, known);
    return known;
  };
  let newest: string | null = null;
  const look = async (transport = transportTo(server)) => {
    const type = `${TYPE.system}|${TYPE.code}`;
    const pulled = await pullRecords({
      ...{ transport, setting: { stationId: 'station-here' }, type, newest, replicaOf },
    });
    ({ newest } = pulled);
    return pulled;
  };
  return { folder, look, read: (stationId: string) => readReplica(folder, stationId) };
}

beforeEach(async () => {
  server ??= await fhirServer({ socket: false });
  server.clear();
});
afterAll(() => server.close());

describe('finished sessions of other workstations', () => {
  it('come once and whole, page by page, and later looks bring only what is new', async () => {
    const sessions = Array.from({ length: 13 }, (_, index) => session(index + 1));
    for (const { part } of sessions.slice(0, 12)) await publish(packPart(part));
    const console = looking();
    const first = await console.look();
    expect(first).toMatchObject({ refused: [], failed: null });
    expect(first.sessions.toSorted()).toEqual(
      sessions
        .slice(0, 12)
        .map(({ part }) => part.sessionId)
        .toSorted(),
    );
    for (const { store, part } of sessions.slice(0, 12))
      expect([...(console.read(part.stationId)?.events(part.sessionId) ?? [])]).toEqual([
        ...store.events(part.sessionId),
      ]);
    expect((await console.look()).sessions).toEqual([]);
    await publish(packPart((sessions[12] as (typeof sessions)[number]).part));
    expect((await console.look()).sessions).toEqual(['s-13']);
  });

  it('that are this workstation’s own, or that were taken back, are left alone', async () => {
    const { part } = session(1);
    await publish(packPart({ ...part, stationId: 'station-here' }));
    await publish(packPart(session(2).part), { status: 'entered-in-error' });
    const console = looking();
    expect(await console.look()).toMatchObject({ sessions: [], refused: [], failed: null });
    expect(console.read('station-here')).toBeNull();
  });

  it('that are not what their workstation wrote are refused in words, and the others come', async () => {
    const { part } = session(1, [note('true words')]);
    const forged = {
      ...part,
      entries: part.entries.map((entry): RecordPart['entries'][number] => [
        ...([entry[0], entry[1], entry[2], entry[3], entry[4], entry[5], entry[6]] as const),
        entry[7].replace('true words', 'other words'),
      ]),
    };
    await publish(packPart(forged));
    await publish(Buffer.from('no gzip at all'));
    await publish(packPart(session(2).part));
    const console = looking();
    const { sessions, refused, failed } = await console.look();
    expect([sessions, failed]).toEqual([['s-2'], null]);
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatch(
      /no part of a record: of workstation station-1, the seal at entry \d+ does not hold/,
    );
    expect(console.read('station-1')?.session('s-1') ?? null).toBeNull();
  });

  it('wait where the server does not answer, and nothing of the look is lost', async () => {
    for (let number = 1; number <= 12; number += 1) await publish(packPart(session(number).part));
    const console = looking();
    let asked = 0;
    const breaking: Transport = async (request) => {
      asked += 1;
      return asked === 2 ? { kind: 'none', sent: true, detail: 'cut' } : transportTo(server)(request);
    };
    const first = await console.look(breaking);
    expect(first).toMatchObject({ failed: 'cut' });
    expect(first.sessions).toHaveLength(10);
    const second = await console.look(breaking);
    expect(second.failed).toBeNull();
    expect([...first.sessions, ...second.sessions].toSorted()).toEqual(
      Array.from({ length: 12 }, (_, index) => `s-${index + 1}`).toSorted(),
    );
  });

  it('do not stop at an answer that is none', async () => {
    const console = looking();
    const page = async () => ({ kind: 'answer', status: 200, headers: {}, body: '<html>' }) as const;
    expect((await console.look(page)).failed).toMatch(/not whole/);
    const barred = async () => ({ kind: 'refused', words: 'no token' }) as const;
    expect((await console.look(barred)).failed).toBe('no token');
    const error = async () => ({ kind: 'answer', status: 503, headers: {}, body: '' }) as const;
    expect((await console.look(error)).failed).toMatch(/503/);
  });
});
