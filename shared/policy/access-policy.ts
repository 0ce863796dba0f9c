import { z } from 'zod';
import { quantity } from '../units/schema';
import type { Minutes } from '../units/units';

/** Signing in, locking and being locked out. */
export const accessPolicySchema = z.object({
  lockAfterIdleMin: quantity<Minutes>(),
  failuresBeforeLockOut: z.int().min(1),
  lockOutMin: quantity<Minutes>(),
  /** For this long after the password a PIN or a badge unlocks; then the password is asked for again. */
  passwordEveryMin: quantity<Minutes>(),
  /** Characters of the shortest password that is taken. */
  shortestPassword: z.int().min(8),
});
export type AccessPolicy = z.infer<typeof accessPolicySchema>;
