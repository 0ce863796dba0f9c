import { expect, test } from 'vitest';
import { codeNames, codeTable, concept, isSent, LOINC, SNOMED } from '../../../shared/fhir/codes';
import { context } from './kit';

const all = codeNames.flatMap((name) => codeTable[name].codings.map((coding) => ({ name, ...coding })));

/** Luhn over the digits before the dash. */
function checkDigit(number: string): number {
  const sum = [...number].reverse().reduce((total, digit, at) => {
    const doubled = at % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

const verhoeffD = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
const verhoeffP = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
  [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
  [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
  [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
  [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
  [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
  [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];
const verhoeff = (code: string): number =>
  [...code]
    .reverse()
    .reduce((c, digit, at) => verhoeffD[c]?.[verhoeffP[at % 8]?.[Number(digit)] ?? 0] ?? 0, 0);

test('the check catches a LOINC that is none', () => {
  expect(checkDigit('44254')).toBe(1);
});

test.each(all.filter(({ system }) => system === LOINC))(
  'LOINC $code ($name) has its check digit',
  ({ code }) => {
    const [number = '', digit] = code.split('-');
    expect(checkDigit(number)).toBe(Number(digit));
  },
);

test.each(all.filter(({ system }) => system === SNOMED))(
  'SNOMED CT $code ($name) has its check digit',
  ({ code }) => {
    expect(verhoeff(code)).toBe(0);
  },
);

test('what is not certain is never sent: a code of our own stands there, and always the words', () => {
  for (const name of codeNames) {
    const { coding = [], text } = concept(context, name);
    const unsure = codeTable[name].codings.filter((one) => !isSent(one)).map(({ code }) => code);
    expect(coding.length).toBeGreaterThan(0);
    expect(coding.some(({ code }) => unsure.includes(code ?? ''))).toBe(false);
    expect(text).not.toBe('');
  }
});
