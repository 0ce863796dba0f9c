import { z } from 'zod';
import { observationSchema, severity } from './events';

/** What a person charts. */
export const roundIntents = [
  z.object({ kind: z.literal('record-observation'), observation: observationSchema }),
  z.object({ kind: z.literal('record-symptom'), symptom: z.string().min(1), severity: severity.nullable() }),
  z.object({ kind: z.literal('record-note'), text: z.string().min(1) }),
] as const;
