import { describe, expect, test } from 'vitest';
import type { OrderedUnit } from '../../../shared/dosing/order';
import {
  checkOrder,
  checkSyringe,
  concentrationSlip,
  orderSlips,
  rateSlips,
  weightSlip,
} from '../../../shared/limits/check';
import { kg, type MgPerKgPerHour, mg, mgPerKgPerHour, mgPerMl, minutes } from '../../../shared/units/units';
import { limits, orderOf, syringe } from '../session-kit';

/** 70 kg at 5 mg/mL, 0.35 mg/kg/h: 24.5 mg/h, 4.9 mL/h, 5.83 mcg/kg/min; 98 mg in 4 h. */
const order = orderOf({ concentrationMgPerMl: mgPerMl(5), totalMg: mg(98) });
const slip = (value: number, unit: OrderedUnit = 'mg/kg/h', present: number | null = 0.35): string =>
  rateSlips({
    value,
    unit,
    order,
    presentMgPerKgPerHour: present === null ? null : (present as MgPerKgPerHour),
  }).join(' ');

describe('the documented slips of a rate are named (SR-046)', () => {
  test.each<[string, number, OrderedUnit, string]>([
    [
      'mcg/kg/min typed as mg/kg/h, x16.7',
      5.83,
      'mg/kg/h',
      'the present rate in mcg/kg/min. This field is mg/kg/h',
    ],
    [
      'mg/kg/h typed as mcg/kg/min',
      0.35,
      'mcg/kg/min',
      'the present rate in mg/kg/h. This field is mcg/kg/min',
    ],
    ['mcg/kg/h typed as mcg/kg/min, x60', 350, 'mcg/kg/min', 'in mcg/kg/h. This field is mcg/kg/min'],
    ['mg/h typed as mg/kg/h, x weight', 24.5, 'mg/kg/h', 'in mg/h. This field is mg/kg/h'],
    ['mg/kg/h typed as mg/h', 0.35, 'mg/h', 'in mg/kg/h. This field is mg/h'],
    ['mL/h typed as mg/h, x concentration', 4.9, 'mg/h', 'in mL/h. This field is mg/h'],
    ['mL/h typed as mg/kg/h', 4.9, 'mg/kg/h', 'in mL/h. This field is mg/kg/h'],
    ['ten times', 3.5, 'mg/kg/h', 'ten times the present rate'],
    ['a tenth', 0.035, 'mg/kg/h', 'a tenth of the present rate'],
    ['41.7 for 4.17', 41.7, 'mg/kg/h', 'ten times'],
    ['the total typed as an hourly rate', 98, 'mg/h', "the order's total in mg, not the amount of one hour"],
    [
      'the volume typed as an hourly rate',
      19.6,
      'mg/h',
      "the order's volume in mL, not the amount of one hour",
    ],
    ['the amount of 24 h typed as an hourly rate', 588, 'mg/h', 'the amount of 24 hours'],
    ['the amount of 24 h per kg', 8.4, 'mg/kg/h', 'the amount of 24 hours'],
  ])('%s', (_, value, unit, words) => {
    expect(slip(value, unit)).toContain(words);
  });

  test('before the start the ordered rate is what a number is held against', () => {
    expect(slip(5.83, 'mg/kg/h', null)).toContain('an ordered rate in mcg/kg/min');
    expect(slip(3.5, 'mg/kg/h', null)).toContain('ten times the ordered rate');
    // Far from the present rate, and just as ordered.
    expect(slip(0.35, 'mg/kg/h', 0.03)).toBe('');
    // Near the present rate, though that is far from the order.
    expect(slip(3.5, 'mg/kg/h', 3)).toContain('ten times the ordered rate');
  });

  test.each([0.35, 0.3, 0.4, 0.6, 0.2, 0.25, 0, Number.NaN])('%d mg/kg/h is no slip', (value) => {
    expect(slip(value)).toBe('');
  });
});

describe('a weight, a syringe and an order that do not fit (SR-046)', () => {
  test.each([
    [154.3, 70, '70 kg in pounds'],
    [31.8, 70, 'taken for pounds'],
    [700, 70, 'ten times'],
    [7, 70, 'a tenth'],
    [72, 70, null],
    [70, 70, null],
  ])('%d kg beside %d kg', (typed, recorded, words) => {
    if (words === null) expect(weightSlip(typed, kg(recorded))).toBeNull();
    else expect(weightSlip(typed, kg(recorded))).toContain(words);
  });

  test.each([
    [10, 100, '10 times the dose'],
    [10, 50, '5 times the dose'],
    [2, 10, '5 times the dose'],
    [10, 2, '20 % of the dose'],
    [2, 2, null],
  ])('programmed %d mg/mL, syringe %d mg/mL', (programmed, label, words) => {
    const said = concentrationSlip(mgPerMl(programmed), mgPerMl(label));
    if (words === null) expect(said).toBeNull();
    else expect(said).toContain(words);
  });

  test('a stronger syringe than the order says is refused with what would happen', () => {
    const words = checkSyringe(order, { ...syringe, concentrationMgPerMl: mgPerMl(50) }, '2030-01-07').join();
    expect(words).toContain('10 times the dose');
    expect(words).toContain('Do not use this syringe');
  });

  test('a vial taken for an infusate is past the hard limit', () => {
    for (const vial of [50, 100])
      expect(
        checkOrder(orderOf({ concentrationMgPerMl: mgPerMl(vial) }), limits).some(
          ({ rule, severity }) => rule === 'concentration' && severity === 'hard',
        ),
      ).toBe(true);
  });

  test('pounds as kilograms, and a total out by ten', () => {
    const told = (...of: Parameters<typeof orderSlips>) =>
      orderSlips(...of)
        .map(({ at, words }) => `${at}: ${words}`)
        .join();
    const pounds = orderOf({ dosingWeightKg: kg(154.3) });
    expect(told(pounds)).toContain('weight: Dosing weight: 154.3 kg is 70 kg in pounds');
    expect(told(orderOf({ totalMg: mg(950) }))).toContain('ten times');
    expect(told(orderOf({ totalMg: mg(9.5) }))).toContain('ten times');
    expect(orderSlips(orderOf())).toEqual([]);
    const steps = [0.35, 3.5].map((rate, at) => ({
      fromMinute: minutes(at * 30),
      rateMgPerKgPerHour: mgPerKgPerHour(rate),
    }));
    expect(told(orderOf({ steps }))).toContain('step-1: Step from 30 min');
  });
});
