import { z } from 'zod';

/** The clinic's rules for writing an order. */
export const ordersPolicySchema = z.object({
  /** A measured weight that differs more from the last one is confirmed once more, in percent (SR-008). */
  weightDifferencePercent: z.number().positive(),
});
export type OrdersPolicy = z.infer<typeof ordersPolicySchema>;
