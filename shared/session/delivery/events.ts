import { z } from 'zod';
import { actorSchema } from '../../record/people';

export const pauseReason = z.enum([
  'nausea',
  'distress',
  'blood-pressure-or-heart-rate',
  'breathing',
  'line-or-pump',
  'toilet',
  'patient-asks',
  'other',
]);
export type PauseReason = z.infer<typeof pauseReason>;

/** The running infusion: why it was paused, how it ended. */
export const deliveryEvents = {
  'pause.reason': z.object({ by: actorSchema, reason: pauseReason, text: z.string() }),
  'infusion.ended': z.object({ by: actorSchema.nullable(), why: z.enum(['ended', 'complete']) }),
} as const;
