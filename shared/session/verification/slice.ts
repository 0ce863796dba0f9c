import type { Actor } from '../../record/people';
import type { EpochMs } from '../../time/clock';
import type { BaselineSet, CheckedEntries, CheckedItem } from './events';

/** How one line of the list stands; a line that nobody touched has none. */
export type CheckStanding = {
  readonly kind: 'met' | 'not-met' | 'overridden';
  readonly by: Actor;
  readonly at: EpochMs;
  /** What was seen; what stands in the way; why it was overridden. */
  readonly evidence: string;
  /** Who overrode it. */
  readonly physician: Actor | null;
};

/** The second person's check. Loading another syringe makes it void. */
export type DoubleCheck =
  | { readonly kind: 'open' }
  /** Once: both read the source and type these items again, masked. */
  | {
      readonly kind: 'differs';
      readonly items: readonly CheckedItem[];
      readonly second: Actor;
      readonly typed: CheckedEntries;
    }
  /** Twice: both values are shown; a third person reads, or the source is corrected. */
  | {
      readonly kind: 'disputed';
      readonly items: readonly CheckedItem[];
      readonly second: Actor;
      readonly typed: CheckedEntries;
      readonly again: CheckedEntries;
    }
  | { readonly kind: 'agreed'; readonly second: Actor; readonly at: EpochMs }
  | { readonly kind: 'excepted'; readonly physician: Actor; readonly reason: string; readonly at: EpochMs };

/** What was verified in this session and nowhere else (SR-011). */
export type VerificationSlice = {
  /** By the name of the line; `syringe` too. */
  readonly checks: Readonly<Record<string, CheckStanding>>;
  /** The number that was scanned from the wristband, this patient's. */
  readonly wristband: string | null;
  readonly baseline: readonly BaselineSet[];
  readonly doubleCheck: DoubleCheck;
};

/** Nothing verified yet. */
export const nothingVerified: VerificationSlice = {
  checks: {},
  wristband: null,
  baseline: [],
  doubleCheck: { kind: 'open' },
};
