import { describe, expect, test } from 'vitest';
import { type Anchor, nextSetDue, withAnchor } from '../../../shared/observation/due';
import { emptyObservation, isEmpty, missingForRound } from '../../../shared/observation/observation';
import { implausible, notInsisted } from '../../../shared/observation/plausible';
import {
  isAwake,
  levelText,
  sedationLevels,
  sedationScale,
  sedationSchema,
} from '../../../shared/observation/scales';
import { scoreBreaches } from '../../../shared/observation/thresholds';
import { initialsOf, type TakenValue, type VitalSign } from '../../../shared/observation/vital-signs';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { clinicPolicy } from '../../clinic';

const { plausible, scores, schedule, dissociation, symptoms } = clinicPolicy.rounds;
const blank = emptyObservation(epochMs(0));

const typed = (value: number, insisted = false): TakenValue => ({
  value,
  unit: '/min',
  source: { kind: 'typed', initials: 'NN' },
  measuredAt: epochMs(0),
  insisted,
});
const withVitals = (values: Partial<Record<VitalSign, TakenValue>>, over: Partial<typeof blank> = {}) => ({
  ...blank,
  ...over,
  vitals: { ...blank.vitals, ...values },
});

describe('the sedation scales', () => {
  test.each([
    ['RASS', ['4', '3', '2', '1', '0', '−1', '−2', '−3', '−4', '−5']],
    ['MOAA/S', ['5', '4', '3', '2', '1', '0']],
    ['POSS', ['S', '1', '2', '3', '4']],
  ] as const)('%s has exactly its levels, each with words', (scale, levels) => {
    const found = sedationLevels(scale);
    expect(found.map(({ sedation }) => levelText(sedation))).toEqual(levels);
    for (const one of found) {
      expect(sedationSchema.parse(one.sedation)).toEqual(one.sedation);
      expect(one.term).not.toBe('');
      expect(one.description.length).toBeGreaterThan(5);
    }
  });

  test.each([
    { scale: 'RASS', level: 5 },
    { scale: 'RASS', level: -6 },
    { scale: 'RASS', level: 0.5 },
    { scale: 'MOAA/S', level: -1 },
    { scale: 'POSS', level: 0 },
    { scale: 'POSS', level: 's' },
  ])('$scale takes no level $level', (sedation) => {
    expect(sedationSchema.safeParse(sedation).success).toBe(false);
  });

  test('say who can answer', () => {
    expect(isAwake({ scale: 'RASS', level: -1 })).toBe(true);
    expect(isAwake({ scale: 'RASS', level: -2 })).toBe(false);
    expect(isAwake({ scale: 'MOAA/S', level: 3 })).toBe(false);
    expect(isAwake({ scale: 'POSS', level: 'S' })).toBe(false);
  });
});

describe('score levels of the clinic (SR-086)', () => {
  const at = (over: Partial<typeof blank>) => scoreBreaches({ ...blank, ...over }, scores);
  const severity = (scale: string, level: unknown) =>
    at({ sedation: { scale, level } as never })[0]?.severity ?? 'none';
  test.each([
    ['RASS', [-1, 0, 1], [-2, 2], [-5, -4, -3, 3, 4]],
    ['MOAA/S', [5, 4], [3], [2, 1, 0]],
    ['POSS', ['S', 1, 2], [3], [4]],
  ] as const)('%s is where clinical.md 2.2 puts it', (scale, none, caution, stop) => {
    for (const level of none) expect(severity(scale, level)).toBe('none');
    for (const level of caution) expect(severity(scale, level)).toBe('caution');
    for (const level of stop) expect(severity(scale, level)).toBe('stop');
  });
  test('distress is a caution from 6', () => {
    expect(at({ distress: 5 })).toEqual([]);
    expect(at({ distress: 6 })[0]?.severity).toBe('caution');
    expect(at({ distress: 8 })[0]?.severity).toBe('stop');
  });
  test('a breach names the rule, the value, the limit and the action', () => {
    const [first] = at({ sedation: { scale: 'RASS', level: -3 } });
    expect(first?.words).toBe('RASS −3, stop level −3 or less');
    expect(first?.action).toBe(scores.sedation.RASS.stopAction);
  });
  test('what asks for a stop comes first', () => {
    const found = at({ sedation: { scale: 'RASS', level: -2 }, distress: 9 });
    expect(found.map(({ score }) => score)).toEqual(['distress', 'sedation']);
  });
});

describe('values that can hardly be right (SR-082)', () => {
  const awake = { sedation: { scale: 'RASS', level: 0 } } as const;
  const deep = { sedation: { scale: 'RASS', level: -5 } } as const;
  test.each([
    ['systolic below diastolic', withVitals({ systolicMmHg: typed(80), diastolicMmHg: typed(120) })],
    ['systolic as diastolic', withVitals({ systolicMmHg: typed(90), diastolicMmHg: typed(90) })],
    ['saturation over 100', withVitals({ spo2Percent: typed(101) })],
    ['no breath while talking', withVitals({ respirationPerMin: typed(0) }, { painNrs: 4 })],
    ['no breath while awake', withVitals({ respirationPerMin: typed(0) }, awake)],
    ['a pulse of 700', withVitals({ heartRatePerMin: typed(700) })],
  ])('%s is asked for again', (_, seen) => {
    expect(implausible(seen, plausible)).toHaveLength(1);
    expect(notInsisted(seen, plausible)).toHaveLength(1);
  });
  test.each([
    ['no breath in a patient who does not answer', withVitals({ respirationPerMin: typed(0) }, deep)],
    ['usual pressures', withVitals({ systolicMmHg: typed(132), diastolicMmHg: typed(82) })],
    ['a saturation of 100', withVitals({ spo2Percent: typed(100) })],
  ])('%s is believed', (_, seen) => {
    expect(implausible(seen, plausible)).toEqual([]);
  });
  test('both of two values that contradict each other have to be insisted on', () => {
    const one = withVitals({ systolicMmHg: typed(80, true), diastolicMmHg: typed(120) });
    expect(notInsisted(one, plausible)).toHaveLength(1);
    const both = withVitals({ systolicMmHg: typed(80, true), diastolicMmHg: typed(120, true) });
    expect(notInsisted(both, plausible)).toEqual([]);
  });
});

describe('when the next set is due (SR-080)', () => {
  const minute = 60_000;
  const moment = (min: number) => ({ mono: monoMs(min * minute), at: epochMs(min * minute) });
  const anchor = (min: number, why: Anchor['why'] = 'start'): Anchor => ({ ...moment(min), why });
  const dueMin = (anchors: readonly Anchor[], last: number) =>
    nextSetDue(schedule, anchors, moment(last)).mono / minute;

  test('every 5 min for 15 min after the start, then every 15', () => {
    const start = [anchor(0)];
    expect([0, 5, 10, 15, 30].map((last) => dueMin(start, last))).toEqual([5, 10, 15, 30, 45]);
  });
  test('an increase brings it forward and says so', () => {
    const anchors = withAnchor([anchor(0)], anchor(50, 'increase'), monoMs(45 * minute));
    expect(nextSetDue(schedule, anchors, moment(45))).toMatchObject({
      mono: 55 * minute,
      sooner: 'increase',
    });
  });
  test('nothing that happens puts off a set that is due', () => {
    let anchors = [anchor(0)];
    for (const min of [1, 2, 3, 4, 4.5]) {
      anchors = withAnchor(anchors, anchor(min, 'alarm'), null);
      expect(dueMin(anchors, 0)).toBe(5);
    }
    expect(anchors.length).toBeLessThanOrEqual(3);
    // After the set, the last of them still keeps the stretch close.
    expect(dueMin(anchors, 14)).toBe(19);
    expect(dueMin(anchors, 15)).toBe(30);
  });
  test('the close stretch of before a set goes on beside one after it', () => {
    const anchors = withAnchor([anchor(0)], anchor(9, 'alarm'), monoMs(5 * minute));
    expect(dueMin(anchors, 5)).toBe(10);
  });
});

test('a round is a sedation level and any vital sign', () => {
  expect(isEmpty(blank)).toBe(true);
  expect(missingForRound(blank)).toEqual(['sedation', 'vital signs']);
  const whole = withVitals({ spo2Percent: typed(97) }, { sedation: { scale: 'RASS', level: 0 } });
  expect(missingForRound(whole)).toEqual([]);
});

test('initials are those of the name', () => {
  expect(initialsOf('R. Example')).toBe('RE');
  expect(initialsOf('Noor van Nurse')).toBe('NVN');
});

test('the clinic’s data are whole', () => {
  expect(sedationScale.options).toContain(schedule.sedationScale);
  expect(dissociation.levels).toHaveLength(5);
  expect(new Set(dissociation.items.map(({ item }) => item)).size).toBe(6);
  expect(symptoms[0]?.asksToStop).toBe(true);
});
