import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { againstPart } from '../../../../electron/store/elsewhere/check-part';
import { packPart, unpackPart } from '../../../../electron/store/elsewhere/packed-part';
import { openReplica, readReplica } from '../../../../electron/store/elsewhere/replica';
import { newKey, writeKey } from '../../../../electron/store/key';
import type { EventDraft } from '../../../../shared/session/events';
import type { RecordPart } from '../../../../shared/sync/record-part';
import {
  alder,
  instant,
  note,
  nurse,
  opened,
  sessionClosed,
  sessionOpened,
  snapshot,
  temporaryFolder,
} from '../samples';

const key = newKey();

/** The folder of a console whose record lies under `key`. */
function consoleFolder(): string {
  const folder = temporaryFolder();
  writeKey(path.join(folder, 'record.key'), key);
  return folder;
}
const reading: EventDraft = { type: 'pump.reading', body: snapshot };
const comment = (text: string): EventDraft => ({ type: 'review.commented', body: { by: nurse, text } });

/** Two closed sessions on one workstation; the first one was commented on while the second one ran. */
function workstation() {
  const store = opened({ folder: temporaryFolder() });
  const say = (session: string, at: number, drafts: EventDraft[]) =>
    store.append(session, 'run-1', instant(at), drafts);
  say('workstation', 0, [note('before all')]);
  say('s-1', 1_000, [sessionOpened(), ...Array.from({ length: 150 }, () => reading), note('first')]);
  say('s-1', 2_000, [reading, sessionClosed()]);
  say('s-2', 3_000, [sessionOpened({ patient: { ...alder, mrn: 'M-2', patientId: 'p-2' } }), reading]);
  say('s-1', 4_000, [comment('said during the second')]);
  say('s-2', 5_000, [reading, sessionClosed()]);
  say('s-1', 6_000, [comment('said after all')]);
  const part = (sessionId: string, fromSeq: number, toSeq: number): RecordPart =>
    store.part({ stationId: 'station-a', room: 'Room 1', sessionId, fromSeq, toSeq });
  const span = (sessionId: string): [number, number] => {
    const events = [...store.events(sessionId)];
    const at = (type: string) => events.find((event) => event.type === type)?.seq ?? 0;
    return [at('session.opened'), at('session.closed')];
  };
  const parts = {
    first: part('s-1', ...span('s-1')),
    second: part('s-2', ...span('s-2')),
    after: part('s-1', store.lastSeq(), store.lastSeq()),
  };
  return { store, part, parts, span };
}

const travelled = (part: RecordPart): RecordPart => {
  const back = unpackPart(packPart(part));
  if (back.kind === 'refused') throw new Error(back.words);
  return back.part;
};

function checkOf(folder: string, sessionId: string) {
  const replica = readReplica(folder, 'station-a');
  if (replica === null) throw new Error('no replica');
  const work = replica.checkSession(sessionId);
  let step = work.next();
  while (step.done !== true) step = work.next();
  replica.close();
  return step.value;
}

describe('a session of another workstation', () => {
  it('arrives byte for byte, with its summary, its facts and seals that hold, in whatever order its parts come', () => {
    const { store, parts } = workstation();
    const all = Object.values(parts);
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ];
    for (const order of orders) {
      const folder = consoleFolder();
      const replica = openReplica(folder, key, 'station-a');
      for (const index of order)
        expect(replica.putIn(travelled(all[index] as RecordPart))).toMatchObject({ kind: 'kept' });
      const there = readReplica(folder, 'station-a');
      for (const sessionId of ['s-1', 's-2']) {
        expect([...(there?.events(sessionId) ?? [])]).toEqual([...store.events(sessionId)]);
        expect(there?.session(sessionId)).toEqual(store.session(sessionId));
        expect(there?.facts(sessionId)).toEqual(store.facts(sessionId));
        expect(there?.factsByLog(sessionId)).toEqual(store.factsByLog(sessionId));
      }
      const found = there?.findSessions({
        ...{ search: '', marks: [], patientId: null, from: null, to: null, after: null, limit: 10 },
      });
      expect(found?.sessions.map(({ sessionId }) => sessionId)).toEqual(['s-2', 's-1']);
      expect(there?.findPatients({ search: '', toReview: false, after: null, limit: 9 })).toEqual(
        store.findPatients({ search: '', toReview: false, after: null, limit: 9 }),
      );
      replica.close();
      there?.close();
      expect(checkOf(folder, 's-1')).toMatchObject({ missing: 0, broken: null, unsealed: 0 });
    }
  });

  it('put in twice changes nothing', () => {
    const { parts } = workstation();
    const folder = consoleFolder();
    const replica = openReplica(folder, key, 'station-a');
    expect(replica.putIn(parts.first)).toEqual({ kind: 'kept', sessions: ['s-1'] });
    const before = readReplica(folder, 'station-a')?.session('s-1');
    expect(replica.putIn(travelled(parts.first))).toEqual({ kind: 'known' });
    expect(readReplica(folder, 'station-a')?.session('s-1')).toEqual(before);
  });

  it('is refused when one word, one entry or one seal of it was changed, and nothing of it is kept', () => {
    const { parts } = workstation();
    const { first } = parts;
    const replica = openReplica(temporaryFolder(), key, 'station-a');
    const changed: [RecordPart, RegExp][] = [
      [
        {
          ...first,
          entries: first.entries.map((entry) =>
            entry[5] === 'note.recorded'
              ? [
                  entry[0],
                  entry[1],
                  entry[2],
                  entry[3],
                  entry[4],
                  entry[5],
                  entry[6],
                  entry[7].replace('first', 'worst'),
                ]
              : entry,
          ),
        },
        /seal at entry \d+ does not hold/,
      ],
      [{ ...first, entries: first.entries.toSpliced(5, 1) }, /each entry/],
      [{ ...first, seals: first.seals.slice(0, -1) }, /no seal stands at its end/],
      [{ ...first, before: { ...first.before, lastSeq: 0 } }, /first seal/],
    ];
    for (const [part, words] of changed) {
      const answer = replica.putIn(part);
      expect(answer).toMatchObject({ kind: 'refused' });
      expect(answer.kind === 'refused' && answer.words).toMatch(words);
    }
    expect(replica.putIn(first)).toMatchObject({ kind: 'kept' });
  });

  it('is refused when another log of that workstation is known already', () => {
    const replica = openReplica(temporaryFolder(), key, 'station-a');
    const other = opened({ folder: temporaryFolder() });
    other.append('s-9', 'run-1', instant(9), [sessionOpened(), note('another'), sessionClosed()]);
    replica.putIn(workstation().parts.first);
    const last = other.lastSeq();
    const part = other.part({
      stationId: 'station-a',
      room: 'R',
      sessionId: 's-9',
      fromSeq: last - 2,
      toSeq: last,
    });
    expect(replica.putIn(part)).toMatchObject({ kind: 'refused' });
  });

  it('lies under the key of the record, and a name that is no name makes no file', () => {
    const folder = consoleFolder();
    openReplica(folder, key, 'station-a').close();
    writeKey(path.join(folder, 'record.key'), newKey());
    expect(readReplica(folder, 'station-a')).toBeNull();
    writeKey(path.join(folder, 'record.key'), key);
    expect(readReplica(folder, 'station-a')).not.toBeNull();
    expect(readFileSync(path.join(folder, 'rooms', 'station-a.db')).includes('SQLite format')).toBe(false);
    expect(() => openReplica(folder, key, '../record')).toThrow(/no name of a workstation/);
    expect(readReplica(folder, 'station-b')).toBeNull();
  });
});

describe('a part of the log', () => {
  it('takes along the readings that a seal covers together with its ends, and is not made without a seal', () => {
    const { store, part, span } = workstation();
    const [from, to] = span('s-1');
    const cut = part('s-1', from + 3, from + 80);
    expect([cut.fromSeq, cut.toSeq]).toEqual([from + 1, from + 128]);
    expect(againstPart(cut)).toBeNull();
    expect(part('s-1', from, to)).toMatchObject({ fromSeq: from, toSeq: to });
    store.append('s-3', 'run-1', instant(9_000), [sessionOpened(), reading]);
    const last = store.lastSeq();
    expect(() => part('s-3', last - 1, last)).toThrow(/no seals stand around/);
    // A signature in the middle of another session's readings.
    store.append('s-1', 'run-1', instant(9_500), [comment('late')]);
    const late = part('s-1', store.lastSeq(), store.lastSeq());
    expect([late.fromSeq, late.toSeq]).toEqual([last, last + 1]);
    expect(againstPart(late)).toBeNull();
  });

  it('travels as the same bytes each time, and what is none of ours is refused in words', () => {
    const { parts } = workstation();
    expect(packPart(parts.first).equals(packPart(structuredClone(parts.first)))).toBe(true);
    expect(unpackPart(Buffer.from('no gzip'))).toMatchObject({ kind: 'refused' });
    expect(unpackPart(packPart({ ...parts.first, fromSeq: -1 }))).toMatchObject({ kind: 'refused' });
  });
});
