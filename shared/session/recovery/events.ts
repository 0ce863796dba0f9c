import { z } from 'zod';
import { olderForm } from '../../outcomes/older-forms';
import { actorSchema } from '../../record/people';
import { gateName, overridableGate, seenGate } from '../../recovery/gate';
import { ITEMS_OF_A_SCORE, recoveryScale, scorePoints } from '../../recovery/scores';
import { quantity } from '../../units/schema';
import type { Mg, Ml } from '../../units/units';

/** Points in the order of the scale's items. */
export const scoreSchema = z.object({
  scale: recoveryScale,
  points: z.array(scorePoints).length(ITEMS_OF_A_SCORE),
});

/** What a physician did about a suicide risk, in their own words. */
export const riskAssessmentSchema = z.object({
  assessment: z.string().min(1),
  action: z.string().min(1),
  told: z.string().min(1),
  plan: z.string().min(1),
});

/** What a signature stands under: the session's totals, how each gate was met, and every entry up to this one. */
export const signedContentSchema = z.object({
  sessionId: z.string(),
  patientId: z.string(),
  orderId: z.string(),
  fromSeq: z.number(),
  toSeq: z.number(),
  entries: z.number(),
  /** SHA-256 over the entries, each bound to the one before. */
  digest: z.string(),
  /** In which form the program read the entries that the digest is of. */
  forms: z.string(),
  volumeMl: z.object({ low: quantity<Ml>(), high: quantity<Ml>() }),
  doseMg: z.object({ low: quantity<Mg>(), high: quantity<Mg>() }),
  infusedMs: z.number(),
  pausedMs: z.number(),
  gates: z.array(z.object({ gate: gateName, standing: z.enum(['met', 'overridden']), words: z.string() })),
});
export type SignedContent = z.infer<typeof signedContentSchema>;

/** From the stop to the door: recovery scores, the discharge gate, the suicide-risk workflow. */
export const recoveryEvents = {
  'recovery.scored': z.object({ by: actorSchema, score: scoreSchema, total: z.int() }),
  'recovery.seen': z.object({
    by: actorSchema,
    gate: seenGate,
    met: z.boolean(),
    evidence: z.string().min(1),
  }),
  'recovery.overridden': z.object({
    /** The physician who proved it at that moment. */
    by: actorSchema,
    gates: z.array(overridableGate).min(1),
    reason: z.string().min(1),
  }),
  /** What an earlier version of the program wrote where `outcome.recorded` stands today. */
  'questionnaire.recorded': z.object({
    by: actorSchema,
    form: olderForm,
    answers: z.array(z.int()),
    total: z.int(),
  }),
  /** In a session's log, or of a patient in none. Without `patientId`: of the session's patient, by an earlier version. */
  'risk.reported': z.object({
    patientId: z.string().optional(),
    by: actorSchema,
    words: z.string().min(1),
    /** Of which entry of another workstation's log it was taken over; left out: it was opened by this entry. */
    from: z.string().min(1).optional(),
  }),
  'risk.assessed': z.object({
    patientId: z.string().optional(),
    by: actorSchema,
    ...riskAssessmentSchema.shape,
  }),
  /** A signature: printed name and role in `by`, date and time of the entry, meaning, and what it stands under. */
  'discharge.signed': z.object({
    by: actorSchema,
    meaning: z.literal('approved'),
    statement: z.string(),
    content: signedContentSchema,
    /** SHA-256 over all of the above. */
    hash: z.string(),
  }),
} as const;
