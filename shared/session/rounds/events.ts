import { z } from 'zod';
import { actorSchema } from '../../record/people';

export const severity = z.enum(['mild', 'moderate', 'severe']);

/** What a person saw and typed at one time; null: not looked at in this set. */
export const observationSchema = z.object({
  rass: z.int().min(-5).max(4).nullable(),
  painNrs: z.int().min(0).max(10).nullable(),
  distress: z.int().min(0).max(10).nullable(),
  nausea: z.enum(['none', 'mild', 'moderate', 'severe']).nullable(),
  text: z.string(),
});
export type Observation = z.infer<typeof observationSchema>;

/** Observation rounds, symptoms and notes. */
export const roundEvents = {
  'observation.recorded': z.object({ by: actorSchema, observation: observationSchema }),
  'symptom.recorded': z.object({ by: actorSchema, symptom: z.string(), severity: severity.nullable() }),
  'note.recorded': z.object({ by: actorSchema, text: z.string().min(1) }),
} as const;
