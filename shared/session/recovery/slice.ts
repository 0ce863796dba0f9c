import type { Answers, InstrumentId } from '../../outcomes/instrument';
import type { Actor } from '../../record/people';
import type { GateFacts, OverridableGate, SeenGate } from '../../recovery/gate';
import type { EpochMs } from '../../time/clock';
import { type Fingerprint, ofNothing } from '../fingerprint';
import type { SignedContent } from './events';

type By<T> = T & { readonly by: Actor; readonly at: EpochMs };

export type DischargeSignature = By<{
  readonly content: SignedContent;
  /** Why what stands under it is not what was signed; null: it is. */
  readonly broken: string | null;
}>;

/** What this chapter keeps of an open session. */
export type RecoverySlice = {
  readonly score: By<NonNullable<GateFacts['score']>> | null;
  readonly seen: Readonly<Partial<Record<SeenGate, By<{ met: boolean; evidence: string }>>>>;
  readonly overrides: Readonly<Partial<Record<OverridableGate, By<{ reason: string }>>>>;
  readonly questionnaires: readonly By<{
    /** Null: written by an earlier version. */
    readonly outcomeId: string | null;
    readonly instrument: InstrumentId;
    readonly answers: Answers;
  }>[];
  /** Why the suicide-risk workflow is open, oldest first; empty: it is not. */
  readonly risk: readonly By<{ readonly words: string }>[];
  readonly assessed: By<{ readonly assessment: string; readonly plan: string }> | null;
  readonly charted: Fingerprint;
  readonly signature: DischargeSignature | null;
};

export const nothingRecovered: RecoverySlice = {
  score: null,
  seen: {},
  overrides: {},
  questionnaires: [],
  risk: [],
  assessed: null,
  charted: ofNothing,
  signature: null,
};
