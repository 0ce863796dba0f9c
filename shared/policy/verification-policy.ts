import { z } from 'zod';

/** What has to be verified, by whom, before drug flows. */
export const verificationPolicySchema = z.object({
  /** Whether a session without a second user may start by a named exception of the physician. */
  secondCheck: z.enum(['required', 'named-exception']),
});
