import { z } from 'zod';
import { orderDecision } from './events';

/** What a clinician decides of an order that was changed or revoked elsewhere while a session of it is open. */
export const elsewhereIntents = [
  z.object({ kind: z.literal('decide-order'), decision: orderDecision, reason: z.string() }),
] as const;
