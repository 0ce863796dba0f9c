import { z } from 'zod';
import { actorSchema } from '../record/people';
import { outcomeBasis } from './events';
import { instrumentId } from './instrument';

/** The screen in the patient's hands: each answer is a fact at once, so that nothing of it is lost. */
export const turnEvents = {
  'screen.turned': z.object({
    turnId: z.string(),
    patientId: z.string(),
    by: actorSchema,
    instruments: z.array(instrumentId).min(1),
    basis: outcomeBasis,
  }),
  /** `question` counts from 0; null: the answer was taken back. */
  'screen.answered': z.object({
    turnId: z.string(),
    instrument: instrumentId,
    question: z.int().min(0),
    answer: z.number().nullable(),
  }),
  'screen.taken-back': z.object({ turnId: z.string(), by: actorSchema }),
} as const;
