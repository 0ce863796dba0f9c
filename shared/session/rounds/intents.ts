import { z } from 'zod';
import { observationSchema, severity } from '../../observation/observation';
import { epochSchema } from '../../time/clock';
import { adjunctDoseSchema } from './events';

/** What a person charts. */
export const roundIntents = [
  z.object({ kind: z.literal('record-observation'), observation: observationSchema }),
  z.object({
    kind: z.literal('correct-observation'),
    ofSeq: z.number(),
    observation: observationSchema,
    why: z.string(),
  }),
  z.object({ kind: z.literal('record-symptom'), symptom: z.string().min(1), severity: severity.nullable() }),
  z.object({ kind: z.literal('record-note'), text: z.string().min(1) }),
  z.object({
    kind: z.literal('give-adjunct'),
    adjunct: adjunctDoseSchema,
    orderIndex: z.int().min(0).nullable(),
    onWordOf: z.string().nullable(),
    /** Said to be controlled by whoever gives it; the clinic's list and the order count as well. */
    controlled: z.boolean(),
    givenAt: epochSchema,
  }),
] as const;
