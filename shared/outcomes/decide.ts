import { z } from 'zod';
import type { Actor } from '../record/people';
import { type EpochMs, epochSchema } from '../time/clock';
import { outcomeBasis, type outcomeEvents } from './events';
import { type Answers, answersSchema, type InstrumentId, instrumentId } from './instrument';
import { instruments } from './instruments';
import type { Outcome } from './outcome';
import { type RiskLevels, riskOf } from './risk';
import { scoreOf, wrongAnswers } from './score';

/** A form that somebody of the clinic enters. */
export const outcomeWishSchema = z.object({
  patientId: z.string().min(1),
  instrument: instrumentId,
  answers: answersSchema,
  answeredAt: epochSchema,
  basis: outcomeBasis,
});
export type OutcomeWish = z.infer<typeof outcomeWishSchema>;

export const correctionWishSchema = z.object({
  patientId: z.string().min(1),
  outcomeId: z.string().min(1),
  answers: answersSchema,
  answeredAt: epochSchema,
  reason: z.string(),
});
export type CorrectionWish = z.infer<typeof correctionWishSchema>;

type Bodies = { [T in keyof typeof outcomeEvents]: z.infer<(typeof outcomeEvents)[T]> };
export type OutcomeDraft = {
  [T in keyof Bodies]: { readonly type: T; readonly body: Bodies[T] };
}[keyof Bodies];
export type OutcomeDecision =
  | { readonly kind: 'write'; readonly draft: OutcomeDraft; readonly risk: string | null }
  | { readonly kind: 'refused'; readonly reasons: string[] };

/** What the decision stands on. */
export type Here = { readonly by: Actor; readonly at: EpochMs; readonly levels: RiskLevels };

const refused = (...reasons: string[]): OutcomeDecision => ({ kind: 'refused', reasons });
/** A form can be older than the record, not newer than now. */
const MINUTE_MS = 60_000;

function against(instrument: InstrumentId, answers: Answers, answeredAt: EpochMs, at: EpochMs): string[] {
  const wrong = wrongAnswers(instruments[instrument], answers);
  return answeredAt > at + MINUTE_MS
    ? [...wrong, 'The time of the answers is in the future. Type when they were given.']
    : wrong;
}

function scored(instrument: InstrumentId, answers: Answers): number | null {
  const result = scoreOf(instruments[instrument], answers);
  return result.kind === 'complete' ? result.score : null;
}

/** A filled-in form becomes a fact, or reasons against it. Incomplete ones are kept as what they are. */
export function decideRecord(
  wish: OutcomeWish,
  here: Here & {
    readonly outcomeId: string;
    readonly filledBy: 'staff' | 'patient';
    readonly handedBy: Actor | null;
  },
): OutcomeDecision {
  const { instrument, answers, answeredAt } = wish;
  const reasons = against(instrument, answers, answeredAt, here.at);
  if (reasons.length > 0) return refused(...reasons);
  const risk = riskOf(instrument, answers, here.levels);
  const { outcomeId, filledBy, handedBy, by } = here;
  const body = {
    ...wish,
    ...{ outcomeId, filledBy, handedBy, by, risk },
    instrumentVersion: instruments[instrument].version,
    score: scored(instrument, answers),
  };
  return { kind: 'write', draft: { type: 'outcome.recorded', body }, risk };
}

const same = (one: Answers, other: Answers): boolean =>
  one.length === other.length && one.every((answer, at) => answer === other[at]);

/** A correction is another fact beside the first: old and new answers, who, when and why (SR-150). */
export function decideCorrection(outcome: Outcome | null, wish: CorrectionWish, here: Here): OutcomeDecision {
  if (outcome === null) return refused('There is no such entry of this patient. Nothing was changed.');
  if (outcome.withdrawn !== null) return refused('This entry was withdrawn. Enter the form anew.');
  const { instrument } = outcome;
  const { answers, answeredAt } = wish;
  const reasons = against(instrument, answers, answeredAt, here.at);
  const reason = wish.reason.trim();
  if (reason.length < 3) reasons.push('Type why it is corrected. It stands in the record.');
  if (same(answers, outcome.answers) && answeredAt === outcome.answeredAt) {
    reasons.push('Nothing is different. There is nothing to correct.');
  }
  if (reasons.length > 0) return refused(...reasons);
  const risk = riskOf(instrument, answers, here.levels);
  const old = { answers: [...outcome.answers], score: outcome.score, answeredAt: outcome.answeredAt };
  const { patientId, outcomeId } = wish;
  const body = {
    ...{ patientId, outcomeId, by: here.by, reason, old, answers, answeredAt, risk },
    score: scored(instrument, answers),
  };
  return { kind: 'write', draft: { type: 'outcome.corrected', body }, risk };
}

/** An entry that is not this patient's, or stands twice, counts no more and stays readable. */
export function decideWithdrawal(
  outcome: Outcome | null,
  wish: { readonly patientId: string; readonly outcomeId: string; readonly reason: string },
  by: Actor,
): OutcomeDecision {
  if (outcome === null) return refused('There is no such entry of this patient. Nothing was changed.');
  if (outcome.withdrawn !== null) return refused('This entry was withdrawn already.');
  const reason = wish.reason.trim();
  if (reason.length < 3) return refused('Type why it is withdrawn. It stands in the record.');
  const { patientId, outcomeId } = wish;
  return {
    kind: 'write',
    draft: { type: 'outcome.withdrawn', body: { patientId, outcomeId, by, reason } },
    risk: null,
  };
}
