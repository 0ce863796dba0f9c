import { describe, expect, it } from 'vitest';
import { isBounce } from '../../../renderer/parts/keypad-entry';
import { conversionsOf } from '../../../shared/dosing/order-entry';
import { rateWrittenIn } from '../../../shared/dosing/units-of-rate';
import { cm, kg, mg, minutes } from '../../../shared/units/units';
import { doseRows, orderRows } from '../../../shared/words/order-rows';
import { orderOf } from '../../shared/values';

const rate = rateWrittenIn(22, 'mg/h', kg(70.5));
const order = orderOf({
  orderedUnit: 'mg/h',
  steps: [{ fromMinute: minutes(0), rateMgPerKgPerHour: rate }],
  maxRateMgPerKgPerHour: rate,
  totalMg: mg(88),
  dosingWeightKg: kg(70.5),
  weightBasis: 'ideal',
  weightFormulaSex: 'male',
  measuredWeightKg: kg(95),
  heightCm: cm(175),
  weightAsRead: { value: 209.4, unit: 'lb' },
});

describe('an order in words', () => {
  it('says drug, concentration, volume, weight with basis, rate in both units and total, all at once (SR-005, SR-007)', () => {
    const words = Object.fromEntries(doseRows(order));
    expect(words.Drug).toBe('Ketamine 2 mg/mL');
    expect(words.Volume).toBe('50 mL in saline, 100 mg');
    expect(words['Dosing weight']).toContain('70.5 kg dosing, ideal; 95 kg measured');
    expect(words['Dosing weight']).toContain('read as 209.4 lb, height 175 cm. Devine, male');
    expect(words.Rate).toBe('22 mg/h = 11 mL/h');
    expect(words['Planned total']).toContain('88 mg');
  });

  it('carries a unit beside every number, no trailing zero, a leading zero, and mcg (SR-040, SR-041, SR-042)', () => {
    for (const [, words] of orderRows(order)) {
      expect(words).not.toMatch(/(^|[^\d])\.\d/);
      expect(words).not.toMatch(/\d\.\d*0(?!\d)/);
      expect(words).not.toMatch(/[µμ]/);
    }
    for (const [name, words] of doseRows(order))
      expect(words, name).toMatch(/\d (mg|mL|kg|mg\/h|mg\/mL|mL\/h)/);
  });

  it('recomputes the volume rate from the dose rate; the two are never one field (SR-045)', () => {
    const [before] = conversionsOf(order);
    const faster = rateWrittenIn(24, 'mg/h', kg(70.5));
    const [after] = conversionsOf({
      ...order,
      steps: [{ fromMinute: minutes(0), rateMgPerKgPerHour: faster }],
      maxRateMgPerKgPerHour: faster,
    });
    expect([before?.mlPerHour, after?.mlPerHour].map((value) => value?.toFixed(6))).toEqual([
      '11.000000',
      '12.000000',
    ]);
  });
});

describe('a key that bounces (SR-048)', () => {
  const press = (key: string, atMs: number) => ({ key, atMs });
  it.each([
    [null, press('1', 0), false, false],
    [press('1', 0), press('1', 199), false, true],
    [press('1', 0), press('1', 200), false, false],
    [press('1', 0), press('2', 10), false, false],
    [press('1', 0), press('1', 5_000), true, true],
  ])('%j then %j, held %s: %s', (last, next, held, bounced) => {
    expect(isBounce(last, next, held)).toBe(bounced);
  });
});
