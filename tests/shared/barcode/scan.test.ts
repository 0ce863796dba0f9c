import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigitHolds, dateOf, readElements } from '../../../shared/barcode/gs1';
import { readScan } from '../../../shared/barcode/scan';

const GS = '\u001d';
const read = (text: string) => readScan(text, 2026);

/** The digits with their check digit. */
function withCheck(digits: string): string {
  for (let last = 0; last < 10; last += 1) if (checkDigitHolds(`${digits}${last}`)) return `${digits}${last}`;
  throw new Error('no check digit');
}

describe('check digits', () => {
  // Examples of the GS1 General Specifications and of packs on the market.
  test.each(['00614141999996', '09506000134352', '04012345678901', '106141412345678908', '4006381333931'])(
    '%s holds',
    (digits) => expect(checkDigitHolds(digits)).toBe(true),
  );

  test('one wrong digit is always seen', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{13}$/),
        fc.nat(13),
        fc.integer({ min: 1, max: 9 }),
        (digits, at, by) => {
          const whole = withCheck(digits);
          const spoiled = [...whole].map((d, i) => (i === at ? String((Number(d) + by) % 10) : d)).join('');
          expect(checkDigitHolds(spoiled)).toBe(false);
        },
      ),
    );
  });
});

describe('labels and wristbands as scanners type them', () => {
  const product = { kind: 'product', gtin: '09506000134352', serial: null };
  test.each<[string, string, object]>([
    [
      'GS1 DataMatrix with prefix: GTIN, expiry, lot',
      ']d201095060001343521720123110LOT7',
      { ...product, lot: 'LOT7', expires: '2020-12-31' },
    ],
    [
      'without a prefix, lot before expiry with a separator',
      `010950600013435210ABC-1${GS}17271200`,
      { ...product, lot: 'ABC-1', expires: '2027-12-31' },
    ],
    [
      'GS1-128, a serial number, an identifier that we do not use',
      `]C1010950600013435221SN1${GS}7110012345${GS}17280229`,
      { ...product, serial: 'SN1', lot: null, expires: '2028-02-29' },
    ],
    ['a leading FNC1', `${GS}0109506000134352`, { ...product, lot: null, expires: null }],
    [
      'a patient by GSRN',
      `]d28018${withCheck('95060001343520000')}`,
      { kind: 'patient', number: withCheck('95060001343520000'), birthDate: null },
    ],
    [
      'a patient by GSRN and birth date',
      `]d28018${withCheck('95060001343520000')}${GS}725019790314`,
      { kind: 'patient', number: withCheck('95060001343520000'), birthDate: '1979-03-14' },
    ],
    [
      'a provider',
      `8017${withCheck('95060001343520001')}`,
      { kind: 'provider', number: withCheck('95060001343520001') },
    ],
    ['Code 128 with its prefix', ']C0TEST-0417', { kind: 'plain', text: 'TEST-0417' }],
    ['Code 128 bare', 'TEST-0417', { kind: 'plain', text: 'TEST-0417' }],
    ['a record number of digits only', '0104170', { kind: 'plain', text: '0104170' }],
  ])('%s', (_, text, scan) => {
    expect(read(text)).toEqual(scan);
  });

  test.each([
    ['a wrong check digit', ']d20109506000134353', /product number/],
    ['a wrong check digit without a prefix', '0109506000134353', /product number/],
    ['a month 13', ']d2010950600013435217271301', /expiry/],
    ['a 30 February', ']d2010950600013435217270230', /expiry/],
    ['an expiry cut short', ']d20109506000134352172712', /too early/],
    ['two lots', `]d2010950600013435210A${GS}10B`, /two things/],
    ['nothing', ']d2', /empty/],
    ['nothing but spaces', '  ', /empty/],
    ['an identifier that does not exist', ']d20509506000134352', /divided/],
    ['a lot alone', ']d210LOT7', /neither/],
    ['a birth date that is none', `]d28018${withCheck('95060001343520000')}${GS}725019790231`, /birth date/],
  ])('%s is refused in words', (_, text, words) => {
    expect(read(text)).toMatchObject({ kind: 'refused', words: expect.stringMatching(words) });
  });

  test('day 00 is the last of its month, in leap years too', () => {
    expect(dateOf('280200', 2026)).toBe('2028-02-29');
    expect(dateOf('270200', 2026)).toBe('2027-02-28');
    expect(dateOf('270400', 2026)).toBe('2027-04-30');
  });

  test('a year 51 or more ahead is of the last century, 50 or more back of the next', () => {
    expect(dateOf('761231', 2026)).toBe('2076-12-31');
    expect(dateOf('771231', 2026)).toBe('1977-12-31');
    expect(dateOf('000101', 2070)).toBe('2100-01-01');
  });

  test('what was put in comes out, in any order of lot, serial and expiry', () => {
    const lotText = fc.stringMatching(/^[A-Z0-9-]{1,20}$/);
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{13}$/),
        lotText,
        lotText,
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        fc.constantFrom(']d2', ']C1', ''),
        (digits, lot, serial, day, month, lotFirst, prefix) => {
          const two = (value: number) => String(value).padStart(2, '0');
          const gtin = withCheck(digits);
          const expiry = `1727${two(month)}${two(day)}`;
          const text = lotFirst
            ? `${prefix}01${gtin}10${lot}${GS}21${serial}${GS}${expiry}`
            : `${prefix}01${gtin}${expiry}21${serial}${GS}10${lot}`;
          expect(read(text)).toEqual({
            ...{ kind: 'product', gtin, lot, serial },
            expires: `2027-${two(month)}-${two(day)}`,
          });
        },
      ),
    );
  });

  test('no text whatever makes it fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, prefixed) => {
        const scan = read(prefixed ? `]d2${text}` : text);
        expect(['product', 'patient', 'provider', 'plain', 'refused']).toContain(scan.kind);
      }),
    );
  });

  test('an identifier that is not known is kept', () => {
    expect(readElements('010950600013435291IN-HOUSE')).toMatchObject({
      elements: [{ ai: '01' }, { ai: '91', value: 'IN-HOUSE' }],
    });
  });
});
