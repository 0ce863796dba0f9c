import { describe, expect, test } from 'vitest';
import type { OrderedUnit } from '../../../shared/dosing/order';
import { checkPrepared } from '../../../shared/ledger/arithmetic';
import { foldLedger } from '../../../shared/ledger/fold';
import { checkOrder, checkSyringe, rateSlips, weightSlip } from '../../../shared/limits/check';
import { epochMs } from '../../../shared/time/clock';
import { kg, type MgPerMl, mg, mgPerKgPerHour, mgPerMl, minutes, ml } from '../../../shared/units/units';
import { limits, nurse, orderOf, syringe } from '../session-kit';

/** Every error that clinical.md 1.4 names, tried where a person would make it, and the words that meet it. */

const rate = (perHour: number, concentration: MgPerMl, total = 100) =>
  orderOf({
    concentrationMgPerMl: concentration,
    totalMg: mg(total),
    durationMin: minutes(240),
    steps: [{ fromMinute: minutes(0), rateMgPerKgPerHour: mgPerKgPerHour(perHour / 70) }],
    maxRateMgPerKgPerHour: mgPerKgPerHour((perHour / 70) * 1.2),
  });
/** 70 kg: 0.35 mg/kg/h, 24.5 mg/h, 5.83 mcg/kg/min; 4.9 mL/h at 5 mg/mL. */
const usual = rate(24.5, mgPerMl(5), 98);

describe('the errors of size that are known from pumps, typed in a rate field (SR-046)', () => {
  test.each<[string, number, OrderedUnit, typeof usual, RegExp]>([
    ['41.7 keyed for 4.17', 41.7, 'mg/h', rate(4.17, mgPerMl(1), 17), /ten times the ordered rate/],
    [
      '28.8 for 1.2, the volume of 24 h',
      28.8,
      'mg/h',
      rate(1.2, mgPerMl(1), 5),
      /amount of 24 hours, not the amount of one hour/,
    ],
    [
      'mg/kg/h as mcg/kg/min, x16.7',
      0.35,
      'mcg/kg/min',
      usual,
      /an ordered rate in mg\/kg\/h\. This field is mcg\/kg\/min/,
    ],
    [
      'mcg/kg/min as mg/kg/h',
      5.83,
      'mg/kg/h',
      usual,
      /an ordered rate in mcg\/kg\/min\. This field is mg\/kg\/h/,
    ],
    [
      'mcg/kg/h as mcg/kg/min, x60',
      350,
      'mcg/kg/min',
      usual,
      /an ordered rate in mcg\/kg\/h\. This field is mcg\/kg\/min/,
    ],
    [
      'mg/h as mg/kg/h, x weight',
      24.5,
      'mg/kg/h',
      usual,
      /an ordered rate in mg\/h\. This field is mg\/kg\/h/,
    ],
    ['mg/kg/h as mg/h', 0.35, 'mg/h', usual, /an ordered rate in mg\/kg\/h\. This field is mg\/h/],
    ['mL/h as mg/h, x concentration', 4.9, 'mg/h', usual, /an ordered rate in mL\/h\. This field is mg\/h/],
    ['a decimal slip up', 245, 'mg/h', usual, /ten times the ordered rate/],
    ['a decimal slip down', 2.45, 'mg/h', usual, /a tenth of the ordered rate/],
  ])('%s', (_, value, unit, order, words) => {
    const said = rateSlips({ value, unit, order, presentMgPerKgPerHour: null }).join(' ');
    expect(said).toMatch(words);
  });

  test('the right number in its own unit is called no slip', () => {
    for (const [value, unit] of [
      [24.5, 'mg/h'],
      [0.35, 'mg/kg/h'],
      [5.83, 'mcg/kg/min'],
    ] as const)
      expect(rateSlips({ value, unit, order: usual, presentMgPerKgPerHour: null })).toEqual([]);
  });
});

test('pounds as kilograms, x2.2, are told beside the weight that is known (SR-046)', () => {
  expect(weightSlip(154.3, kg(70))).toBe('154.3 kg is 70 kg in pounds. This field is kilograms.');
});

describe('a concentration that is not what is in the syringe (SR-023)', () => {
  const hard = (concentration: number) =>
    checkOrder(orderOf({ concentrationMgPerMl: mgPerMl(concentration) }), limits)
      .filter(({ rule, severity }) => rule === 'concentration' && severity === 'hard')
      .map(({ words }) => words)
      .join();

  test('programmed lower than can be meant: past the hard minimum', () => {
    expect(hard(0.2)).toContain('under the hard limit of 0.5 mg/mL. Smallest: 0.5 mg/mL');
  });

  test('programmed lower than the label: refused with how much the pump would give', () => {
    const words = checkSyringe(usual, { ...syringe, concentrationMgPerMl: mgPerMl(10) }, '2030-01-07').join();
    expect(words).toContain('The syringe is 2 times as strong: the pump would give 2 times the dose');
    expect(words).toContain('Do not use this syringe');
  });

  test('100 mg/mL undiluted: past the hard maximum', () => {
    expect(hard(100)).toContain('over the hard limit of 10 mg/mL. Largest: 10 mg/mL');
  });
});

describe('a vial of another strength, as the syringe is entered (SR-164)', () => {
  /** What is said of a syringe made from one vial. */
  const made = (vialMgPerMl: number, drawnMl: number, label: { mgPerMl: number; volumeMl: number }) => {
    const vial = {
      ...{ drug: 'ketamine', lot: 'L1', expires: '2030-06-30' },
      ...{ strengthMgPerMl: mgPerMl(vialMgPerMl), volumeMl: ml(20) },
    };
    const entry = { kind: 'received', entryId: 'e1', vialId: 'V1', by: nurse, vial } as const;
    const ledger = foldLedger([{ seq: 1, at: epochMs(0), entry }], []);
    return checkPrepared(
      ledger,
      {
        ...{ drug: 'ketamine', diluent: 'NaCl 0.9 %', draws: [{ vialId: 'V1', volumeMl: ml(drawnMl) }] },
        ...{ concentrationMgPerMl: mgPerMl(label.mgPerMl), volumeMl: ml(label.volumeMl) },
      },
      '2030-01-07',
    ).join();
  };

  test.each<[string, number, number, { mgPerMl: number; volumeMl: number }, string]>([
    [
      '950 mg for 95 mg: 100 for 10 mg/mL',
      100,
      9.5,
      { mgPerMl: 1.9, volumeMl: 50 },
      '950 mg were drawn, the label says 95 mg: 10 times too much',
    ],
    [
      '150 mg for 30 mg: 50 for 10 mg/mL',
      50,
      3,
      { mgPerMl: 1, volumeMl: 30 },
      '150 mg were drawn, the label says 30 mg: 5 times too much',
    ],
    [
      'five-fold from a multi-dose vial',
      50,
      10,
      { mgPerMl: 2, volumeMl: 50 },
      '5 times too much. Look at the strength on the vial',
    ],
    [
      'ten-fold',
      100,
      10,
      { mgPerMl: 2, volumeMl: 50 },
      '10 times too much. Look at the strength on the vial',
    ],
    [
      '100 mg/mL drawn up as it is',
      100,
      5,
      { mgPerMl: 100, volumeMl: 5 },
      '100 mg/mL is never given undiluted',
    ],
  ])('%s', (_, vialMgPerMl, drawnMl, label, words) => {
    expect(made(vialMgPerMl, drawnMl, label)).toContain(words);
  });
});
