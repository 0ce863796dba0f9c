import { z } from 'zod';
import { quantity } from '../units/schema';
import type { Minutes } from '../units/units';

/** Signing in, locking and being locked out. */
export const accessPolicySchema = z.object({
  lockAfterIdleMin: quantity<Minutes>(),
  failuresBeforeLockOut: z.int().min(1),
  lockOutMin: quantity<Minutes>(),
});
