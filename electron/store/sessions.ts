import type { SessionSummary } from '../../shared/ipc/contract';
import { epochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import { searchExpression } from './search-words';
import { sql } from './sql';

type SummaryRow = {
  readonly opened_seq: number;
  readonly session_id: string;
  readonly patient_id: string;
  readonly patient_name: string;
  readonly mrn: string;
  readonly drug: string;
  readonly room: string;
  readonly simulation: number;
  readonly opened_at_ms: number;
  readonly started_at_ms: number | null;
  readonly closed_at_ms: number | null;
  readonly phase: SessionSummary['phase'];
  readonly given_mg_low: number;
  readonly given_mg_high: number;
  readonly events: number;
  readonly alarms: number;
};

export type Sessions = {
  /** Latest first. An empty search finds all; else every word must begin a word of name, MRN, date or drug. */
  sessions(search: string, limit?: number): SessionSummary[];
  session(sessionId: string): SessionSummary | null;
  /** The session that was opened and not closed: after a crash, the one to go on with. */
  openSessionId(): string | null;
};

const maybeEpoch = (ms: number | null) => (ms === null ? null : epochMs(ms));

function summaryOf(row: SummaryRow): SessionSummary {
  return {
    sessionId: row.session_id,
    patientId: row.patient_id,
    patientName: row.patient_name,
    mrn: row.mrn,
    drug: row.drug,
    room: row.room,
    openedAt: epochMs(row.opened_at_ms),
    startedAt: maybeEpoch(row.started_at_ms),
    closedAt: maybeEpoch(row.closed_at_ms),
    phase: row.phase,
    givenMgLow: row.given_mg_low,
    givenMgHigh: row.given_mg_high,
    events: row.events,
    alarms: row.alarms,
    simulation: row.simulation === 1,
  };
}

/** Lists and finds sessions by their summaries. */
export function sessionList(db: Connection): Sessions {
  const latest = db.prepare<{ limit: number }, SummaryRow>(sql.latestSummaries);
  const search = db.prepare<{ words: string; limit: number }, SummaryRow>(sql.searchSummaries);
  const one = db.prepare<{ sessionId: string }, SummaryRow>(sql.summary);
  const open = db.prepare<[], { session_id: string }>(sql.openSession);
  return {
    sessions(typed, limit = 200) {
      const words = searchExpression(typed);
      if (words === null) return typed.trim() === '' ? latest.all({ limit }).map(summaryOf) : [];
      return search.all({ words, limit }).map(summaryOf);
    },
    session(sessionId) {
      const row = one.get({ sessionId });
      return row === undefined ? null : summaryOf(row);
    },
    openSessionId: () => open.get()?.session_id ?? null,
  };
}
