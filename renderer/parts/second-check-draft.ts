import type { Order } from '../../shared/dosing/order';
import { orderedDecimals } from '../../shared/dosing/units-of-rate';
import { entryDecimals } from '../../shared/session/verification/double-check';
import type { CheckedEntries, CheckedItem } from '../../shared/session/verification/events';
import { parseNumber } from '../../shared/units/parse';
import { kg, mgPerMl } from '../../shared/units/units';

/** What stands in the four fields. */
export type CheckText = Readonly<Record<CheckedItem, string>>;
export const noText: CheckText = { drug: '', concentration: '', weight: '', rate: '' };

export type CheckDraft = {
  readonly entries: CheckedEntries;
  /** Why what stands in a field is not taken; null: it is, or nothing is typed yet. */
  readonly wrong: Readonly<Record<CheckedItem, string | null>>;
  /** Every field that is asked for holds something that is taken. */
  readonly complete: boolean;
};

function number(text: string, decimals: number): { value: number | null; wrong: string | null } {
  if (text === '') return { value: null, wrong: null };
  const parsed = parseNumber(text, decimals);
  if (parsed.kind === 'refused') return { value: null, wrong: parsed.words };
  return parsed.value > 0 ? { value: parsed.value, wrong: null } : { value: null, wrong: '0 is no value.' };
}

/** The fields, read strictly; only what is asked for is kept. */
export function readCheck(
  text: CheckText,
  asked: readonly CheckedItem[],
  unit: Order['orderedUnit'],
): CheckDraft {
  const of = (item: Exclude<CheckedItem, 'drug'>, decimals: number) =>
    asked.includes(item) ? number(text[item], decimals) : { value: null, wrong: null };
  const concentration = of('concentration', entryDecimals.concentration);
  const weight = of('weight', entryDecimals.weight);
  const rate = of('rate', orderedDecimals[unit]);
  const drug = asked.includes('drug') && text.drug.trim() !== '' ? text.drug.trim() : null;
  const entries: CheckedEntries = {
    drug,
    concentrationMgPerMl: concentration.value === null ? null : mgPerMl(concentration.value),
    dosingWeightKg: weight.value === null ? null : kg(weight.value),
    rate: rate.value === null ? null : { value: rate.value, unit },
  };
  const has: Record<CheckedItem, boolean> = {
    drug: entries.drug !== null,
    concentration: entries.concentrationMgPerMl !== null,
    weight: entries.dosingWeightKg !== null,
    rate: entries.rate !== null,
  };
  return {
    entries,
    wrong: { drug: null, concentration: concentration.wrong, weight: weight.wrong, rate: rate.wrong },
    complete: asked.every((item) => has[item]),
  };
}

/** Name, unit and source of each field; `resuming`: in a pause, where the rate is the one to go back to. */
export function fieldName(item: CheckedItem, unit: Order['orderedUnit'], resuming: boolean): string {
  switch (item) {
    case 'drug':
      return 'Drug, from the label';
    case 'concentration':
      return 'Concentration, mg/mL, from the label';
    case 'weight':
      return 'Dosing weight, kg, from the record';
    case 'rate':
      return resuming ? `Rate to resume, ${unit}` : `Rate, ${unit}, from the order`;
  }
}

/** One typed item as it was typed, with its unit. */
export function entryWords(entries: CheckedEntries, item: CheckedItem): string {
  switch (item) {
    case 'drug':
      return entries.drug ?? '- -';
    case 'concentration':
      return entries.concentrationMgPerMl === null ? '- -' : `${entries.concentrationMgPerMl} mg/mL`;
    case 'weight':
      return entries.dosingWeightKg === null ? '- -' : `${entries.dosingWeightKg} kg`;
    case 'rate':
      return entries.rate === null ? '- -' : `${entries.rate.value} ${entries.rate.unit}`;
  }
}
