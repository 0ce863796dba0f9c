import { describe, expect, it } from 'vitest';
import {
  dosingWeight,
  idealWeightKg,
  toTenths,
  weightDoubt,
  weightInKg,
} from '../../../shared/dosing/weight';
import { epochMs } from '../../../shared/time/clock';
import { cm, kg } from '../../../shared/units/units';

describe('the dosing weight', () => {
  it('is Devine for 175 cm, male: 70.465 kg', () => {
    expect(idealWeightKg('male', cm(175))).toBeCloseTo(70.465, 3);
    expect(idealWeightKg('female', cm(175))).toBeCloseTo(65.965, 3);
  });

  it('begins at 152.4 cm and says nothing below', () => {
    expect(idealWeightKg('male', cm(152.4))).toBeCloseTo(50, 9);
    expect(idealWeightKg('male', cm(152))).toBeNull();
  });

  const given = { measuredKg: kg(90), heightCm: cm(175), sex: 'male' } as const;
  it('names its formula and every number in it', () => {
    const ideal = dosingWeight({ ...given, basis: 'ideal' });
    expect(ideal).toMatchObject({ kind: 'weight', kg: 70.5 });
    expect(ideal.words).toBe('Devine, male, 175 cm: 50 + 2.3 × (175 / 2.54 − 60) = 70.465 kg');
    const adjusted = dosingWeight({ ...given, basis: 'adjusted' });
    expect(adjusted).toMatchObject({ kind: 'weight', kg: 78.3 });
    expect(adjusted.words).toContain('70.465 + 0.4 × (90 − 70.465) = 78.279 kg');
    expect(dosingWeight({ ...given, basis: 'actual' })).toMatchObject({ kg: 90, exactKg: 90 });
  });

  it.each([
    ['no height', { heightCm: null }, 'needs the height'],
    ['no sex of the formula', { sex: null }, 'male or female'],
    ['a height below the formula', { heightCm: cm(140) }, 'begins at 152.4 cm'],
    ['more than the patient weighs', { measuredKg: kg(60) }, 'over the measured 60 kg'],
  ] as const)('is refused with %s', (_what, change, words) => {
    for (const basis of ['ideal', 'adjusted'] as const) {
      const found = dosingWeight({ ...given, ...change, basis });
      expect(found.kind).toBe('refused');
      expect(found.words).toContain(words);
    }
  });
});

describe('a weight in pounds (SR-007)', () => {
  it('is converted once, by the pound of the definition', () => {
    expect(weightInKg({ value: 180, unit: 'lb' })).toBeCloseTo(81.6466266, 9);
    expect(toTenths(weightInKg({ value: 180, unit: 'lb' }))).toBe(81.6);
    expect(weightInKg({ value: 81.6, unit: 'kg' })).toBe(81.6);
  });
});

describe('a weight far from the last one (SR-008)', () => {
  const last = { lastKg: kg(70), lastAt: epochMs(0) };
  it.each([
    [77, null],
    [63, null],
    [77.1, 10.142857142857142],
    [62.9, -10.142857142857142],
    // Kilograms read as pounds, and the other way round.
    [154.3, 120.42857142857144],
    [31.8, -54.57142857142857],
  ])('%d kg after 70 kg', (measured, differencePercent) => {
    const doubt = weightDoubt(kg(measured), last, 10);
    if (differencePercent === null) return expect(doubt).toBeNull();
    expect(doubt?.lastKg).toBe(70);
    expect(doubt?.differencePercent).toBeCloseTo(differencePercent, 9);
  });
  it('needs a last one', () => {
    expect(weightDoubt(kg(70), null, 10)).toBeNull();
  });
});
