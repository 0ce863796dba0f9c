import { z } from 'zod';
import { actorSchema } from '../record/people';
import { epochSchema } from '../time/clock';
import { answersSchema, instrumentId } from './instrument';

/** Where in the series a form was answered. */
export const outcomeBasis = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('before-session'), sessionNumber: z.int().min(1) }),
  z.object({ kind: z.literal('during-session'), sessionNumber: z.int().min(1) }),
  z.object({ kind: z.literal('after-session'), sessionNumber: z.int().min(1) }),
  z.object({ kind: z.literal('follow-up') }),
]);
export type OutcomeBasis = z.infer<typeof outcomeBasis>;

const filledIn = {
  answers: answersSchema,
  /** What the answers come to; null: they are not complete. */
  score: z.number().nullable(),
  /** When the patient answered; the entry's own time is when it was written down. */
  answeredAt: epochSchema,
  /** Why it opens the suicide-risk workflow, by the clinic's levels of that moment; null: it does not. */
  risk: z.string().nullable(),
};

/** What patients answer over a series. A fact of a patient: within a session's log or of none. */
export const outcomeEvents = {
  'outcome.recorded': z.object({
    outcomeId: z.string(),
    patientId: z.string(),
    instrument: instrumentId,
    instrumentVersion: z.int(),
    ...filledIn,
    basis: outcomeBasis,
    filledBy: z.enum(['staff', 'patient']),
    by: actorSchema,
    /** Who gave the patient the screen; null: nobody did. */
    handedBy: actorSchema.nullable(),
  }),
  /** The old answers stand in the entry before; this one says what they were and what they are. */
  'outcome.corrected': z.object({
    outcomeId: z.string(),
    patientId: z.string(),
    by: actorSchema,
    reason: z.string().min(1),
    old: z.object({ answers: answersSchema, score: z.number().nullable(), answeredAt: epochSchema }),
    ...filledIn,
  }),
  /** Not this patient's, or entered twice: it stays readable and counts for nothing. */
  'outcome.withdrawn': z.object({
    outcomeId: z.string(),
    patientId: z.string(),
    by: actorSchema,
    reason: z.string().min(1),
  }),
} as const;
