import { dateOf, GROUP_SEPARATOR, readElements } from './gs1';

/** What one scan said. */
export type Scan =
  /** A product: a syringe's or a vial's label. */
  | {
      readonly kind: 'product';
      readonly gtin: string;
      readonly lot: string | null;
      readonly serial: string | null;
      /** Last day of use, ISO 8601. */
      readonly expires: string | null;
    }
  /** A patient by GSRN, with the birth date where the wristband carries it. */
  | { readonly kind: 'patient'; readonly number: string; readonly birthDate: string | null }
  | { readonly kind: 'provider'; readonly number: string }
  /** A code without GS1 structure: a plain record number or a label code of the clinic. */
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'refused'; readonly words: string };

/** AIM symbology identifiers: `]d2` GS1 DataMatrix, `]C1` GS1-128, `]Q3` GS1 QR, `]e0` GS1 DataBar. */
const GS1_PREFIX = /^\](d2|C1|Q3|e0)/;
/** `]C0` Code 128, `]d0` `]d1` DataMatrix, `]Q1` QR without GS1 structure, and all others. */
const PLAIN_PREFIX = /^\][A-Za-z][0-9A-Za-z]/;

const looksLikeGs1 = (text: string): boolean =>
  /^(01\d{14}|801[78]\d{18})/.test(text.startsWith(GROUP_SEPARATOR) ? text.slice(1) : text);

/**
 * What a scanner typed. A symbology prefix says whether it is GS1; without one, a text that begins like a
 * product number or a person's number is read as GS1 or refused, and every other one is a plain code.
 */
export function readScan(text: string, thisYear: number): Scan {
  const gs1 = GS1_PREFIX.exec(text);
  if (gs1 !== null) return elementsOf(text.slice(3), thisYear);
  const plain = PLAIN_PREFIX.exec(text);
  const body = plain === null ? text : text.slice(3);
  if (body.trim() === '') return { kind: 'refused', words: 'The code is empty.' };
  if (plain === null && looksLikeGs1(body)) {
    // A text that only looks like GS1 is never taken for a plain one: it may be a damaged label.
    return elementsOf(body, thisYear);
  }
  if (body.includes(GROUP_SEPARATOR)) return { kind: 'refused', words: 'The code can not be read.' };
  return { kind: 'plain', text: body.trim() };
}

function elementsOf(text: string, thisYear: number): Scan {
  const read = readElements(text);
  if (read.kind === 'refused') return read;
  const of = (ai: string): string | null => read.elements.find((one) => one.ai === ai)?.value ?? null;
  const patient = of('8018');
  if (patient !== null) {
    const born = of('7250');
    const birthDate = born === null ? null : `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`;
    return { kind: 'patient', number: patient, birthDate };
  }
  const gtin = of('01');
  if (gtin !== null) {
    const expiry = of('17');
    const expires = expiry === null ? null : dateOf(expiry, thisYear);
    return { kind: 'product', gtin, lot: of('10'), serial: of('21'), expires };
  }
  const provider = of('8017');
  if (provider !== null) return { kind: 'provider', number: provider };
  return { kind: 'refused', words: 'The code names neither a patient nor a product.' };
}
