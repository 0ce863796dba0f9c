import { z } from 'zod';

/** Copies of the record. */
export const recordPolicySchema = z.object({
  /** Verified copies that are kept; the oldest goes first. */
  copiesKept: z.int().min(2),
});
