import { z } from 'zod';
import { warnedPlace } from '../limits/overrides';
import { findingSchema, limitRule } from '../limits/profile';
import type { LoggedEvent } from '../session/events';
import type { SyncLine } from '../sync/line';
import { type instantSchema, monoSchema } from '../time/clock';
import { bedsideAsks } from './asks/bedside';
import { drugsAsks } from './asks/drugs';
import { ordersAsks } from './asks/orders';
import { outcomesAsks } from './asks/outcomes';
import { peopleAsks } from './asks/people';
import { reviewAsks } from './asks/review';
import { syncAsks } from './asks/sync';
import type { RecordStanding } from './standing';

/** What the window asks, each with one answer. */
export const asks = {
  ...bedsideAsks,
  ...peopleAsks,
  ...ordersAsks,
  ...drugsAsks,
  ...reviewAsks,
  ...outcomesAsks,
  ...syncAsks,
} as const;
export type Asks = typeof asks;
export type AskName = keyof Asks;
export type AskInput<N extends AskName> = z.input<Asks[N]['input']>;
/** What an ask reads as once its schema has seen it. */
export type AskParsed<N extends AskName> = z.output<Asks[N]['input']>;
export type AskOutput<N extends AskName> = z.output<Asks[N]['output']>;

/** What the window tells, with no answer. `pause` is the stop's own path and waits for nothing. */
export const tells = {
  pause: z.object({ intentId: z.string(), basisSeq: z.number() }),
  /** Someone touched the workstation; at most every few seconds. */
  touched: z.object({}),
  /** The window for reading is wanted, or wanted in front. */
  openReading: z.object({}),
  /** The answer to every pulse: the window's own thread runs. */
  alive: z.object({}),
  /** What is on the screen now: the last event folded in, and the newest reading. */
  painted: z.object({ seq: z.number(), mono: monoSchema.nullable() }),
  /** What stands in a rate sheet and was not held; an empty text: nothing does. */
  entry: z.object({ purpose: z.enum(['change-rate', 'resume']), text: z.string().max(16) }),
  /** Limits stood beside an entry that was left or changed. */
  warned: z.object({
    place: warnedPlace.exclude(['start']),
    outcome: z.enum(['cancelled', 'changed']),
    findings: z
      .array(findingSchema)
      .min(1)
      .max(2 * limitRule.options.length),
  }),
  /** The alarm sound path works, or why it does not. */
  sound: z.object({ working: z.boolean(), reason: z.string() }),
  /** What the check of the sound path at the start of a session found. */
  soundChecked: z.object({ working: z.boolean(), reason: z.string() }),
} as const;
export type Tells = typeof tells;
export type TellName = keyof Tells;
export type TellBody<N extends TellName> = z.input<Tells[N]>;

/** What the main process says, unasked. */
export type Said = {
  readonly update: { readonly events: LoggedEvent[]; readonly seq: number };
  readonly pulse: {
    readonly seq: number;
    readonly hash: string;
    readonly now: z.infer<typeof instantSchema>;
    readonly record: RecordStanding;
    /** How the record stands with the clinic's server. */
    readonly sync: SyncLine;
  };
  /** The closing of the window was asked for during an infusion and was not done; the words say why. */
  readonly closeRefused: { readonly words: string };
};
export type SaidName = keyof Said;

/** What the preload puts on `window.bridge`: the whole conversation and nothing else. */
export type Bridge = {
  ask<N extends AskName>(name: N, input: AskInput<N>): Promise<AskOutput<N>>;
  tell<N extends TellName>(name: N, body: TellBody<N>): void;
  on<N extends SaidName>(name: N, listener: (body: Said[N]) => void): () => void;
};
