import { describe, expect, test } from 'vitest';
import { cellsOf, columns } from '../../../shared/course/cells';
import { differencesOf } from '../../../shared/course/differences';
import { givenBy, givenByMinute, rateCorners } from '../../../shared/course/dose-curve';
import { givenSessions } from '../../../shared/course/page';
import { predictCourse } from '../../../shared/course/predicted';
import { scalesOf } from '../../../shared/course/scales';
import { curveOf } from '../../../shared/pk/curve';
import { dispositionOf } from '../../../shared/pk/disposition';
import { ke0Olofsen } from '../../../shared/pk/models';
import { epochMs } from '../../../shared/time/clock';
import { kg, mgPerMin } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import { inventedCourse } from '../../renderer/course/invented-course';
import { patient } from '../../renderer/review-harness/invented-order';

const sessions = givenSessions(inventedCourse(6).sessions);
const rules = { ...clinicPolicy.prediction, carryOverHours: 14 * 24 };
const course = predictCourse(sessions, patient.birthDate, rules);
const predicted = course.bySession;
const kinetics = { disposition: dispositionOf(course.model, kg(68)), ke0: ke0Olofsen.perMin };
const at = (index: number) => {
  const session = sessions[index];
  if (session === undefined) throw new Error('no such session');
  return session;
};
const cells = (index: number) => cellsOf(at(index), predicted.get(at(index).sessionId));

describe('dose', () => {
  const start = epochMs(1_000_000);
  const dose = [
    { from: 0, to: 30, rate: 0.5 },
    { from: 40, to: 60, rate: 1 },
  ].map(({ from, to, rate }) => ({
    fromMs: epochMs(start + from * 60_000),
    toMs: epochMs(start + to * 60_000),
    lowMgPerMin: mgPerMin(rate),
    highMgPerMin: mgPerMin(rate * 1.1),
  }));

  test('adds up to what was given, by either end', () => {
    expect(givenBy(dose, start + 30 * 60_000, 'low')).toBeCloseTo(15, 9);
    expect(givenBy(dose, start + 50 * 60_000, 'low')).toBeCloseTo(25, 9);
    expect(givenBy(dose, start + 500 * 60_000, 'high')).toBeCloseTo(38.5, 9);
    const byMinute = givenByMinute(dose, start, 60);
    expect(byMinute).toHaveLength(61);
    expect(byMinute.at(-1)).toBeCloseTo(38.5, 9);
    expect(byMinute.every((value, index) => value >= (byMinute[index - 1] ?? 0))).toBe(true);
  });

  test('its corners stand on the weight, and nothing flows between two steps', () => {
    expect(rateCorners(dose, start, kg(60)).map(({ minute, low }) => [minute, low])).toEqual([
      [0, 0.5],
      [30, 0],
      [40, 1],
      [60, 0],
    ]);
  });
});

describe('the predicted course', () => {
  test('is the model’s own curve, with what was left of the sessions before', () => {
    const second = at(1);
    const dose = [...at(0).facts.dose, ...second.facts.dose];
    const grid = { fromMs: second.startedAt, everyMs: 60_000, count: 200 };
    const { plasma } = curveOf(kinetics, dose, 'high', grid);
    const { byMinute = [], peak } = predicted.get(second.sessionId) ?? {};
    expect(byMinute.slice(0, plasma.length)).toEqual([...plasma].map((value) => expect.closeTo(value, 6)));
    expect(peak?.ngPerMl).toBeGreaterThanOrEqual(Math.max(...byMinute));
    expect(predicted.get(at(0).sessionId)?.carriedOver).toBe(0);
    expect(predicted.get(second.sessionId)?.carriedOver).toBeGreaterThan(0);
  });

  test('carries over no more than the clinic says', () => {
    const short = predictCourse(sessions, patient.birthDate, { ...rules, carryOverHours: 48 });
    expect(short.bySession.get(at(1).sessionId)?.carriedOver).toBe(0);
  });

  test('SR-132 says nothing of a patient that the model was not made for, and says why', () => {
    const { bySession } = predictCourse(sessions, '2012-01-01', rules);
    const first = bySession.get(at(0).sessionId);
    expect(first).toMatchObject({ byMinute: [], outside: 'under 18 years' });
    expect(cellsOf(at(0), first).predicted).toMatchObject({ main: '- -', note: 'under 18 years' });
  });
});

describe('scales', () => {
  test('hold every value of every session', () => {
    const scales = scalesOf(sessions, predicted);
    for (const { facts, sessionId } of sessions) {
      const { envelope, top, givenMg, lengthMin } = facts.course;
      expect(top?.mgPerKgPerHour).toBeLessThanOrEqual(scales.rate.max);
      expect(givenMg.high).toBeLessThanOrEqual(scales.doseMg.max);
      expect(lengthMin).toBeLessThanOrEqual(scales.minute.max);
      expect(predicted.get(sessionId)?.peak.ngPerMl).toBeLessThanOrEqual(scales.predicted.max);
      expect(Math.min(...envelope.spo2Low.map((value) => value ?? 100))).toBeGreaterThanOrEqual(
        scales.spo2.min,
      );
      for (const [, systolic, diastolic] of envelope.nibp) {
        expect(systolic).toBeLessThanOrEqual(scales.pressure.max);
        expect(diastolic ?? 100).toBeGreaterThanOrEqual(scales.pressure.min);
      }
    }
  });
});

describe('the table', () => {
  test('says what was given, predicted, seen and felt', () => {
    const { given, top, time, spo2, pressure, effects, scores, pain, ended } = cells(1);
    expect(given).toMatchObject({ main: '55.2 mg', note: '0.81 mg/kg' });
    expect(top).toMatchObject({ main: '0.24 mg/kg/h', note: '16.3 mg/h, 178 min' });
    expect(time).toMatchObject({ main: '3 h 28 min', note: 'paused 12 min', mark: true });
    expect(time.more).toContain('paused for nausea at 1 h 40 min');
    expect(spo2).toMatchObject({ main: '96 %', note: 'not under 94', mark: false });
    expect(pressure.note).toBe('+23 from 119/74');
    expect(effects).toMatchObject({ main: 'nausea moderate', note: 'ondansetron 4 mg' });
    expect(scores).toMatchObject({ main: 'RASS −1', note: 'distress 4, diss. 6' });
    expect(pain).toMatchObject({ main: '8 → 4', note: '−4, −50 %' });
    expect(ended).toMatchObject({ main: 'by hand', note: 'signed, reviewed', mark: false });
  });

  test('gives a range as a range, a dip with its time, and what nobody asked as an absence', () => {
    expect(cells(4).given.main).toBe('80.4 to 81.5 mg');
    expect(cells(4).time.note).toBe('unknown 3 min');
    expect(cells(2).spo2).toMatchObject({ main: '89 %', note: 'under 94: 40 s', mark: true });
    expect(cells(3).pain).toMatchObject({ main: '7 → - -', note: 'not asked after' });
  });

  test('says so where nothing was measured', () => {
    const bare = at(0);
    const { course } = bare.facts;
    const nothing = cellsOf(
      {
        ...bare,
        facts: {
          ...bare.facts,
          course: {
            ...course,
            spo2: { ...course.spo2, worst: null },
            pressure: { baseline: null, cautionOver: null, peak: null },
            heartRate: { baseline: null, lowest: null, highest: null },
            worst: { nausea: null, distress: null, dissociation: null, sedated: null, agitated: null },
          },
        },
      },
      undefined,
    );
    for (const key of ['spo2', 'pressure', 'heartRate'] as const)
      expect(nothing[key]).toMatchObject({ main: '- -', note: 'not measured' });
    expect(nothing.scores.main).toBe('- -');
    expect(nothing.predicted.main).toBe('- -');
  });

  test('two sessions and their difference', () => {
    const lines = differencesOf(at(0), at(2), predicted);
    const line = (key: string) => lines.find((one) => one.key === key);
    expect(lines.map(({ key }) => key)).toEqual(columns.map(({ key }) => key));
    expect(line('given')).toMatchObject({ first: '52.1 mg', second: '63.9 mg', difference: '+11.8 mg' });
    expect(line('spo2')?.difference).toBe('−7 %');
    expect(line('effects')?.difference).toBe('');
    expect(
      differencesOf(at(0), at(0), predicted).every(({ difference }) => ['', 'the same'].includes(difference)),
    ).toBe(true);
  });
});
