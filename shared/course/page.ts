import type { Patient } from '../record/patient';
import type { Place } from '../record/place';
import type { EpochMs } from '../time/clock';
import type { SessionFacts } from './facts';

/** One session of a patient, as the page of the course gets it. */
export type CourseSession = {
  readonly sessionId: string;
  readonly openedAt: EpochMs;
  /** The workstation that it is from; left out: this one. */
  readonly place?: Place;
  /** Null: drug never flowed. */
  readonly startedAt: EpochMs | null;
  /** Null: it is open still, and its facts come when it is closed. */
  readonly closedAt: EpochMs | null;
  readonly simulation: boolean;
  /** A physician has signed its review, and nothing broke the signature. */
  readonly reviewed: boolean;
  /** Null: not gathered from the log yet. */
  readonly facts: SessionFacts | null;
};

/** The whole course of one patient over all rooms whose records are here, earliest session first. */
export type CoursePage = {
  readonly patient: Patient;
  readonly sessions: readonly CourseSession[];
  /** Workstations that have the MRN for a person born on another day: theirs is not counted in. */
  readonly doubtful: readonly Place[];
};

/** A session whose facts are there, and that gave something: what curves are drawn of. */
export type GivenSession = CourseSession & {
  readonly startedAt: EpochMs;
  readonly facts: SessionFacts;
};

/** The sessions of which there is something to draw. */
export function givenSessions(sessions: readonly CourseSession[]): GivenSession[] {
  return sessions.filter((one): one is GivenSession => one.startedAt !== null && one.facts !== null);
}
