import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spanOf } from '../../../shared/course/extremes';
import { emptyObservation, type Observation } from '../../../shared/observation/observation';
import { epochMs } from '../../../shared/time/clock';
import { nurse, openedAt } from '../../renderer/review-harness/invented-order';
import { inventedLog } from '../../renderer/review-harness/invented-session';
import type { LogWriter } from '../../renderer/review-harness/log-writer';
import {
  command,
  courseOf,
  courseOfEvents,
  numeric,
  RATE_02,
  RATE_03,
  type Script,
  START,
  shortLog,
} from './short-session';

const end = (log: LogWriter, second: number) => {
  command(log, second, 'end');
  log.add(second + 0.1, 'infusion.ended', { by: nurse, why: 'ended' });
};
const observed = (log: LogWriter, second: number, seen: Partial<Observation>) =>
  log.add(second, 'observation.recorded', {
    ...{ by: nurse, late: false },
    observation: { ...emptyObservation(log.at(second)), ...seen },
  });
const spo2 = (value: number | null, more = {}) => numeric('SpO2', value, { unit: '%', ...more });
const cuff = (systolic: number, diastolic: number, second: number) => {
  const measured = { source: 'cuff', unit: 'mm[Hg]', measuredAt: epochMs(openedAt + second * 1000) } as const;
  return [numeric('NIBP-sys', systolic, measured), numeric('NIBP-dia', diastolic, measured)];
};

/** Starts at a minute, 0.2 mg/kg/h to the fifth minute, 0.3 to the tenth, then it is ended. */
const plain: Script = {
  pump: [
    [0, 0],
    [START, RATE_02],
    [300, RATE_03],
    [600, 0],
  ],
  ends: 700,
  also: (log) => {
    command(log, 300, 'change-rate', RATE_03);
    end(log, 600);
  },
};

describe('given dose and rates', () => {
  const made = courseOf(shortLog(plain));

  test('are the pump’s: dose, top rate, how long it was held', () => {
    expect(made.givenMg.low).toBeCloseTo(((RATE_02 * 240 + RATE_03 * 300) / 3600) * 2, 6);
    expect(made.top?.mgPerKgPerHour).toBeCloseTo(0.3, 6);
    expect(made.top?.mgPerHour).toBeCloseTo(20.4, 6);
    expect(made.top?.heldMin).toBeCloseTo(5, 1);
    expect(made.holds.map(({ mlPerHour }) => mlPerHour)).toEqual([RATE_02, RATE_03]);
    expect(made.infusedMs / 60_000).toBeCloseTo(9, 1);
    expect(made.lengthMin).toBeCloseTo(10.7, 1);
    expect(made.ended).toEqual({ why: 'ended', by: 'R. Example', afterPause: null, outcome: 'completed' });
  });

  test('the stretches add up to the dose that was given', () => {
    const heldMg = made.holds.reduce(
      (sum, { from, to, mlPerHour }) => sum + ((to - from) / 60) * mlPerHour * 2,
      0,
    );
    // Each stretch is proven from reading to reading, a second less than it was.
    expect(heldMg).toBeGreaterThan(made.givenMg.high - 0.03);
    expect(heldMg).toBeLessThanOrEqual(made.givenMg.high);
  });

  test('a silence of the pump breaks the stretch and is known as one', () => {
    const silent = courseOf(
      shortLog({
        ...plain,
        pump: [
          [0, 0],
          [START, RATE_02],
          [120, null],
          [150, RATE_02],
          [600, 0],
        ],
      }),
    );
    expect(silent.holds.map(({ to }) => Math.round(to * 60))).toEqual([59, 539]);
    expect(silent.unknown).toHaveLength(1);
    expect((silent.unknown[0]?.to ?? 0) - (silent.unknown[0]?.from ?? 0)).toBeCloseTo(31 / 60, 1);
  });
});

describe('what the monitor showed', () => {
  test('only valid values count, and only from the start on', () => {
    const shown = (second: number) => {
      if (second === 30) return [spo2(70), numeric('HR', 150)];
      if (second === 200)
        return [spo2(60, { quality: 'invalid' }), numeric('HR', 30, { quality: 'questionable' })];
      if (second === 201) return [spo2(61, { quality: 'demo' })];
      if (second === 400) return [spo2(91), numeric('HR', 88)];
      return [spo2(97), numeric('HR', 70)];
    };
    const { spo2: saturation, heartRate } = courseOf(shortLog({ ...plain, monitor: shown }));
    expect(saturation.worst).toEqual({ value: 91, minute: 5.67, typed: false });
    expect(heartRate.lowest?.value).toBe(70);
    expect(heartRate.highest?.value).toBe(88);
    const simulated = courseOf(shortLog({ ...plain, monitor: shown, simulation: true }));
    expect(simulated.spo2.worst?.value).toBe(61);
  });

  test('time under the caution level counts from value to value; a gap adds nothing', () => {
    const { spo2: saturation } = courseOf(
      shortLog({
        ...plain,
        // Caution under 92: 20 s seen below, then the sensor is off for a minute, then 10 s below.
        monitor: (second) => {
          if (second >= 220 && second < 280) return [];
          return [spo2((second >= 200 && second < 220) || (second >= 280 && second < 290) ? 90 : 97)];
        },
      }),
    );
    expect(saturation.cautionBelow).toBe(92);
    expect(saturation.underCautionMs).toBe(29_000);
    expect(saturation.measuredMs).toBe((699 - START - 60) * 1000 - 1000);
  });

  test('a pulse stands in for the heart rate where there is no ECG', () => {
    const { heartRate } = courseOf(
      shortLog({
        ...plain,
        monitor: (second) => [numeric('HR', second < 300 ? 70 : null), numeric('PR', 95)],
      }),
    );
    expect([heartRate.lowest?.value, heartRate.highest?.value]).toEqual([70, 95]);
  });

  test('the peak pressure is that of one measurement, however often it is repeated; before the start is no peak', () => {
    const { pressure, envelope } = courseOf(
      shortLog({
        ...plain,
        monitor: (second) =>
          second < 200 ? cuff(180, 90, 20) : second < 400 ? cuff(128, 70, 200) : cuff(150, 95, 400),
        also: (log) => {
          const value = (v: number) => ({ value: v, source: 'typed', measuredAt: log.at(10) });
          log.add(12, 'baseline.taken', {
            by: nurse,
            set: {
              ...{ systolicMmHg: value(120), diastolicMmHg: value(75), heartRatePerMin: value(66) },
              ...{ respirationPerMin: value(14), spo2Percent: value(98) },
            },
            insistedOn: [],
          });
          plain.also?.(log);
        },
      }),
    );
    expect(pressure.baseline).toEqual({ systolic: 120, diastolic: 75 });
    expect(pressure.peak).toMatchObject({ systolic: 150, diastolic: 95, typed: false });
    expect(envelope.nibp.map(([, systolic]) => systolic)).toEqual([180, 128, 150]);
  });

  test('the envelope keeps the dip of one second and the minutes without a value', () => {
    const { envelope } = courseOf(
      shortLog({
        ...plain,
        monitor: (second) => (second >= 240 && second < 300 ? [] : [spo2(second === 430 ? 84 : 98)]),
      }),
    );
    const at = (minute: number) => minute - envelope.from;
    expect(envelope.from).toBe(-1);
    expect([envelope.spo2Low[at(6)], envelope.spo2High[at(6)]]).toEqual([84, 98]);
    expect(envelope.spo2Low[at(3)]).toBeNull();
    expect(envelope.hrLow.every((value) => value === null)).toBe(true);
  });
});

describe('what was charted', () => {
  test('scores at their worst, pain before and after, the last correction counts', () => {
    const made = courseOf(
      shortLog({
        ...plain,
        also: (log) => {
          observed(log, 30, { painNrs: 8, sedation: { scale: 'RASS', level: 0 } });
          observed(log, 200, {
            painNrs: 4,
            distress: 3,
            nausea: 'moderate',
            sedation: { scale: 'RASS', level: -2 },
          });
          const wrong = observed(log, 320, {
            painNrs: 4,
            distress: 9,
            sedation: { scale: 'RASS', level: 1 },
          });
          const was = { ...emptyObservation(log.at(320)), distress: 9 };
          const now = { ...was, painNrs: 4, distress: 2, sedation: { scale: 'RASS' as const, level: 1 } };
          log.add(330, 'observation.corrected', { by: nurse, ofSeq: wrong, was, now, why: 'read wrong' });
          observed(log, 650, { painNrs: 3 });
          log.add(210, 'symptom.recorded', { by: nurse, symptom: 'nausea', severity: 'mild' });
          log.add(250, 'symptom.recorded', { by: nurse, symptom: 'nausea', severity: 'moderate' });
          const dose = { drug: 'ondansetron', dose: 4, unit: 'mg', route: 'IV' } as const;
          const how = { orderIndex: 0, onWordOf: null, controlled: false, witness: null, late: false };
          log.add(260, 'adjunct.given', { by: nurse, ...dose, ...how, givenAt: log.at(240) });
          plain.also?.(log);
        },
      }),
    );
    expect(made.pain).toEqual({ before: 8, after: 3, lowest: 3 });
    expect(made.worst).toMatchObject({ nausea: 'moderate', distress: 3, dissociation: null });
    expect(made.worst.sedated?.level).toBe(-2);
    expect(made.worst.agitated?.level).toBe(1);
    expect(made.symptoms).toEqual([
      { symptom: 'nausea', words: 'Nausea', worst: 'moderate', times: 2, firstMinute: 2.5 },
    ]);
    expect(made.adjuncts).toEqual([{ drug: 'ondansetron', dose: 4, unit: 'mg', route: 'IV', minute: 3 }]);
    expect(made.against).toEqual([]);
  });

  test('what speaks against a rate: stop scores, high alarms of the patient, pauses, severe symptoms', () => {
    const made = courseOf(
      shortLog({
        ...plain,
        pump: [
          [0, 0],
          [START, RATE_02],
          [200, 0],
          [230, RATE_02],
          [300, 0],
          [330, RATE_02],
          [500, 0],
        ],
        also: (log) => {
          observed(log, 150, { sedation: { scale: 'RASS', level: -3 } });
          command(log, 200, 'pause');
          log.add(201, 'pause.reason', { by: nurse, reason: 'distress', text: '' });
          command(log, 230, 'resume', RATE_02);
          command(log, 300, 'pause');
          log.add(301, 'pause.reason', { by: nurse, reason: 'toilet', text: '' });
          command(log, 330, 'resume', RATE_02);
          log.add(400, 'symptom.recorded', { by: nurse, symptom: 'itch', severity: 'severe' });
          log.alarm(420, 430, null, {
            condition: 'spo2-low',
            priority: 'high',
            kind: 'physiological',
            words: 'SpO₂ LOW 86 %',
          });
          log.alarm(440, 450, null, {
            condition: 'pump-stalled',
            priority: 'high',
            kind: 'technical',
            words: 'Pump',
          });
          log.alarm(460, 470, null, {
            condition: 'systolic-high',
            priority: 'medium',
            kind: 'physiological',
            words: 'SYS',
          });
          command(log, 500, 'pause');
          end(log, 600);
        },
      }),
    );
    expect(made.against.map(({ kind, words }) => [kind, words])).toEqual([
      ['score', 'RASS −3, stop level −3 or less'],
      ['pause', 'paused for distress'],
      ['symptom', 'severe itch'],
      ['alarm', 'SpO₂ LOW 86 %'],
      ['pause', 'paused, no reason recorded'],
    ]);
    expect(made.alarms).toEqual({ high: 2, medium: 1 });
    expect(made.ended.afterPause).toBe('no-reason');
    expect(made.pauses).toBe(3);
  });
});

describe('an order that was given whole', () => {
  test('is no pause, though the pump stood before anyone said that it is complete', () => {
    const made = courseOf(
      shortLog({
        ...plain,
        also: (log) => {
          command(log, 300, 'change-rate', RATE_03);
          log.add(605, 'infusion.ended', { by: null, why: 'complete' });
        },
      }),
    );
    expect(made.against).toEqual([]);
    expect(made.ended).toMatchObject({ why: 'complete', afterPause: null });
  });
});

describe('a whole session of four hours', () => {
  test('read as its review reads it', () => {
    const made = courseOfEvents(inventedLog());
    expect(made?.spo2.worst?.value).toBe(86);
    expect(made?.spo2.underCautionMs).toBe(40_000);
    expect(made?.top?.mgPerKgPerHour).toBeCloseTo(0.35, 6);
    expect(made?.alarms).toEqual({ high: 1, medium: 3 });
    // Small enough that a long series is read at once.
    expect(JSON.stringify(made).length).toBeLessThan(12_000);
  }, 60_000);

  test('nothing opened is no session', () => {
    expect(courseOfEvents([])).toBeNull();
  });
});

describe('extremes', () => {
  test('do not depend on the order in which values come', () => {
    const value = fc.record({
      value: fc.integer({ min: 0, max: 250 }),
      minute: fc.integer({ min: 0, max: 300 }),
    });
    const shuffled = fc
      .array(value, { minLength: 1, maxLength: 60 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const span = spanOf(all);
        expect(spanOf(other)).toEqual(span);
        expect(span.lowest?.value).toBe(Math.min(...all.map((one) => one.value)));
        expect(span.highest?.value).toBe(Math.max(...all.map((one) => one.value)));
      }),
      { numRuns: 300 },
    );
  });
});
