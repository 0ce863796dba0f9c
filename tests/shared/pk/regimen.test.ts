import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DoseStep } from '../../../shared/pk/dose-step';
import { type AccountColumns, concentrationAt, regimenOf } from '../../../shared/pk/regimen';
import { epochMs } from '../../../shared/time/clock';
import { mgPerMl } from '../../../shared/units/units';

type Row = [t: number, rate: number | null, low: number | null, high?: number | null];

const columns = (rows: readonly Row[]): AccountColumns => ({
  t: rows.map(([t]) => t),
  rateMlPerHour: rows.map(([, rate]) => rate),
  givenLowMl: rows.map(([, , low]) => low),
  givenHighMl: rows.map(([, , low, high]) => (high === undefined ? low : high)),
});
const one = (concentration: number) =>
  [{ from: epochMs(0), concentration: mgPerMl(concentration) }] as const satisfies readonly unknown[];
const regimen = (rows: readonly Row[], concentration = 1) =>
  regimenOf(columns(rows), [...one(concentration)]);
const totals = (dose: readonly DoseStep[]) =>
  dose.reduce(
    ({ low, high }, step) => {
      const min = (step.toMs - step.fromMs) / 60_000;
      return { low: low + step.lowMgPerMin * min, high: high + step.highMgPerMin * min };
    },
    { low: 0, high: 0 },
  );

/** Readings once a second of a pump that gives what it names, its counter rounded down to a thousandth. */
function pump(rates: readonly [untilS: number, mlPerHour: number][], from = { t: 1000, ml: 0 }): Row[] {
  const rows: Row[] = [];
  let { t, ml } = from;
  for (const [until, rate] of rates) {
    for (; t < 1000 + until; t += 1) {
      rows.push([t, rate, Math.floor(ml * 1000 + 1e-9) / 1000]);
      ml += rate / 3600;
    }
  }
  rows.push([t, 0, Math.floor(ml * 1000 + 1e-9) / 1000]);
  return rows;
}

describe('the regimen out of the pump’s account', () => {
  test('SR-131 is the rate that the pump named where its counter agrees, one step for each', () => {
    const dose = regimen(
      pump([
        [60, 0],
        [2460, 52.5],
        [3000, 0],
        [6600, 24.5],
      ]),
      2,
    );
    expect(dose).toHaveLength(2);
    expect(dose[0]).toEqual({
      fromMs: 1_060_000,
      toMs: 3_460_000,
      lowMgPerMin: expect.closeTo(1.75, 9),
      highMgPerMin: expect.closeTo(1.75, 9),
    });
    expect(dose[1]?.highMgPerMin).toBeCloseTo((24.5 * 2) / 60, 9);
  });

  test('SR-131 follows the counter where it says another thing than the rate', () => {
    // Named 30 mL/h; the line is blocked for ten minutes and then gives it back at once.
    const rows: Row[] = [];
    for (let s = 0; s <= 1800; s += 1) {
      const blocked = s > 600 && s <= 1200;
      rows.push([s, 30, blocked ? 5 : (s / 3600) * 30]);
    }
    const dose = regimen(rows);
    expect(totals(dose).high).toBeCloseTo(15, 1);
    const during = dose.filter(({ fromMs, toMs }) => fromMs >= 610_000 && toMs <= 1_190_000);
    expect(totals(during).high).toBeLessThan(0.02);
    const back = dose.find(({ fromMs, toMs }) => toMs - fromMs <= 3_000 && fromMs >= 1_190_000);
    expect(back?.highMgPerMin).toBeGreaterThan(60);
  });

  test('SR-131 a silence is bridged by what the counter rose', () => {
    const before = pump([[300, 20]]).slice(0, -1);
    const rows: Row[] = [...before, [1310, null, null], [1900, 20, 4]];
    const dose = regimen(rows);
    expect(totals(dose).high).toBeCloseTo(4, 1);
    const gap = dose.find(({ toMs }) => toMs === 1_900_000);
    expect(gap?.fromMs).toBeLessThanOrEqual(1_300_000);
    const silent = ((4 - 299 / 180) / (1900 - 1299)) * 60;
    expect(gap?.highMgPerMin).toBeCloseTo(silent, 2);
  });

  test('SR-131 keeps both ends where a reset widened the range, and gives the upper one its own stretch', () => {
    const rows: Row[] = [
      [0, 30, 0],
      [60, 30, 0.5],
      // Silent for four minutes, then counting from zero: up to 2 mL more may have gone in before.
      [300, 30, 0.6, 2.6],
      [360, 30, 1.1, 3.1],
    ];
    const dose = regimen(rows, 2);
    expect(totals(dose).low).toBeCloseTo(2.2, 2);
    expect(totals(dose).high - totals(dose).low).toBeCloseTo(4, 9);
    const wide = dose.filter(({ lowMgPerMin, highMgPerMin }) => highMgPerMin > lowMgPerMin);
    expect(wide.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([[60_000, 300_000]]);
  });

  test('SR-131 counts each syringe with its own concentration, across the change with both', () => {
    const rows: Row[] = [
      [0, 60, 0],
      [60, 60, 1],
      [120, 0, 1.5],
      [180, 60, 1.5],
      [240, 60, 2.5],
    ];
    const loaded = [
      { from: epochMs(0), concentration: mgPerMl(1) },
      { from: epochMs(90_000), concentration: mgPerMl(2) },
    ] as const;
    const dose = regimenOf(columns(rows), [...loaded]);
    expect(totals(dose)).toEqual({ low: expect.closeTo(1 + 0.5 + 2, 2), high: expect.closeTo(1 + 1 + 2, 2) });
    expect(concentrationAt([...loaded], epochMs(-5))).toBe(1);
    expect(concentrationAt([...loaded], epochMs(90_000))).toBe(2);
  });

  test('SR-131 what stood in the counter before the first line is no dose of this session', () => {
    expect(regimen([])).toEqual([]);
    expect(regimen([[10, 0, 3]])).toEqual([]);
    expect(totals(regimen([...pump([[60, 30]], { t: 1000, ml: 3 })])).high).toBeCloseTo(0.5, 2);
  });

  const account = fc.array(
    fc.record({
      afterMs: fc.integer({ min: 1, max: 120_000 }),
      riseMl: fc.double({ min: 0, max: 1, noNaN: true }),
      excessMl: fc.oneof(
        { weight: 5, arbitrary: fc.constant(0) },
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      rate: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      silent: fc.boolean(),
    }),
    { maxLength: 60 },
  );
  test('SR-131 over any account the sum is the counter’s, steps rise in time, never overlap, and low is below high', () => {
    fc.assert(
      fc.property(account, fc.double({ min: 0.5, max: 10, noNaN: true }), (parts, concentration) => {
        let [t, low, high] = [0, 0, 0];
        const rows: Row[] = [[0, null, 0]];
        for (const { afterMs, riseMl, excessMl, rate, silent } of parts) {
          t += afterMs / 1000;
          low += riseMl;
          high += riseMl + excessMl;
          rows.push(silent ? [t, null, null] : [t, rate, low, high]);
        }
        rows.push([t + 1, null, low, high]);
        const dose = regimen(rows, concentration);
        const sum = totals(dose);
        expect(Math.abs(sum.low - low * concentration)).toBeLessThanOrEqual(0.0101 * concentration);
        expect(Math.abs(sum.high - high * concentration)).toBeLessThanOrEqual(0.0101 * concentration);
        dose.forEach((step, index) => {
          expect(step.toMs).toBeGreaterThan(step.fromMs);
          expect(step.fromMs).toBeGreaterThanOrEqual(dose[index - 1]?.toMs ?? 0);
          expect(step.highMgPerMin).toBeGreaterThanOrEqual(step.lowMgPerMin);
        });
      }),
      { numRuns: 2_000 },
    );
  });
});
