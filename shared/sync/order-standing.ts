import type { Order } from '../dosing/order';
import { orderFaults } from '../dosing/order-entry';
import type { LastWeight } from '../dosing/weight';
import { checkOrder, checkUnit, forbidding, sameDrug } from '../limits/check';
import type { LimitProfile, SoftReason } from '../limits/profile';
import type { Patient } from '../record/patient';
import { mayDo } from '../record/permissions';
import type { EpochMs } from '../time/clock';
import { orderStatusWords } from '../words/elsewhere-words';

const revoked: ReadonlySet<string> = new Set(['cancelled', 'stopped', 'entered-in-error']);

/** Whether a `MedicationRequest.status` takes the order back. */
export const isRevoked = (status: string): boolean => revoked.has(status);

/** Whether nothing is left to be done of an order of this status. */
export const isOver = (status: string): boolean => isRevoked(status) || status === 'completed';

/** Why an order of this status is not begun; null: it may be. */
export function statusFault(status: string): string | null {
  if (status === 'active') return null;
  return status === 'completed'
    ? 'The clinic’s server says that this order was given already.'
    : `The clinic’s server says that this order is ${orderStatusWords(status)}.`;
}

export type ArrivedCircumstances = {
  readonly status: string;
  readonly patient: Patient;
  /** The library's entry of the order's name; null: there is none here. */
  readonly limits: LimitProfile | null;
  readonly lastWeight: LastWeight | null;
  readonly weightDifferencePercent: number;
};

/**
 * Why an order that was signed elsewhere is not begun here; empty: it may be. As a signature here would be judged, by
 * the library of this workstation, and with no reason that the order does not bring with it.
 */
export function againstArrived(order: Order, given: ArrivedCircumstances): string[] {
  const { limits, patient, lastWeight, weightDifferencePercent } = given;
  const faults: string[] = [];
  const status = statusFault(given.status);
  if (status !== null) faults.push(status);
  if (order.signedBy === null || order.signedAt === null) faults.push('The order that came is not signed.');
  else if (!mayDo(order.signedBy.role, 'order'))
    faults.push(`The order is signed by a ${order.signedBy.role}. A physician has to sign it.`);
  if (limits === null || !sameDrug(limits.drug, order.drug)) {
    faults.push(`This workstation has no limits for ${order.drug} as ordered (${order.limitProfileId}).`);
    return faults;
  }
  const unit = checkUnit(order, limits);
  const forbidden = forbidding(
    checkOrder(order, limits),
    order.softReasons as readonly SoftReason[],
    limits.reasonCodes,
  );
  return [
    ...faults,
    ...unit,
    ...forbidden.map(({ words }) => words),
    ...orderFaults(order, {
      sex: patient.sex,
      // A weight that was doubted was confirmed where it was read, against what was known there.
      lastWeight: order.weightDoubt === null ? lastWeight : null,
      weightDifferencePercent,
    }),
  ];
}

const HOUR_MS = 3_600_000;

/** For how long nobody has asked the server for this copy of an order; whole hours past the clinic's limit, else null. */
export function offlineCopyHours(
  askedAt: EpochMs | null,
  now: EpochMs,
  freshHours: number,
): number | 'not-known' | null {
  if (askedAt === null) return 'not-known';
  const hours = (now - askedAt) / HOUR_MS;
  // The clock was set back since: how old the copy is nobody knows.
  if (hours < -1) return 'not-known';
  return hours > freshHours ? Math.floor(hours) : null;
}
