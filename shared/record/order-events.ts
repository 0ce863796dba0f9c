import { z } from 'zod';
import { actorSchema } from './people';

/** What becomes of an order outside any session. */
export const orderEvents = {
  /** A signed order is not to be given any more. The order itself stays as it was signed. */
  'order.withdrawn': z.object({
    by: actorSchema,
    orderId: z.string(),
    patientId: z.string(),
    reason: z.string().min(1),
  }),
} as const;
