import { z } from 'zod';
import { mark } from '../finding/marks';
import type { DoseStep } from '../pk/dose-step';
import type { actorSchema } from '../record/people';
import { placeSchema } from '../record/place';
import type { RecordCheck } from '../review/signing';
import type { Series } from '../series/series';
import type { LoggedEvent } from '../session/events';
import type { BedsideState } from '../session/state';
import { epochSchema } from '../time/clock';

export const sessionSummarySchema = z.object({
  sessionId: z.string(),
  /** The number of its first entry. */
  openedSeq: z.int(),
  /** The workstation that it is from; left out: this one. */
  place: placeSchema.optional(),
  patientId: z.string(),
  patientName: z.string(),
  mrn: z.string(),
  drug: z.string(),
  room: z.string(),
  openedAt: epochSchema,
  startedAt: epochSchema.nullable(),
  closedAt: epochSchema.nullable(),
  phase: z.enum(['preparing', 'infusing', 'paused', 'recovery', 'closed']),
  givenMgLow: z.number(),
  givenMgHigh: z.number(),
  events: z.number(),
  alarms: z.number(),
  simulation: z.boolean(),
  /** A physician's signature holds. */
  reviewed: z.boolean(),
  /** What happened in it. */
  marks: z.array(mark),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

export type SessionDetail = {
  readonly summary: SessionSummary;
  /** Final state: the fold of the whole log. */
  readonly state: BedsideState;
  /** Every event but the readings, in order. */
  readonly events: LoggedEvent[];
  readonly series: Series;
};

/** How the record of a closed session stands for whoever would sign its review. */
export type ReviewStanding = {
  /** Null: there is no closed session of this name. */
  readonly check: RecordCheck | null;
  /** Who is signed in, and why they can not sign; empty: they can. */
  readonly by: z.infer<typeof actorSchema>;
  readonly against: readonly string[];
  /** What they prove themselves by now (SR-157). */
  readonly needs: 'password' | 'pin';
};
/** What a patient was given before a session, in order of time, and of how many earlier sessions nothing is known. */
export type CarryOver = { readonly dose: readonly DoseStep[]; readonly unread: number };
/** A session's detail on its way between processes: text and one block of numbers, which are copied without a walk. */
export type PackedDetail = {
  readonly summary: SessionDetail['summary'];
  /** The final state, as JSON. */
  readonly state: string;
  /** Every event but the readings, as JSON. */
  readonly events: string;
  /** `packSeries` */
  readonly columns: Uint8Array;
};
