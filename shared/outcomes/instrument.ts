import { z } from 'zod';

/** What is measured over a series (clinical.md 2.6). */
export const instrumentId = z.enum(['NRS', 'BPI', 'PHQ-9', 'GAD-7', 'MADRS', 'PCL-5', 'PGIC']);
export type InstrumentId = z.infer<typeof instrumentId>;

/** One question with the range of its answer. */
export type Question = {
  readonly words: string;
  /** The same in a word or two, for a narrow column. */
  readonly short: string;
  readonly least: number;
  readonly most: number;
  readonly decimals: number;
  /** Words of an answer, from `least` on; null: it is a figure that is typed. */
  readonly levels: readonly string[] | null;
  /** Without it the score stands all the same. */
  readonly optional?: true;
};

export type Band = { readonly from: number; readonly words: string };

/** How far a score must have fallen from the baseline, or where it must stand; points are the instrument's own. */
export type Needs =
  | { readonly kind: 'fall-percent'; readonly atLeast: number }
  | { readonly kind: 'fall-points'; readonly atLeast: number }
  | { readonly kind: 'score-at-most'; readonly atMost: number };

/** How good a change is, best first. */
export const gain = z.enum([
  'remission',
  'response',
  'substantial',
  'moderate',
  'meaningful',
  'reliable',
  'minimal',
]);
export type Gain = z.infer<typeof gain>;

/** `read`: stands so in the source named; `unconfirmed`: general knowledge; `own`: our proposal. */
export type Confidence = 'read' | 'unconfirmed' | 'own';

/** One rule by which a change is called something; one of `anyOf` is enough. */
export type GainRule = {
  readonly gain: Gain;
  readonly anyOf: readonly Needs[];
  readonly source: string;
  readonly confidence: Confidence;
};

export type Instrument = {
  readonly id: InstrumentId;
  /** Rises when a question, a level or the way of scoring changes. */
  readonly version: number;
  readonly name: string;
  readonly measures: string;
  /** What stands above the questions, and over which time they ask. */
  readonly asks: string;
  readonly questions: readonly Question[];
  /** `sum` of all questions; `first`: the first question is the score. */
  readonly scoring: 'sum' | 'first';
  readonly range: { readonly least: number; readonly most: number; readonly decimals: number };
  /** From each lowest score on; empty: the source knows none. */
  readonly bands: readonly Band[];
  /** Parts of the whole with a sum of their own; question numbers count from 1. */
  readonly clusters: readonly { readonly words: string; readonly from: number; readonly to: number }[];
  /** What the score is compared with. PGIC asks for the change itself. */
  readonly against: 'baseline' | 'itself';
  /** Best first. */
  readonly gains: readonly GainRule[];
  /** From which rise over the baseline, or which score, it is called worse; null: no rule. */
  readonly worse: {
    readonly of: 'rise' | 'score';
    readonly atLeast: number;
    readonly confidence: Confidence;
  } | null;
  /** Whether the patient can answer it from the screen: the wording is free. */
  readonly byPatient: boolean;
  readonly source: string;
  readonly licence: string;
};

/** An answer a question, in order; null: not answered. */
export type Answers = readonly (number | null)[];

export const answersSchema = z.array(z.number().nullable());
