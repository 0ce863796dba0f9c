import { describe, expect, it } from 'vitest';
import { sessionDetail } from '../../../electron/session/series-fold';
import { connect } from '../../../electron/store/connection';
import { cipherKey, readKey } from '../../../electron/store/key';
import { recordFiles } from '../../../electron/store/record-files';
import { regimenOf } from '../../../shared/pk/regimen';
import { durationMs, epochMs } from '../../../shared/time/clock';
import { mgPerMl } from '../../../shared/units/units';
import { infuse, milligrams } from './infused';
import { alder, instant, MORNING, note, opened, order, sessionClosed, temporaryFolder } from './samples';

const HOUR_MS = 3_600_000;

function ranThrough<T>(parts: Generator<T>): number {
  let count = 0;
  for (const _ of parts) count += 1;
  return count;
}

describe('what is known of a closed session', () => {
  it('SR-131 is there with its end: the delivered regimen, that of the graph', () => {
    const store = opened({ folder: temporaryFolder() });
    infuse(store, 's-1', 0);
    const facts = store.facts('s-1');
    expect(milligrams(facts?.dose ?? null)).toBeCloseTo(4, 1);
    const detail = sessionDetail(store, 's-1');
    const loaded = [{ from: epochMs(0), concentration: mgPerMl(2) }] as const;
    const drawn = detail === null ? [] : regimenOf(detail.series.pump, [...loaded]);
    expect(milligrams(facts?.dose ?? null)).toBeCloseTo(milligrams(drawn), 6);
    expect(facts?.dose).toHaveLength(drawn.length);
    expect(store.sessionsWithoutFacts()).toEqual([]);
  });

  it('is gathered afterwards for a session that was not followed from its beginning, part by part and to the same', () => {
    const folder = temporaryFolder();
    const before = opened({ folder });
    infuse(before, 's-1', 0);
    const followed = before.facts('s-1');
    infuse(before, 's-2', HOUR_MS, 6);
    before.close();
    const store = opened({ folder });
    store.append('s-2', 'run-2', instant(HOUR_MS + 400_000), [sessionClosed('completed', 1, 1)]);
    expect(store.facts('s-2')).toBeNull();
    expect(store.sessionsWithoutFacts()).toEqual(['s-2']);
    ranThrough(store.fillFacts('s-2'));
    // Two milligrams by the counter, and what may have gone in during the last 40 s.
    expect(milligrams(store.facts('s-2')?.dose ?? null)).toBeCloseTo(2 + (40 * 0.4) / 60, 1);
    ranThrough(store.fillFacts('s-1'));
    expect(store.facts('s-1')).toEqual(followed);
    expect(store.sessionsWithoutFacts()).toEqual([]);
  });

  it('lets others work between its parts, and leaves an open session alone', () => {
    const store = opened({ folder: temporaryFolder() });
    infuse(store, 's-1', 0, 6);
    store.append(
      's-1',
      'run-1',
      instant(400_000),
      Array.from({ length: 500 }, (_, index) => note(`note ${index}`)),
    );
    expect(ranThrough(store.fillFacts('s-1'))).toBeGreaterThanOrEqual(2);
    expect(store.facts('s-1')).toBeNull();
    expect(store.sessionsWithoutFacts()).toEqual([]);
  });

  it('is made anew where an earlier program made it', () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    infuse(store, 's-1', 0);
    store.close();
    const files = recordFiles(folder);
    const key = readKey(files.key);
    if (key === null) throw new Error('no key');
    const db = connect(files.record, cipherKey(key), 'read-write');
    db.exec(`UPDATE session_facts SET version = 0, body = '{"of":"another program"}'`);
    db.close();
    const again = opened({ folder });
    expect(again.facts('s-1')).toBeNull();
    expect(again.sessionsWithoutFacts()).toEqual(['s-1']);
    ranThrough(again.fillFacts('s-1'));
    expect(milligrams(again.facts('s-1')?.dose ?? null)).toBeCloseTo(4, 1);
  });

  it('gives a patient’s earlier doses within a time before, and says which are not gathered', () => {
    const store = opened({ folder: temporaryFolder() });
    infuse(store, 's-old', -80 * HOUR_MS);
    infuse(store, 's-yesterday', -24 * HOUR_MS);
    infuse(store, 's-today', 0);
    const found = store.earlierDoses(alder.patientId, epochMs(MORNING), durationMs(48 * HOUR_MS));
    expect(found.map(({ sessionId }) => sessionId)).toEqual(['s-yesterday']);
    expect(milligrams(found[0]?.dose ?? null)).toBeCloseTo(4, 1);
    expect(store.earlierDoses('somebody else', epochMs(MORNING), durationMs(48 * HOUR_MS))).toEqual([]);
  });

  it('takes the end of the range where the pump was silent at the close', () => {
    const store = opened({ folder: temporaryFolder() });
    infuse(store, 's-1', 0, 6);
    store.append('s-1', 'run-1', instant(360_000 + 300_000), [sessionClosed('completed', 1, 2)]);
    const dose = store.facts('s-1')?.dose ?? [];
    expect(milligrams(dose)).toBeCloseTo(4, 1);
    expect(dose.at(-1)?.lowMgPerMin).toBeCloseTo(0, 3);
  });
});

describe('a closed session that was put right afterwards', () => {
  it('SR-150 is gathered anew: what was known of it is dropped with the correction', () => {
    const store = opened({ folder: temporaryFolder() });
    infuse(store, 's-1', 0);
    const before = store.facts('s-1');
    const [first] = [...store.events('s-1')];
    store.append('s-1', 'run-1', instant(HOUR_MS), [
      {
        type: 'review.amended',
        body: {
          ...{ by: { personId: 'd1', name: 'Dr Sample', role: 'physician' }, ofSeq: first?.seq ?? 0 },
          ...{ field: 'order.dosingWeightKg', was: order.dosingWeightKg, now: order.dosingWeightKg / 2 },
          ...{ unit: 'kg', reason: 'the scale was wrong' },
        },
      },
    ]);
    expect(store.facts('s-1')).toBeNull();
    expect(store.sessionsWithoutFacts()).toEqual(['s-1']);
    ranThrough(store.fillFacts('s-1'));
    const after = store.facts('s-1');
    expect(after?.course.order.dosingWeightKg).toBe(order.dosingWeightKg / 2);
    expect(after?.course.top?.mgPerKgPerHour).toBeCloseTo((before?.course.top?.mgPerKgPerHour ?? 0) * 2, 9);
    expect(after?.dose).toEqual(before?.dose);
  });

  it('stands in the course of its patient, with the sum of its dose', () => {
    const store = opened({ folder: temporaryFolder() });
    infuse(store, 's-1', 0);
    infuse(store, 's-2', HOUR_MS);
    const course = store.courseOf(alder.patientId);
    expect(course.map(({ sessionId }) => sessionId)).toEqual(['s-1', 's-2']);
    const facts = course[0]?.facts ?? null;
    expect(milligrams(facts?.dose ?? null)).toBeCloseTo(facts?.course.givenMg.high ?? 0, 1);
    expect(course[0]?.startedAt).toBe(facts?.course.startedAt);
    const latest = (most: number, drug = order.drug) =>
      store.latestGiven(alder.patientId, drug, most).map(({ sessionId }) => sessionId);
    expect([latest(5), latest(1), latest(5, 'propofol')]).toEqual([['s-2', 's-1'], ['s-2'], []]);
  });
});
