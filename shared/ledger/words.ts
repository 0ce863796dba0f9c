import { formatIn } from '../units/format';
import type { Container, LedgerEntry } from './entry';
import type { Ledger } from './fold';

export const containerWords = ({ kind, id }: Container): string => `${kind} ${id}`;

/** What happened, in one sentence without who and when. */
export function entryWords(entry: LedgerEntry, lines: Ledger['lines'] = []): string {
  switch (entry.kind) {
    case 'received': {
      const { drug, strengthMgPerMl, volumeMl, lot, expires } = entry.vial;
      return `Vial ${entry.vialId} received: ${drug} ${formatIn(strengthMgPerMl, 'mg/mL')} mg/mL, ${formatIn(volumeMl, 'mL')} mL, lot ${lot}, expires ${expires}`;
    }
    case 'prepared': {
      const { drug, draws, diluent, concentrationMgPerMl, volumeMl } = entry.syringe;
      const from = draws
        .map((draw) => `${formatIn(draw.volumeMl, 'mL')} mL of vial ${draw.vialId}`)
        .join(' and ');
      return `Syringe ${entry.syringeId} prepared from ${from}${diluent === '' ? '' : ` in ${diluent}`}: ${drug} ${formatIn(concentrationMgPerMl, 'mg/mL')} mg/mL, ${formatIn(volumeMl, 'mL')} mL`;
    }
    case 'wasted':
      return `${formatIn(entry.volumeMl, 'mL')} mL of ${containerWords(entry.from)} wasted${entry.text === '' ? '' : `: ${entry.text}`}`;
    case 'returned':
      return `${formatIn(entry.volumeMl, 'mL')} mL of ${containerWords(entry.from)} returned to ${entry.to}`;
    case 'explained':
      return `Discrepancy of ${containerWords(entry.about)} explained: ${entry.text}`;
    case 'voided': {
      const what = lines.find((line) => line.entry.entryId === entry.voids);
      const words = what === undefined ? 'a line' : `“${entryWords(what.entry)}”`;
      return `Voided ${words}: ${entry.text}`;
    }
  }
}

/** What a line brought in and took out, mg; null where a line moves nothing. */
export function entryMg(entry: LedgerEntry, ledger: Ledger): { in: number | null; out: number | null } {
  const per = (from: Container): number | null =>
    from.kind === 'vial'
      ? (ledger.vials.find((one) => one.id === from.id)?.strengthMgPerMl ?? null)
      : (ledger.syringes.find((one) => one.id === from.id)?.concentrationMgPerMl ?? null);
  switch (entry.kind) {
    case 'received':
      return { in: entry.vial.strengthMgPerMl * entry.vial.volumeMl, out: null };
    case 'wasted':
    case 'returned': {
      const strength = per(entry.from);
      return { in: null, out: strength === null ? null : strength * entry.volumeMl };
    }
    default:
      return { in: null, out: null };
  }
}
