import { describe, expect, test } from 'vitest';
import { correctedBy } from '../../../shared/course/corrected';
import { emptyObservation } from '../../../shared/observation/observation';
import type { EventBody, LoggedEvent } from '../../../shared/session/events';
import { nurse, physician } from '../../renderer/review-harness/invented-order';
import type { LogWriter } from '../../renderer/review-harness/log-writer';
import { courseOfEvents, numbered, numeric, RATE_02, START, shortLog } from './short-session';

const log = shortLog({
  pump: [
    [0, 0],
    [START, RATE_02],
    [200, 0],
  ],
  ends: 240,
  monitor: (second) => [numeric('SpO2', second === 150 ? 62 : 97, { unit: '%' })],
  also: (written: LogWriter) => {
    const observation = { ...emptyObservation(written.at(30)), painNrs: 3 };
    written.add(30, 'observation.recorded', { by: nurse, late: false, observation });
  },
});
const entries = numbered(log);
const readings = new Set(['pump.reading', 'monitor.reading']);
const told = entries.filter(({ type }) => !readings.has(type));
const asked = told.find(({ type }) => type === 'observation.recorded')?.seq ?? 0;

/** Something that was said after the end. */
function said<T extends 'review.amended' | 'review.annotated' | 'review.withdrawn'>(
  seq: number,
  type: T,
  body: EventBody<T>,
): LoggedEvent {
  const [last] = entries.slice(-1);
  if (last === undefined) throw new Error('an empty log');
  return { ...last, seq, type, body } as LoggedEvent;
}

const course = (...after: LoggedEvent[]) => {
  const corrected = correctedBy([...told, ...after]);
  return courseOfEvents(entries.map(corrected));
};
const artefact = said(9_000, 'review.annotated', {
  ...{ by: physician, momentAt: log.at(149), ofSeq: null },
  annotation: { kind: 'artefact', sign: 'SpO2', toAt: log.at(151), text: 'probe on the blanket' },
});

describe('facts of a session that was put right', () => {
  test('are those of its log while nothing was said of it, and each entry is the same', () => {
    expect(course()?.spo2.worst?.value).toBe(62);
    expect(entries.map(correctedBy(told)).every((event, index) => event === entries[index])).toBe(true);
  });

  test('take the amended value', () => {
    const amended = said(9_001, 'review.amended', {
      ...{ by: physician, ofSeq: asked, field: 'painNrs', was: 3, now: 8, unit: '', reason: 'typed wrong' },
    });
    expect(course()?.pain.before).toBe(3);
    expect(course(amended)?.pain.before).toBe(8);
  });

  test('leave an artefact out, and take it back in when it is withdrawn', () => {
    expect(course(artefact)?.spo2.worst?.value).toBe(97);
    const withdrawn = said(9_002, 'review.withdrawn', { by: physician, ofSeq: 9_000, reason: 'it was real' });
    expect(course(artefact, withdrawn)?.spo2.worst?.value).toBe(62);
  });
});
