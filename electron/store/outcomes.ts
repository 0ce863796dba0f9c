import type { SeriesSession } from '../../shared/outcomes/outcome';
import type { LoggedEvent } from '../../shared/session/events';
import { epochMs } from '../../shared/time/clock';
import type { Clinic } from './clinic';
import type { Connection } from './connection';
import type { Names } from './names';
import { logNames } from './names';
import type { EventRow } from './row';
import { decodeRow } from './row';
import { listSql, sql } from './sql';

/** What is read of outcome measures, over all sessions. */
export type OutcomeTable = {
  /** A patient's entries, in the order of the log. */
  outcomeEvents(patientId: string): LoggedEvent[];
  /** A patient's sessions in which drug flowed, oldest first. */
  seriesOfPatient(patientId: string): SeriesSession[];
  /** Entries that opened a suicide risk and that no physician has answered yet, oldest first. */
  openRisks(): { readonly patientId: string; readonly event: LoggedEvent }[];
  /** Patients of whom some entry ever opened a suicide risk. */
  riskPatients(): string[];
  /** The entries of a screen that is still with a patient; empty: none is. */
  openTurn(): LoggedEvent[];
};

type Started = { readonly session_id: string; readonly order_id: string; readonly started_at_ms: number };

/** Reads a patient's outcome measures by the indexes of the log. */
export function outcomeTable(db: Connection, clinic: Pick<Clinic, 'order'>): OutcomeTable {
  const names = logNames(db);
  const ofPatient = db.prepare<{ patientId: string; afterSeq: number }, EventRow>(sql.outcomeEvents);
  const older = db.prepare<{ patientId: string }, EventRow>(sql.questionnairesOfPatient);
  const started = db.prepare<{ patientId: string }, Started>(sql.startedSessions);
  const risks = db.prepare<[], EventRow & { patient_id: string }>(listSql.openRisks);
  const everAtRisk = db.prepare<[], { patient_id: string }>(listSql.riskPatients);
  const lastTurn = db.prepare<[], { seq: number; type: string }>(sql.lastTurn);
  const turn = db.prepare<{ fromSeq: number }, EventRow>(sql.turnEvents);
  const decoded = (rows: readonly EventRow[], by: Pick<Names, 'nameOf'> = names) =>
    rows.map((row) => decodeRow(row, by));
  return {
    outcomeEvents: (patientId) =>
      decoded(
        [...older.all({ patientId }), ...ofPatient.all({ patientId, afterSeq: 0 })].sort(
          (one, other) => one.seq - other.seq,
        ),
      ),
    seriesOfPatient: (patientId) =>
      started.all({ patientId }).flatMap(({ session_id: sessionId, order_id, started_at_ms }) => {
        const order = clinic.order(order_id);
        if (order === null) return [];
        const { sessionNumber, sessionsPlanned } = order;
        return [{ sessionId, startedAt: epochMs(started_at_ms), sessionNumber, sessionsPlanned }];
      }),
    openRisks: () => risks.all().map((row) => ({ patientId: row.patient_id, event: decodeRow(row, names) })),
    riskPatients: () => everAtRisk.all().map(({ patient_id: patientId }) => patientId),
    openTurn() {
      const last = lastTurn.get();
      if (last === undefined || last.type === 'screen.taken-back') return [];
      return decoded(turn.all({ fromSeq: last.seq }));
    },
  };
}

/** Keeps the open risks beside the log; each call runs inside the transaction that writes the event. */
export function keepOpenRisks(db: Connection): (event: LoggedEvent) => void {
  const open = db.prepare(sql.openRisk);
  const close = db.prepare(sql.closeRisks);
  return (event) => {
    if (event.type === 'risk.assessed' && event.body.patientId !== undefined) {
      close.run({ patientId: event.body.patientId });
    }
    const { seq } = event;
    if (event.type === 'risk.reported' && event.body.patientId !== undefined) {
      open.run({ seq, patientId: event.body.patientId });
    }
    if (event.type === 'outcome.recorded' || event.type === 'outcome.corrected') {
      if (event.body.risk !== null) open.run({ seq, patientId: event.body.patientId });
    }
  };
}
