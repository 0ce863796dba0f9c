import type { Order, Syringe } from '../../dosing/order';
import { orderedDecimals, rateReadIn } from '../../dosing/units-of-rate';
import { sameDrug } from '../../limits/check';
import { roundHalfEven } from '../../units/format';
import type { CheckedEntries, CheckedItem } from './events';

export const checkedItems: readonly CheckedItem[] = ['drug', 'concentration', 'weight', 'rate'];

export const itemWords: Record<CheckedItem, string> = {
  drug: 'drug',
  concentration: 'concentration',
  weight: 'dosing weight',
  rate: 'rate',
};

/** Decimals to which concentration and weight are written on label and scale record; what is typed has no more. */
export const entryDecimals = { concentration: 2, weight: 1 } as const;

/** The same number, or the number as it is written with so many decimals. Nothing in between is the same. */
function sameNumber(held: number, typed: number, decimals: number): boolean {
  if (Math.abs(held - typed) <= Math.abs(held) * 1e-9) return true;
  return roundHalfEven(held, decimals) === typed;
}

function agrees(item: CheckedItem, order: Order, syringe: Syringe, typed: CheckedEntries): boolean {
  switch (item) {
    case 'drug':
      return typed.drug !== null && sameDrug(syringe.drug, typed.drug);
    case 'concentration':
      return (
        typed.concentrationMgPerMl !== null &&
        sameNumber(syringe.concentrationMgPerMl, typed.concentrationMgPerMl, entryDecimals.concentration)
      );
    case 'weight':
      return (
        typed.dosingWeightKg !== null &&
        sameNumber(order.dosingWeightKg, typed.dosingWeightKg, entryDecimals.weight)
      );
    case 'rate': {
      const first = order.steps[0];
      // Another unit than the order's is another number, however it converts.
      if (typed.rate === null || first === undefined || typed.rate.unit !== order.orderedUnit) return false;
      const held = rateReadIn(first.rateMgPerKgPerHour, order.orderedUnit, order.dosingWeightKg);
      return sameNumber(held, typed.rate.value, orderedDecimals[order.orderedUnit]);
    }
  }
}

/** The items, of those asked for, in which what was typed is not what the session holds. */
export function differing(
  order: Order,
  syringe: Syringe,
  typed: CheckedEntries,
  asked: readonly CheckedItem[] = checkedItems,
): CheckedItem[] {
  return asked.filter((item) => !agrees(item, order, syringe, typed));
}

/** The items, of those asked for, that were left empty. */
export function unanswered(typed: CheckedEntries, asked: readonly CheckedItem[]): CheckedItem[] {
  const empty: Record<CheckedItem, boolean> = {
    drug: typed.drug === null || typed.drug.trim() === '',
    concentration: typed.concentrationMgPerMl === null,
    weight: typed.dosingWeightKg === null,
    rate: typed.rate === null,
  };
  return asked.filter((item) => empty[item]);
}
