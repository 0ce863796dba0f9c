import { rateReadIn } from '../../dosing/units-of-rate';
import type { Session } from '../state';
import type { CheckedEntries } from './events';

/** What the second person is compared with: the label as the first one read it, and the order. */
export function heldEntries({ order, syringe }: Pick<Session, 'order' | 'syringe'>): CheckedEntries {
  const rate = order.steps[0]?.rateMgPerKgPerHour;
  return {
    drug: syringe?.drug ?? order.drug,
    concentrationMgPerMl: syringe?.concentrationMgPerMl ?? order.concentrationMgPerMl,
    dosingWeightKg: order.dosingWeightKg,
    rate:
      rate === undefined
        ? null
        : { value: rateReadIn(rate, order.orderedUnit, order.dosingWeightKg), unit: order.orderedUnit },
  };
}
