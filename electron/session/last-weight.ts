import type { LastWeight } from '../../shared/dosing/weight';
import type { Store } from '../store/store';

/** The last weight that a signed order of this patient was written with, but for one order; null: there is none. */
export function lastWeightOf(
  store: Pick<Store, 'ordersOfPatient'>,
  patientId: string,
  without: string | null = null,
): LastWeight | null {
  const signed = store
    .ordersOfPatient(patientId)
    .filter(({ signedBy, orderId }) => signedBy !== null && orderId !== without);
  const [last] = signed.sort((one, other) => other.weighedAt - one.weighedAt);
  return last === undefined ? null : { lastKg: last.measuredWeightKg, lastAt: last.weighedAt };
}
