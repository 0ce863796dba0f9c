import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatDuration,
  formatIn,
  formatNumber,
  formatShare,
  formatTimer,
  roundHalfEven,
  withUnit,
} from '../../../shared/units/format';
import { parseNumber } from '../../../shared/units/parse';
import { kg, mg, ml } from '../../../shared/units/units';

describe('a number as the clinic reads it (SR-041)', () => {
  test.each([
    [0.35, 2, '0.35'],
    [0.5, 2, '0.5'],
    [1, 1, '1'],
    [10, 0, '10'],
    [100, 2, '100'],
    [45.0, 1, '45'],
    [0, 2, '0'],
    [-0, 2, '0'],
    [0.004, 2, '0'],
    [-0.004, 2, '0'],
    [-1, 0, '−1'],
    [-0.5, 1, '−0.5'],
    [1200, 2, '1200'],
    [12345.6, 1, '12345.6'],
    // Half to even, on the digits that a person sees and not on binary noise.
    [0.125, 2, '0.12'],
    [0.375, 2, '0.38'],
    [2.5, 0, '2'],
    [3.5, 0, '4'],
    [-2.5, 0, '−2'],
    [1.005, 2, '1'],
    [1.015, 2, '1.02'],
    [2.675, 2, '2.68'],
    [0.1 + 0.2, 2, '0.3'],
    [24.500000000000004, 1, '24.5'],
  ])('%d at %d decimals is %s', (value, decimals, text) => {
    expect(formatNumber(value, decimals)).toBe(text);
  });

  test.each([
    [0, '0'],
    [0.0004, '< 1'],
    [0.0099, '< 1'],
    [0.01, '1'],
    [0.014, '1'],
    [0.5, '50'],
    [0.99, '99'],
    [0.9951, '> 99'],
    [1, '100'],
    [1.02, '102'],
  ])(
    'a share of %d is %s percent: a dose that was begun is never 0, one that is not all is never 100',
    (share, text) => {
      expect(formatShare(share)).toBe(text);
    },
  );

  test('no text ever has a trailing zero after a point, a naked point or a sign before zero', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -9999, max: 9999, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        (value, decimals) => {
          expect(formatNumber(value, decimals)).toMatch(/^(−(?!0$))?\d+(\.\d*[1-9])?$/);
        },
      ),
    );
  });

  test('rounding moves by half a step at most, and what is rounded stays', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -9999, max: 9999, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        (value, decimals) => {
          const rounded = roundHalfEven(value, decimals);
          expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5 / 10 ** decimals + 1e-9);
          expect(roundHalfEven(rounded, decimals)).toBeCloseTo(rounded, 10);
        },
      ),
    );
  });

  test('units stand behind a space, with their own decimals', () => {
    expect(withUnit(0.35, 'mg/kg/h')).toBe('0.35 mg/kg/h');
    expect(withUnit(24.46, 'mg/h')).toBe('24.5 mg/h');
    expect(withUnit(12.25, 'mL/h')).toBe('12.25 mL/h');
    expect(formatIn(97.5, '%')).toBe('98');
  });

  test.each([
    [0.04, 'mg', '0.04 mg'],
    [0.004, 'mg', '0.004 mg'],
    [0.06, 'mg', '0.1 mg'],
    [-0.02, 'mg', '−0.02 mg'],
    [0.0005, 'mg/kg', '0.0005 mg/kg'],
    [0.02, 'mL', '0.02 mL'],
    [0.004, 'mg/kg/h', '0.004 mg/kg/h'],
    // Binary noise is nothing.
    [1e-9, 'mg', '0 mg'],
    [0, 'mL', '0 mL'],
    // A pulse is no amount of drug.
    [0.3, '/min', '0 /min'],
  ] as const)('%d %s, too little for the usual decimals, is not written as nothing', (value, unit, text) => {
    expect(withUnit(value, unit)).toBe(text);
  });

  test.each([
    [0, '0 s', '0:00'],
    [999, '0 s', '0:00'],
    [59_999, '59 s', '0:59'],
    [60_000, '1 min', '1:00'],
    [3_599_999, '59 min', '59:59'],
    [3_600_000, '1 h 00 min', '1:00:00'],
    [7_380_000, '2 h 03 min', '2:03:00'],
    [-5, '0 s', '0:00'],
  ])('%d ms', (ms, duration, timer) => {
    expect(formatDuration(ms)).toBe(duration);
    expect(formatTimer(ms)).toBe(timer);
  });
});

describe('a typed number (SR-043, SR-044)', () => {
  test.each([
    ['0.35', 2, 0.35],
    ['0', 2, 0],
    ['12', 0, 12],
    ['007', 0, 7],
    ['0.50', 2, 0.5],
    ['100.25', 2, 100.25],
  ])('%s is taken', (text, decimals, value) => {
    expect(parseNumber(text, decimals)).toEqual({ kind: 'number', value });
  });

  test.each([
    ['', 'Nothing'],
    ['1,5', 'comma'],
    ['1,000', 'comma'],
    ['.5', 'zero before'],
    ['.', 'zero before'],
    ['5.', 'after the point'],
    ['1..2', 'two points'],
    ['1.2.3', 'two points'],
    ['..', 'two points'],
    ['1e3', 'Only digits'],
    ['1E3', 'Only digits'],
    ['-1', 'Only digits'],
    ['+1', 'Only digits'],
    ['−1', 'Only digits'],
    [' 1', 'Only digits'],
    ['1 ', 'Only digits'],
    ['1 000', 'Only digits'],
    ['0x10', 'Only digits'],
    ['Infinity', 'Only digits'],
    ['NaN', 'Only digits'],
    ['١٢', 'Only digits'],
    ['1\n', 'Only digits'],
    ['0.123', 'At most 2'],
  ])('%j is refused: %s', (text, words) => {
    const parsed = parseNumber(text, 2);
    expect(parsed.kind).toBe('refused');
    if (parsed.kind === 'refused') expect(parsed.words).toContain(words);
  });

  test('decimals where none are taken', () => {
    expect(parseNumber('1.0', 0)).toEqual({ kind: 'refused', words: 'Whole numbers only.' });
  });

  test('whatever is typed, it is the number it reads as or it is refused', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'0123456789.,eE+- xN'), maxLength: 8 });
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseNumber(text, 2);
        if (parsed.kind === 'refused') return;
        expect(text).toMatch(/^\d+(\.\d{1,2})?$/);
        expect(parsed.value).toBe(Number(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('what is shown can be typed again and is the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (hundredths) => {
        const text = formatNumber(hundredths / 100, 2);
        expect(parseNumber(text, 2)).toEqual({ kind: 'number', value: Number(text) });
      }),
    );
  });
});

test('a quantity is a finite number or an error, never silently something else', () => {
  for (const make of [mg, ml, kg]) {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => make(bad)).toThrow(RangeError);
    }
  }
});
