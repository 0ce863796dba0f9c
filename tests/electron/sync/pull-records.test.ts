import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { begin, seal } from '../../../electron/store/chain';
import { sealedOf } from '../../../electron/store/elsewhere/check-part';
import { packPart } from '../../../electron/store/elsewhere/packed-part';
import {
  openReplica,
  type Replica,
  readReplica,
  replicaFile,
} from '../../../electron/store/elsewhere/replica';
import { newKey, writeKey } from '../../../electron/store/key';
import type { Store } from '../../../electron/store/store';
import { pullRecords } from '../../../electron/sync/pull-records';
import { recordsLook } from '../../../electron/sync/records-look';
import type { Wire } from '../../../electron/sync/send-parts';
import { openSyncDb } from '../../../electron/sync/sync-db';
import type { FhirContext } from '../../../shared/fhir/context';
import type { RecordPart } from '../../../shared/sync/record-part';
import type { FhirRequest, Transport } from '../../../shared/sync/transport';
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

/** A part with one seal over all of it. */
function resealed(part: RecordPart): RecordPart {
  const hash = begin(Buffer.from(part.before.hash, 'hex'));
  for (const entry of part.entries) seal(hash, sealedOf(entry));
  return { ...part, seals: [{ lastSeq: part.toSeq, hash: hash.digest('hex') }] };
}

/** With a note of a kind that only a newer version of the console knows. */
const ofNewer = (part: RecordPart): RecordPart =>
  resealed({
    ...part,
    entries: part.entries.map(([seq, of, run, at, mono, kind, version, body]) => {
      const newer = body.includes('said') ? 'new.kind' : kind;
      return [seq, of, run, at, mono, newer, version, body];
    }),
  });

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
      ...{ transport, setting: { stationId: 'station-here' }, type, newest, replicaOf, ownLines: () => [] },
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

  it('that this console can not take hold up none of the others: a newer console’s words, a name that makes no file', async () => {
    const { store, part } = session(1);
    // What a newer version may write: sealed as it should be, and of a kind that is not known here.
    await publish(packPart(ofNewer(part)));
    await publish(packPart({ ...session(2).part, stationId: '../record' }));
    await publish(packPart(session(3).part));
    const console = looking();
    const { sessions, refused, failed } = await console.look();
    expect([sessions, failed]).toEqual([['s-3'], null]);
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatch(/not taken by this version of the console: .*"new.kind".*not known/);
    expect(refused[1]).toMatch(/no name of a workstation/);
    expect(console.read('station-1')?.session('s-1') ?? null).toBeNull();
    store.close();
  });

  it('with a time that is none of this world do not hold up the others', async () => {
    const { part } = session(1);
    await publish(
      packPart(
        resealed({
          ...part,
          entries: part.entries.map(([seq, of, run, , ...rest]): RecordPart['entries'][number] => [
            ...([seq, of, run, 0.5, ...rest] as const),
          ]),
        }),
      ),
    );
    await publish(packPart(session(2).part));
    const { sessions, refused } = await looking().look();
    expect(sessions).toEqual(['s-2']);
    expect(refused).toHaveLength(1);
  });

  it('from a server whose clock was ahead for a while do not hide those that come after', async () => {
    await publish(packPart(session(1).part));
    const console = looking();
    const ahead: Transport = async (request) => {
      const answer = await transportTo(server)(request);
      if (answer.kind !== 'answer') return answer;
      const body = answer.body.replaceAll(/"lastUpdated":"\d{4}/g, '"lastUpdated":"2199');
      return { ...answer, body };
    };
    expect((await console.look(ahead)).sessions).toEqual(['s-1']);
    await publish(packPart(session(2).part));
    expect((await console.look()).sessions).toEqual(['s-2']);
  });

  it('are brought again where what was here of them is damaged, and where an update can read what was left', async () => {
    const { part } = session(1);
    await publish(packPart(part));
    const folder = temporaryFolder();
    const key = newKey();
    writeKey(path.join(folder, 'record.key'), key);
    const { db } = openSyncDb(folder, key);
    let version = '1.0.0';
    const searches: string[] = [];
    const lookOnce = async () => {
      const one = recordsLook({
        ...{ db, folder, key, everyMs: 1, version, now: () => instant(0), ownLines: () => [] },
        context: { systemBase: 'https://clinic.example/id', stationId: 'station-here' } as FhirContext,
        wire: {
          carry: (request: FhirRequest) => {
            searches.push(decodeURIComponent(request.path));
            return transportTo(server)(request);
          },
          heard: () => {},
          succeeded: () => {},
          failed: () => {},
        } as unknown as Wire,
      });
      await one.look();
      one.close();
    };
    await lookOnce();
    expect(readReplica(folder, 'station-1')?.session('s-1')).not.toBeNull();
    writeFileSync(replicaFile(folder, 'station-1') ?? '', 'nothing that was ever sealed'.repeat(500));
    // The damage is met when something comes; then everything is brought again.
    await lookOnce();
    await lookOnce();
    expect(readReplica(folder, 'station-1')?.session('s-1')).not.toBeNull();
    expect(db.history().map(({ words }) => words)).toContain(
      'What was here of workstation station-1 was damaged: all of it is brought again.',
    );

    await publish(packPart(ofNewer(session(2).part)));
    await lookOnce();
    const from = (at: number) => /_lastUpdated=ge([^&]+)/.exec(searches.at(at) ?? '')?.[1];
    version = '1.1.0';
    await lookOnce();
    await lookOnce();
    expect(Date.parse(from(-2) ?? '')).toBeLessThanOrEqual(Date.parse(from(-1) ?? ''));
    expect(db.mark('records unreadable')).toContain('1.1.0');
    db.close();
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
