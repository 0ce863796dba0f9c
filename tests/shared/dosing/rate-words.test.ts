import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadWords, rateDecimals, writtenNumber } from '../../../shared/dosing/rate-words';
import { orderedDecimals, rateWrittenIn } from '../../../shared/dosing/units-of-rate';
import { formatNumber } from '../../../shared/units/format';
import { kg, mgPerKgPerHour, minutes } from '../../../shared/units/units';
import { orderOf } from '../values';

const written = (unit: 'mg/kg/h' | 'mg/h' | 'mcg/kg/min', value: number, weight = 80) => {
  const rate = rateWrittenIn(value, unit, kg(weight));
  return orderOf({
    orderedUnit: unit,
    dosingWeightKg: kg(weight),
    steps: [{ fromMinute: minutes(0), rateMgPerKgPerHour: rate }],
    maxRateMgPerKgPerHour: rate,
  });
};

describe('a rate in the unit of its order', () => {
  it.each([
    ['mg/kg/h', 0.35, '0.35 mg/kg/h', 2],
    ['mg/kg/h', 0.3125, '0.31 mg/kg/h', 4],
    ['mg/h', 22, '22 mg/h', 1],
    ['mcg/kg/min', 12.5, '12.5 mcg/kg/min', 2],
  ] as const)('%s %d reads %s, typed with %d digits after the point', (unit, value, words, decimals) => {
    const order = written(unit, value);
    expect(leadWords(order, order.maxRateMgPerKgPerHour)).toBe(words);
    expect(rateDecimals(order)).toBe(decimals);
    expect(writtenNumber(order, order.maxRateMgPerKgPerHour)).toBe(String(value));
  });

  it('has the digits it was written with, through every unit: leading zero, no trailing zero, mcg (SR-041, SR-042)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('mg/kg/h' as const, 'mg/h' as const, 'mcg/kg/min' as const),
        fc.integer({ min: 1, max: 400_000 }),
        fc.integer({ min: 300, max: 2500 }),
        (unit, digits, tenths) => {
          const value = digits / 10 ** orderedDecimals[unit];
          const order = written(unit, value, tenths / 10);
          const text = writtenNumber(order, order.maxRateMgPerKgPerHour);
          expect(text).toBe(formatNumber(value, orderedDecimals[unit]));
          expect(text).toMatch(/^(0|[1-9]\d*)(\.\d*[1-9])?$/);
          expect(leadWords(order, mgPerKgPerHour(0.1))).not.toMatch(/[µμ]|ug/);
        },
      ),
    );
  });
});
