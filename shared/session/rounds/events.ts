import { z } from 'zod';
import { adjunctSchema } from '../../dosing/order';
import { observationSchema, severity } from '../../observation/observation';
import { actorSchema } from '../../record/people';
import { epochSchema } from '../../time/clock';

/** A drug beside the infusion, as it was given. */
export const adjunctDoseSchema = adjunctSchema.pick({ drug: true, dose: true, unit: true, route: true });
export type AdjunctDose = z.infer<typeof adjunctDoseSchema>;

/** Observation rounds, symptoms, notes, and drugs beside the infusion. */
export const roundEvents = {
  'observation.recorded': z.object({
    by: actorSchema,
    observation: observationSchema,
    /** Written down longer after the patient was looked at than the clinic calls at once (SR-158). */
    late: z.boolean(),
  }),
  /** A set put right: what stood there stays readable, here and in the entry `ofSeq`. */
  'observation.corrected': z.object({
    by: actorSchema,
    ofSeq: z.number(),
    was: observationSchema,
    now: observationSchema,
    why: z.string().min(1),
  }),
  'symptom.recorded': z.object({ by: actorSchema, symptom: z.string(), severity: severity.nullable() }),
  'note.recorded': z.object({ by: actorSchema, text: z.string().min(1) }),
  'adjunct.given': adjunctDoseSchema.extend({
    by: actorSchema,
    givenAt: epochSchema,
    late: z.boolean(),
    /** Which of the order's adjuncts, from 0; null: outside the order. */
    orderIndex: z.int().min(0).nullable(),
    /** Outside the order: the physician on whose word. */
    onWordOf: z.string().min(1).nullable(),
    controlled: z.boolean(),
    witness: actorSchema.nullable(),
  }),
} as const;
