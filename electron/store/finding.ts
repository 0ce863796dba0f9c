import { type Mark, marksOf } from '../../shared/finding/marks';
import { reviewedAfter } from '../../shared/review/reviewed';
import type { LoggedEvent } from '../../shared/session/events';
import type { Connection } from './connection';
import { patientWords } from './search-words';
import { sql } from './sql';
import { keepWords } from './word-index';

/** Keeps what sessions and patients are found by. Each call runs inside the transaction that writes the event. */
export type Finding = {
  follow(event: LoggedEvent): void;
  /** Nothing that was remembered since the last commit counts: it was rolled back. */
  forget(): void;
};

type Standing = {
  readonly opened_seq: number;
  readonly patient_id: string;
  readonly phase: string;
  readonly reviewed: number;
};

type KnownPatient = { readonly patient_no: number; readonly name: string; readonly mrn: string };

/** Every session, for the tally. */
export const EVERY = 'every';

/** Follows a session's told events, after its summary did, into marks, tallies and its patient's line. */
export function keepFinding(db: Connection): Finding {
  const standing = db.prepare<{ sessionId: string }, Standing>(sql.standing);
  const add = db.prepare(sql.addMark);
  const take = db.prepare(sql.takeMark);
  const count = db.prepare(sql.countMark);
  const setReviewed = db.prepare(sql.setReviewed);
  const known = db.prepare<{ patientId: string }, KnownPatient>(sql.knownPatient);
  const openPatient = db.prepare(sql.openPatient);
  const followPatient = db.prepare(sql.followPatient);
  const countToReview = db.prepare(sql.countToReview);
  const words = keepWords(db, 'patient');

  function put(sessionId: string, mark: Mark): boolean {
    const isNew = add.run({ sessionId, mark }).changes > 0;
    if (isNew) count.run({ mark, by: 1 });
    return isNew;
  }
  function remove(sessionId: string, mark: Mark): boolean {
    const was = take.run({ sessionId, mark }).changes > 0;
    if (was) count.run({ mark, by: -1 });
    return was;
  }

  /** Sessions that are going on: of those an entry without a mark moves nothing here, and there are many a minute. */
  const open = new Set<string>();

  function patientComes(event: LoggedEvent & { type: 'session.opened' }): void {
    const { patientId, name, mrn } = event.body.patient;
    const who = { patientId, name, mrn, at: event.at, seq: event.seq };
    const before = known.get({ patientId });
    if (before === undefined) {
      const { lastInsertRowid } = openPatient.run(who);
      words.add(Number(lastInsertRowid), patientWords({ name, mrn }));
      return;
    }
    followPatient.run(who);
    if (before.name === name && before.mrn === mrn) return;
    words.take(before.patient_no);
    words.add(before.patient_no, patientWords({ name, mrn }));
  }

  /** A closed session waits for a physician until a signature holds. */
  function review(event: LoggedEvent, { patient_id: patientId, phase, reviewed }: Standing): void {
    if (phase !== 'closed') return;
    const { sessionId } = event;
    const after = reviewedAfter(reviewed === 1, event);
    if (after !== (reviewed === 1)) setReviewed.run({ sessionId, reviewed: after ? 1 : 0 });
    if (after && remove(sessionId, 'to-review')) countToReview.run({ patientId, by: -1 });
    if (!after && put(sessionId, 'to-review')) countToReview.run({ patientId, by: 1 });
  }

  return {
    follow(event) {
      const { sessionId } = event;
      if (event.type === 'session.opened') {
        count.run({ mark: EVERY, by: 1 });
        put(sessionId, 'open');
        patientComes(event);
        open.add(sessionId);
      }
      const marks = marksOf(event);
      const closes = event.type === 'session.closed';
      if (marks.length === 0 && !closes && open.has(sessionId)) return;
      const found = standing.get({ sessionId });
      // The workstation's own stream is no session.
      if (found === undefined) return;
      if (found.phase === 'closed') open.delete(sessionId);
      else open.add(sessionId);
      for (const mark of marks) put(sessionId, mark);
      if (closes) remove(sessionId, 'open');
      review(event, found);
    },
    forget: () => open.clear(),
  };
}
