import type { NumericCode } from '../readings/monitor';
import type { AmendableField, AmendedValue } from '../session/review/events';
import type { EpochMs } from '../time/clock';
import { formatNumber } from '../units/format';
import type { BrokenWhy, Correction } from './fold';

/** Wall time of a moment, as the screen or page that shows it writes it. */
export type MomentWords = (at: EpochMs) => string;

const moments: ReadonlySet<AmendableField> = new Set(['measuredAt', 'adjunct.givenAt']);

const names: Partial<Record<NumericCode, string>> = {
  SpO2: 'SpO₂',
  EtCO2: 'EtCO₂',
  InsCO2: 'InsCO₂',
  'NIBP-sys': 'NIBP',
};

/** A monitor's numeric as it is called on a screen. */
export const numericName = (code: NumericCode): string => names[code] ?? code;

/** A value as it is read: with its unit, a moment by the clock, `none` for none. */
export function valueWords(
  { field, unit }: { readonly field: AmendableField; readonly unit: string },
  value: AmendedValue,
  moment: MomentWords,
): string {
  if (value === null || value === '') return 'none';
  if (typeof value === 'string') return value;
  if (moments.has(field)) return moment(value as EpochMs);
  return `${formatNumber(value, 3)}${unit === '' ? '' : ` ${unit}`}`;
}

/** `Pain NRS 7 to 5`, `Concentration 2 mg/mL to 1 mg/mL`. */
export function correctionWords(one: Correction, moment: MomentWords): string {
  return `${one.title} ${valueWords(one, one.was, moment)} to ${valueWords(one, one.now, moment)}`;
}

/** Why a signature does not hold, in one clause. */
export function brokenWords(why: BrokenWhy, moment: MomentWords): string {
  switch (why.kind) {
    case 'changed':
      return why.words;
    case 'corrected': {
      const { correction } = why;
      return `${correctionWords(correction, moment)}, changed after it by ${correction.by.name}`;
    }
    case 'remarked': {
      const { annotation, by, momentAt } = why.remark;
      return annotation.kind === 'artefact'
        ? `${numericName(annotation.sign)} at ${moment(momentAt)} marked as artefact after it by ${by.name}`
        : `a late entry about ${moment(momentAt)} was added after it by ${by.name}`;
    }
    case 'withdrawn': {
      const { annotation, withdrawn, momentAt } = why.remark;
      const what = annotation.kind === 'artefact' ? 'the mark of an artefact' : 'a late entry';
      return `${what} at ${moment(momentAt)} was taken back after it by ${withdrawn?.by.name ?? 'someone'}`;
    }
    case 'entries':
      return `${why.count} ${why.count === 1 ? 'entry was' : 'entries were'} added after it`;
  }
}
