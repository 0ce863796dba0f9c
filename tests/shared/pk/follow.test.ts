import { describe, expect, test } from 'vitest';
import { bodyAt } from '../../../shared/pk/curve';
import { dispositionOf } from '../../../shared/pk/disposition';
import type { DoseStep } from '../../../shared/pk/dose-step';
import { type Follow, followDose } from '../../../shared/pk/follow';
import { ke0Olofsen, pkModels } from '../../../shared/pk/models';
import { type PredictedColumns, type Prediction, predicted } from '../../../shared/pk/prediction';
import type { AccountRow } from '../../../shared/pk/regimen';
import { plasmaOf } from '../../../shared/pk/solver';
import { notMadeFor, outsideNow, yearsBetween } from '../../../shared/pk/validity';
import { epochMs } from '../../../shared/time/clock';
import { kg, mgPerMl, ml, mlPerHour, ngPerMl } from '../../../shared/units/units';
import { minute, stepOf } from './kinetics';

const { domino, clements250, herd2007 } = pkModels;
const kamp = pkModels['kamp2020-arterial3c'];
const adult = { drug: 'ketamine', ageYears: 46 };
const prediction: Prediction = {
  model: kamp,
  ke0: ke0Olofsen,
  offered: [kamp, clements250, domino],
  weight: kg(70),
  subject: adult,
};

/** Feeds readings once a second (or `everyS`) of a pump with a counter of three decimals, 2 mg/mL. */
function feed(follow: Follow, rates: readonly [untilMin: number, mlPerHour: number][], everyS = 1): void {
  let [volume, at] = [0, 0];
  for (const [until, rate] of rates) {
    for (; at < until * 60; at += everyS) {
      const shown = ml(Math.floor(volume * 1000 + 1e-9) / 1000);
      follow.take({
        at: epochMs(at * 1000),
        lowMl: shown,
        highMl: shown,
        rateMlPerHour: mlPerHour(rate),
        concentration: mgPerMl(2),
      });
      volume += (rate * everyS) / 3600;
    }
  }
}

const rates: [number, number][] = [
  [5, 0],
  [35, 7],
  [70, 10.5],
  [74, 0],
  [120, 12.25],
];
const at = ({ t, plasma }: PredictedColumns, min: number) => plasma[t.indexOf(min * 60)] ?? Number.NaN;

describe('a prediction that follows the pump', () => {
  test('SR-131 shows the values that the whole regimen gives, at every moment', () => {
    const follow = followDose(prediction, []);
    feed(follow, rates);
    const whole = predicted(prediction, [], follow.steps(), {
      fromMs: epochMs(0),
      everyMs: 5_000,
      count: follow.columns.t.length,
    });
    expect(follow.columns.t).toEqual(whole.t);
    expect(follow.columns.t.length).toBe(120 * 12);
    for (const key of ['plasma', 'effect', 'low', 'high'] as const)
      follow.columns[key].forEach((value, row) => {
        // A step under way may still turn by the counter's own resolution: 0.02 mg in 25 L, and in Domino's 4.4 L.
        expect(Math.abs(value - (whole[key][row] ?? Number.NaN))).toBeLessThan(key === 'high' ? 2 : 0.8);
      });
    const kinetics = { disposition: dispositionOf(kamp, kg(70)), ke0: ke0Olofsen.perMin };
    const exact = [stepOf(5, 35, 14 / 60), stepOf(35, 70, 21 / 60), stepOf(74, 120, 24.5 / 60)];
    for (const min of [10, 34, 60, 72, 100, 119])
      expect(at(follow.columns, min)).toBeCloseTo(plasmaOf(bodyAt(kinetics, exact, 'high', minute(min))), 0);
  });

  test('taken in one go it is the same as reading by reading, and goes on from there', () => {
    const rows: AccountRow[] = [];
    const collect = { ...followDose(prediction, []), take: (row: AccountRow) => void rows.push(row) };
    feed(collect, rates);
    const yesterday = [stepOf(-24 * 60, -20 * 60, 0.4)];
    const byOne = followDose(prediction, yesterday);
    for (const row of rows) byOne.take(row);
    const half = Math.floor(rows.length / 2) + 17;
    const inOne = followDose(prediction, yesterday, rows.slice(0, half));
    for (const row of rows.slice(half)) inOne.take(row);
    expect(inOne.columns.t).toEqual(byOne.columns.t);
    expect(inOne.steps()).toEqual(byOne.steps());
    expect(inOne.last()).toBe(byOne.last());
    expect(inOne.columns.plasma.at(-1)).toBeCloseTo(byOne.columns.plasma.at(-1) ?? Number.NaN, 9);
    for (const key of ['plasma', 'effect', 'low', 'high'] as const)
      inOne.columns[key].forEach((value, row) => {
        expect(Math.abs(value - (byOne.columns[key][row] ?? Number.NaN))).toBeLessThan(2);
      });
  });

  test('the band holds the drawn line and the ends of the offered models', () => {
    const follow = followDose(prediction, []);
    feed(follow, rates);
    const { plasma, low, high } = follow.columns;
    plasma.forEach((value, row) => {
      expect(value).toBeGreaterThanOrEqual((low[row] ?? 0) - 1e-9);
      expect(value).toBeLessThanOrEqual((high[row] ?? 0) + 1e-9);
    });
    const single = followDose({ ...prediction, model: domino, offered: [domino] }, []);
    feed(single, rates);
    expect(single.columns.low.at(-1)).toBeCloseTo(single.columns.high.at(-1) ?? 0, 9);
    expect(Math.abs(at(single.columns, 10) - at(follow.columns, 10))).toBeGreaterThan(5);
  });

  test('what was given the day before is carried over', () => {
    const yesterday: DoseStep[] = [stepOf(-24 * 60, -20 * 60, 0.4)];
    const [alone, after] = [followDose(prediction, []), followDose(prediction, yesterday)];
    feed(alone, rates);
    feed(after, rates);
    const kinetics = { disposition: dispositionOf(kamp, kg(70)), ke0: ke0Olofsen.perMin };
    for (const min of [0, 60, 119]) {
      const carried = plasmaOf(bodyAt(kinetics, yesterday, 'high', minute(min)));
      expect(carried).toBeGreaterThan(0.2);
      expect(at(after.columns, min) - at(alone.columns, min)).toBeCloseTo(carried, 6);
    }
  });

  test('what lies ahead goes on from the last reading, and leaves nothing behind', () => {
    const follow = followDose(prediction, []);
    feed(follow, rates.slice(0, 2));
    const from = follow.last() ?? epochMs(0);
    const steps = [stepOf(from / 60_000, 60, 14 / 60)];
    const moments = [40, 50, 60, 90].map(minute);
    const once = follow.ahead(steps, moments);
    expect(follow.ahead(steps, moments)).toEqual(once);
    expect(once.t).toEqual(moments.map((one) => one / 1000));
    const kinetics = { disposition: dispositionOf(kamp, kg(70)), ke0: ke0Olofsen.perMin };
    for (const min of [40, 60, 90])
      expect(at(once, min)).toBeCloseTo(
        plasmaOf(bodyAt(kinetics, [stepOf(5, 60, 14 / 60)], 'high', minute(min))),
        0,
      );
    const stopped = follow.ahead([], moments);
    expect(at(stopped, 60)).toBeLessThan(at(once, 60));
    expect(followDose(prediction, []).ahead(steps, moments).t).toEqual([]);
  });

  test('a silence is filled in when the pump is heard again', () => {
    const follow = followDose(prediction, []);
    feed(follow, [[30, 12]]);
    const before = follow.columns.t.length;
    follow.take({
      at: minute(50),
      lowMl: ml(10),
      highMl: ml(10),
      rateMlPerHour: mlPerHour(12),
      concentration: mgPerMl(2),
    });
    expect(follow.columns.t.length - before).toBeGreaterThanOrEqual(20 * 12 - 1);
    const rising = follow.columns.plasma.slice(before);
    rising.forEach((value, row) => {
      expect(value).toBeGreaterThan((rising[row - 1] ?? 0) - 1e-9);
    });
  });

  test('a reading that came twice or late changes nothing', () => {
    const follow = followDose(prediction, []);
    feed(follow, rates);
    const rows = follow.columns.t.length;
    const again = { lowMl: ml(30), highMl: ml(30), rateMlPerHour: null, concentration: mgPerMl(2) };
    follow.take({ ...again, at: minute(60) });
    expect(follow.columns.t).toHaveLength(rows);
    expect(follow.steps().at(-1)?.highMgPerMin).toBeCloseTo(24.5 / 60, 6);
  });
});

describe('where a model was not made for', () => {
  test('SR-132 says why, of the patient, the drug, the value and the time', () => {
    expect(notMadeFor(kamp, adult)).toBeNull();
    expect(notMadeFor(kamp, { ...adult, drug: 'Ketamine' })).toBeNull();
    expect(notMadeFor(kamp, { ...adult, drug: 'esketamine' })).toBe(
      'made for racemic ketamine, not for esketamine',
    );
    expect(notMadeFor(kamp, { ...adult, ageYears: 17 })).toBe('under 18 years');
    expect(notMadeFor(herd2007, { ...adult, ageYears: 9 })).toBe('under 18 years');
    expect(notMadeFor(herd2007, adult)).toBe('made from patients under 18 years');
    expect(outsideNow(kamp, ngPerMl(600), 8)).toBeNull();
    expect(outsideNow(kamp, ngPerMl(600.1), 1)).toBe('above 600 ng/mL');
    expect(outsideNow(kamp, ngPerMl(100), 8.01)).toBe('over 8 h');
  });

  test('SR-132 marks each moment, and leaves a model out of the band that was not made for the patient', () => {
    const moments = { fromMs: epochMs(0), everyMs: 60_000, count: 10 * 60 };
    const high = predicted(prediction, [], [stepOf(0, 30, 8)], moments).outside;
    expect(high.some((why) => why === 'above 600 ng/mL')).toBe(true);
    expect(high[0]).toBeNull();
    const long = predicted(prediction, [stepOf(-600, -500, 1)], [stepOf(10, 590, 0.2)], moments).outside;
    expect(long.slice(0, 480)).toEqual(Array.from({ length: 480 }, () => null));
    expect(long.at(-1)).toBe('over 8 h');
    const child = { ...prediction, subject: { ...adult, ageYears: 12 } };
    const barred = predicted(child, [], [stepOf(0, 30, 0.2)], moments);
    expect(new Set(barred.outside)).toEqual(new Set(['under 18 years']));
    const withHerd = { ...prediction, offered: [kamp, herd2007] };
    const band = predicted(withHerd, [], [stepOf(0, 60, 0.5)], moments);
    expect(band.low).toEqual(band.plasma);
    expect(band.high).toEqual(band.plasma);
  });

  test('counts full years', () => {
    expect(yearsBetween('1979-03-14', '2026-03-13')).toBe(46);
    expect(yearsBetween('1979-03-14', '2026-03-14')).toBe(47);
    expect(yearsBetween('2008-02-29', '2026-02-28')).toBe(17);
    expect(yearsBetween('2008-02-29', '2026-03-01')).toBe(18);
  });
});
