import { z } from 'zod';
import { quantity } from '../units/schema';
import type { Mg } from '../units/units';

/** Controlled-substance accounting. */
export const ledgerPolicySchema = z.object({
  /** A sum that differs from zero by more than this is a discrepancy. */
  toleranceMg: quantity<Mg>(),
});
