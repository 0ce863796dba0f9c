import type { Actor } from '../record/people';
import type { Place } from '../record/place';
import type { EpochMs } from '../time/clock';
import type { OutcomeBasis } from './events';
import type { Answers, InstrumentId } from './instrument';

/** An entry as it stood before a correction. */
export type Earlier = {
  readonly answers: Answers;
  readonly score: number | null;
  readonly answeredAt: EpochMs;
  /** When, by whom and why it was replaced. */
  readonly at: EpochMs;
  readonly by: Actor;
  readonly reason: string;
};

/** One filled-in form of a patient, as it stands now. */
export type Outcome = {
  readonly outcomeId: string;
  readonly instrument: InstrumentId;
  readonly instrumentVersion: number;
  readonly answers: Answers;
  readonly score: number | null;
  readonly answeredAt: EpochMs;
  readonly recordedAt: EpochMs;
  /** Null: it was written down in a session, before anybody said where in the series. */
  readonly basis: OutcomeBasis | null;
  readonly filledBy: 'staff' | 'patient';
  readonly by: Actor;
  readonly handedBy: Actor | null;
  /** In whose log it stands; null: of no session. */
  readonly sessionId: string | null;
  /** The workstation that it was written down at; left out: this one. */
  readonly place?: Place;
  readonly earlier: readonly Earlier[];
  readonly withdrawn: { readonly at: EpochMs; readonly by: Actor; readonly reason: string } | null;
};

/** Why a patient's suicide-risk workflow is open. */
export type OpenRisk = {
  readonly words: string;
  readonly at: EpochMs;
  readonly by: Actor;
  /** The entry of another workstation's log that opened it; left out: it was opened here. */
  readonly from?: string;
};

/** A session as the course of a treatment needs it. */
export type SeriesSession = {
  readonly sessionId: string;
  readonly startedAt: EpochMs;
  readonly sessionNumber: number;
  readonly sessionsPlanned: number;
};
