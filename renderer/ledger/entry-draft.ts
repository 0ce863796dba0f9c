import type { Container } from '../../shared/ledger/entry';
import type { LedgerWish } from '../../shared/ledger/wish';
import { parseNumber } from '../../shared/units/parse';
import { mgPerMl, ml } from '../../shared/units/units';

export type LedgerAct = LedgerWish['kind'];

/** What stands in the form: text, exactly as typed. */
export type EntryText = {
  readonly drug: string;
  readonly lot: string;
  readonly strength: string;
  readonly volume: string;
  readonly expires: string;
  readonly draws: readonly { readonly vialId: string; readonly volume: string }[];
  readonly diluent: string;
  readonly concentration: string;
  readonly container: Container | null;
  readonly to: string;
  readonly why: string;
  readonly voids: string | null;
};

export const emptyEntry: EntryText = {
  drug: 'ketamine',
  lot: '',
  strength: '',
  volume: '',
  expires: '',
  draws: [],
  diluent: 'NaCl 0.9 %',
  concentration: '',
  container: null,
  to: '',
  why: '',
  voids: null,
};

export type EntryField =
  | 'drug'
  | 'lot'
  | 'strength'
  | 'volume'
  | 'expires'
  | 'concentration'
  | 'to'
  | 'why'
  | 'what'
  | `draw-${string}`;

export type EntryDraft = {
  readonly wish: LedgerWish | null;
  readonly wrong: Readonly<Partial<Record<EntryField, string>>>;
};

/** The wish that the typed text would be; every refusal at its field, nothing guessed. */
export function readEntry(act: LedgerAct, text: EntryText): EntryDraft {
  const wrong: Partial<Record<EntryField, string>> = {};
  const number = (field: EntryField, typed: string, decimals: number): number => {
    const parsed = parseNumber(typed.trim(), decimals);
    if (parsed.kind === 'refused') wrong[field] = parsed.words;
    else if (!(parsed.value > 0)) wrong[field] = 'More than 0.';
    return parsed.kind === 'refused' ? 0 : parsed.value;
  };
  const words = (field: EntryField, typed: string, ask: string): string => {
    if (typed.trim() === '') wrong[field] = ask;
    return typed.trim();
  };
  const chosen = (): Container => {
    if (text.container === null) wrong.what = 'Choose a vial or a syringe in the list.';
    return text.container ?? { kind: 'vial', id: '?' };
  };
  const made = ((): LedgerWish => {
    switch (act) {
      case 'received':
        if (!/^\d{4}-\d{2}-\d{2}$/.test(text.expires) || Number.isNaN(Date.parse(text.expires))) {
          wrong.expires = 'Type the last day of use as 2027-01-31.';
        }
        return {
          kind: 'received',
          vial: {
            drug: words('drug', text.drug, 'Type the drug on the label.'),
            lot: words('lot', text.lot, 'Type the lot.'),
            strengthMgPerMl: mgPerMl(number('strength', text.strength, 2)),
            volumeMl: ml(number('volume', text.volume, 2)),
            expires: text.expires,
          },
        };
      case 'prepared':
        if (text.draws.length === 0) wrong.what = 'Choose the vial in the list.';
        return {
          kind: 'prepared',
          syringe: {
            drug: words('drug', text.drug, 'Type the drug on the label.'),
            draws: text.draws.map((draw) => ({
              vialId: draw.vialId,
              volumeMl: ml(number(`draw-${draw.vialId}`, draw.volume, 2)),
            })),
            diluent: text.diluent.trim(),
            concentrationMgPerMl: mgPerMl(number('concentration', text.concentration, 2)),
            volumeMl: ml(number('volume', text.volume, 2)),
          },
        };
      case 'wasted':
        return {
          kind: 'wasted',
          from: chosen(),
          volumeMl: ml(number('volume', text.volume, 2)),
          text: text.why.trim(),
        };
      case 'returned':
        return {
          kind: 'returned',
          from: chosen(),
          volumeMl: ml(number('volume', text.volume, 2)),
          to: words('to', text.to, 'Type to whom or where.'),
        };
      case 'explained':
        return { kind: 'explained', about: chosen(), text: words('why', text.why, 'Type what happened.') };
      case 'voided':
        if (text.voids === null) wrong.what = 'Choose the line in the list below.';
        return {
          kind: 'voided',
          voids: text.voids ?? '?',
          text: words('why', text.why, 'Type why the line is wrong.'),
        };
    }
  })();
  return { wish: Object.keys(wrong).length === 0 ? made : null, wrong };
}
