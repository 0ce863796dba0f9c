import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  floorToStep,
  sameRate,
  toMg,
  toMgPerHour,
  toMgPerKgPerHour,
  toMl,
  toPumpRate,
} from '../../../shared/dosing/convert';
import { kg, mg, mgPerKgPerHour, mgPerMl, ml, mlPerHour } from '../../../shared/units/units';

const weight = kg(70);
const step = { rateStepMlPerHour: mlPerHour(0.01) };

describe('the table of clinical.md 1.4, at 70 kg', () => {
  test.each([
    [0.1, 1.667, 7, 7, 3.5, 1.4, 0.7],
    [0.2, 3.333, 14, 14, 7, 2.8, 1.4],
    [0.35, 5.833, 24.5, 24.5, 12.25, 4.9, 2.45],
    [0.5, 8.333, 35, 35, 17.5, 7, 3.5],
    [0.75, 12.5, 52.5, 52.5, 26.25, 10.5, 5.25],
    [1, 16.667, 70, 70, 35, 14, 7],
  ])('%d mg/kg/h', (rate, mcgPerKgPerMin, mgPerHour, ...mlPerHourAt) => {
    const entered = mgPerKgPerHour(rate);
    expect((entered * 1000) / 60).toBeCloseTo(mcgPerKgPerMin, 3);
    expect(toMgPerHour(entered, weight)).toBeCloseTo(mgPerHour, 9);
    for (const [index, concentration] of [1, 2, 5, 10].entries()) {
      const order = { concentrationMgPerMl: mgPerMl(concentration), dosingWeightKg: weight };
      const pump = toPumpRate(order, step, entered);
      expect(pump.mlPerHour).toBe(mlPerHourAt[index]);
      expect(pump.exact).toBe(true);
      expect(pump.mgPerHour).toBeCloseTo(mgPerHour, 9);
      expect(toMgPerKgPerHour(pump.mlPerHour, mgPerMl(concentration), weight)).toBeCloseTo(rate, 9);
    }
  });

  test('volume and dose', () => {
    expect(toMg(ml(12.25), mgPerMl(2))).toBe(24.5);
    expect(toMl(mg(24.5), mgPerMl(2))).toBe(12.25);
  });
});

describe('rounding for the pump', () => {
  test.each([
    [12.345, 0.01, 12.34],
    [12.349999, 0.01, 12.34],
    [12.35, 0.01, 12.35],
    [0.1 + 0.2, 0.1, 0.3],
    [12.3, 0.1, 12.3],
    [4.35, 0.01, 4.35],
    [1.005, 0.005, 1.005],
    [0.0099, 0.01, 0],
    [99.99, 1, 99],
  ])('%d in steps of %d is %d', (value, by, floor) => {
    expect(floorToStep(value, by)).toBe(floor);
  });

  test('never up by more than binary noise, never down by a whole step', () => {
    const steps = fc.constantFrom(0.001, 0.01, 0.05, 0.1, 1);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1200, noNaN: true }), steps, (value, by) => {
        const floor = floorToStep(value, by);
        expect(floor - value).toBeLessThanOrEqual(by * 2e-7);
        expect(value - floor).toBeLessThan(by * (1 + 1e-6));
        expect(floorToStep(floor, by)).toBe(floor);
      }),
      { numRuns: 5_000 },
    );
  });

  test('a rate is exact only when the pump is asked for the very rate', () => {
    const order = { concentrationMgPerMl: mgPerMl(2), dosingWeightKg: kg(71.3) };
    const asked = toPumpRate(order, step, mgPerKgPerHour(0.35));
    expect(asked.mlPerHour).toBe(12.47);
    expect(asked.exact).toBe(false);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 300, max: 2500 }),
        fc.constantFrom(0.5, 1, 2, 5, 10),
        (hundredths, tenthsOfKg, concentration) => {
          const rate = mgPerKgPerHour(hundredths / 100);
          const its = { concentrationMgPerMl: mgPerMl(concentration), dosingWeightKg: kg(tenthsOfKg / 10) };
          const pump = toPumpRate(its, step, rate);
          // In whole units of 0.001 mg/h, so that no binary fraction takes part in the expectation.
          const hundredthsOfMl = (hundredths * tenthsOfKg) / (concentration * 10);
          expect(pump.mlPerHour).toBe(Math.floor(hundredthsOfMl + 1e-9) / 100);
          expect(pump.exact).toBe(Math.abs(hundredthsOfMl - Math.round(hundredthsOfMl)) < 1e-9);
          expect(pump.mgPerKgPerHour).toBeLessThanOrEqual(rate * (1 + 1e-9));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('two rates are the same only when the pump shows them the same', () => {
    expect(sameRate(12.34, 12.34)).toBe(true);
    expect(sameRate(12.34, 12.35)).toBe(false);
    expect(sameRate(12.3, 12.299999999)).toBe(true);
  });
});
