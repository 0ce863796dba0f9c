import type { EventBody, LoggedEvent } from '../../shared/session/events';
import { eventBodies } from '../../shared/session/events';
import { isReview } from '../../shared/session/review/events';
import type { EpochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import { keepFinding } from './finding';
import { logNames } from './names';
import { EventNotValid } from './not-kept';
import { keepOpenRisks } from './outcomes';
import type { EventRow } from './row';
import { decodeRow } from './row';
import { sessionWords } from './search-words';
import { rebuildSql, sql } from './sql';
import { keepWords } from './word-index';

/** Keeps the summaries beside the log. Each call runs inside the transaction that writes the event. */
export type Summaries = {
  follow(event: LoggedEvent): void;
  /** Nothing that was remembered since the last commit counts: it was rolled back. */
  forget(): void;
};

type Span = 'open' | 'closed';

function spans(db: Connection) {
  const find = db.prepare<{ sessionId: string }, { first_seq: number; last_seq: number | null }>(sql.span);
  const begin = db.prepare(sql.beginSpan);
  const end = db.prepare(sql.endSpan);
  const known = new Map<string, Span>();
  const lookUp = (sessionId: string, seq: number): Span => {
    const row = find.get({ sessionId });
    if (row === undefined) begin.run({ sessionId, seq });
    return row === undefined || row.last_seq === null ? 'open' : 'closed';
  };
  return {
    known,
    /**
     * A reading moves no row, except after the end, where the range of the session would leave it out. What is said of a
     * session long after it is found by its own index: the range would then hold every session since.
     */
    follow({ sessionId, seq, type }: LoggedEvent): void {
      const span = known.get(sessionId) ?? lookUp(sessionId, seq);
      const now: Span = type === 'session.closed' ? 'closed' : span;
      if (now === 'closed' && !isReview(type)) end.run({ sessionId, seq });
      known.set(sessionId, now);
    },
  };
}

function phases(db: Connection) {
  const request = db.prepare<{ sessionId: string; commandId: string }, { body: string }>(sql.commandRequest);
  const infusing = db.prepare(sql.setInfusing);
  const paused = db.prepare(sql.setPaused);
  return (sessionId: string, commandId: string, at: EpochMs): void => {
    const row = request.get({ sessionId, commandId });
    if (row === undefined) return;
    const { purpose } = eventBodies['command.requested'].parse(JSON.parse(row.body));
    if (purpose === 'start' || purpose === 'resume') infusing.run({ sessionId, at });
    if (purpose === 'pause' || purpose === 'secure') paused.run({ sessionId });
  };
}

/** Follows the log into the summary tables. */
export function keepSummaries(db: Connection): Summaries {
  const span = spans(db);
  const commandTook = phases(db);
  const risks = keepOpenRisks(db);
  const open = db.prepare(sql.openSummary);
  const words = keepWords(db, 'session');
  const count = db.prepare(sql.countEvent);
  const recovery = db.prepare(sql.setRecovery);
  const close = db.prepare(sql.setClosed);
  const withdraw = db.prepare(sql.withdrawOrder);
  const finding = keepFinding(db);

  const opened = (event: LoggedEvent, { patient, order, room, simulation }: EventBody<'session.opened'>) => {
    const { seq, sessionId, at } = event;
    const { changes } = open.run({
      seq,
      sessionId,
      at,
      room,
      orderId: order.orderId,
      patientId: patient.patientId,
      patientName: patient.name,
      mrn: patient.mrn,
      drug: order.drug,
      simulation: simulation ? 1 : 0,
      concentration: order.concentrationMgPerMl,
    });
    if (changes === 0) throw new EventNotValid('session.opened', `session ${sessionId} was opened before`);
    words.add(seq, sessionWords({ name: patient.name, mrn: patient.mrn, drug: order.drug, at }));
  };

  const followTold = (event: LoggedEvent): void => {
    const { sessionId, at } = event;
    risks(event);
    if (event.type === 'session.opened') opened(event, event.body);
    if (event.type === 'command.confirmed') commandTook(sessionId, event.body.commandId, at);
    if (event.type === 'command.resolved' && event.body.took)
      commandTook(sessionId, event.body.commandId, at);
    if (event.type === 'infusion.ended') recovery.run({ sessionId });
    if (event.type === 'order.withdrawn') {
      const { orderId } = event.body;
      withdraw.run({ orderId, at, body: JSON.stringify(event.body) });
    }
    if (event.type === 'order.revoked-elsewhere') {
      const { orderId, status, reason } = event.body;
      withdraw.run({ orderId, at, body: JSON.stringify({ status, reason }) });
    }
    if (event.type === 'session.closed') {
      const { outcome, volumeMl } = event.body;
      close.run({ sessionId, at, outcome, lowMl: volumeMl.low, highMl: volumeMl.high });
    }
    if (!isReview(event.type)) count.run({ sessionId, alarms: event.type === 'alarm.raised' ? 1 : 0 });
    finding.follow(event);
  };

  return {
    follow(event) {
      span.follow(event);
      if (event.type !== 'pump.reading' && event.type !== 'monitor.reading') followTold(event);
    },
    forget() {
      span.known.clear();
      finding.forget();
    },
  };
}

const PAGE = 1_000;

/** Makes the summaries anew from the log. Runs inside the caller's transaction. */
export function rebuildSummaries(db: Connection): void {
  db.exec(rebuildSql.clear);
  db.exec(rebuildSql.spans);
  const summaries = keepSummaries(db);
  const names = logNames(db);
  const told = db.prepare<{ afterSeq: number; limit: number }, EventRow>(rebuildSql.told);
  for (let afterSeq = 0; ; ) {
    const rows = told.all({ afterSeq, limit: PAGE });
    for (const row of rows) summaries.follow(decodeRow(row, names));
    const last = rows.at(-1);
    if (last === undefined) break;
    afterSeq = last.seq;
  }
  db.exec(rebuildSql.endSpans);
}
