import { z } from 'zod';
import { quantity } from '../units/schema';
import type { Mg } from '../units/units';

/** Controlled-substance accounting. */
export const ledgerPolicySchema = z.object({
  /** A sum that differs from zero by more than this is a discrepancy. */
  toleranceMg: quantity<Mg>(),
  /** An opened vial or a prepared syringe that still holds something after this is a discrepancy. */
  openForAtMostHours: z.number().positive(),
  /** Whether an infusion may start from a syringe that the ledger does not know; it is flagged all the same. */
  tracing: z.enum(['required', 'flagged']),
});
export type LedgerPolicy = z.infer<typeof ledgerPolicySchema>;
