import type { Syringe } from '../dosing/order';
import type { PreparedInLedger } from './fold';

/** The ledger's syringes that the one in the pump may be: same drug and concentration, not empty, no one else's. */
export function traceable(
  syringes: readonly PreparedInLedger[],
  label: Pick<Syringe, 'drug' | 'concentrationMgPerMl'>,
  sessionId: string,
): PreparedInLedger[] {
  const drug = label.drug.trim().toLowerCase();
  return syringes.filter(
    (one) =>
      one.drug.trim().toLowerCase() === drug &&
      one.concentrationMgPerMl === label.concentrationMgPerMl &&
      one.leftMg.high > 0 &&
      one.sessionIds.every((id) => id === sessionId),
  );
}
