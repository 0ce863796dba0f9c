import type { CourseSession } from '../../shared/course/page';
import { sameDrug } from '../../shared/limits/check-order';
import { epochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import type { FactsTable } from './session-facts';
import { sql } from './sql';

type Row = {
  readonly session_id: string;
  readonly opened_at_ms: number;
  readonly started_at_ms: number | null;
  readonly closed_at_ms: number | null;
  readonly simulation: number;
  readonly drug: string;
  readonly reviewed: number;
};

export type Courses = {
  /** Every session of a patient with what is known of it, earliest first. */
  courseOf(patientId: string): CourseSession[];
  /** The latest closed sessions of a patient in which this drug flowed, latest first. */
  latestGiven(patientId: string, drug: string, most: number): CourseSession[];
};

const maybeEpoch = (ms: number | null) => (ms === null ? null : epochMs(ms));

/** Reads courses of treatment: the summaries of a patient's sessions, each with its facts. */
export function courses(db: Connection, facts: Pick<FactsTable, 'facts'>): Courses {
  const ofPatient = db.prepare<{ patientId: string }, Row>(sql.sessionsOfPatient);
  const sessionOf = (row: Row): CourseSession => {
    const known = row.closed_at_ms === null ? null : facts.facts(row.session_id);
    return {
      sessionId: row.session_id,
      openedAt: epochMs(row.opened_at_ms),
      startedAt: known === null ? maybeEpoch(row.started_at_ms) : known.course.startedAt,
      closedAt: maybeEpoch(row.closed_at_ms),
      simulation: row.simulation === 1,
      reviewed: row.reviewed === 1,
      facts: known,
    };
  };
  return {
    courseOf: (patientId) => ofPatient.all({ patientId }).map(sessionOf),
    latestGiven: (patientId, drug, most) =>
      ofPatient
        .all({ patientId })
        .filter((row) => row.closed_at_ms !== null && row.started_at_ms !== null && sameDrug(row.drug, drug))
        .slice(-most)
        .reverse()
        .map(sessionOf),
  };
}
