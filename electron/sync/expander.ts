import type { Order } from '../../shared/dosing/order';
import type { Patient } from '../../shared/record/patient';
import type { Person } from '../../shared/record/people';
import { type LoggedEvent, WORKSTATION } from '../../shared/session/events';
import { evolve, initialState } from '../../shared/session/evolve';
import type { BedsideState } from '../../shared/session/state';
import type { SyncItem } from '../../shared/sync/item';
import type { EpochMs } from '../../shared/time/clock';
import { sqliteCode } from '../store/connection';
import type { OutboxRow } from '../store/outbox';
import type { Store } from '../store/store';
import type { SyncDb } from './sync-db';
import type { Origin } from './sync-rows';

/** Of the record, what is read to be sent. */
export type SourceRecord = Pick<
  Store,
  'outboxAfter' | 'outboxRow' | 'events' | 'personVersion' | 'patientVersion' | 'orderVersion' | 'lines'
>;

export type EntryFold = { take(event: LoggedEvent, state: BedsideState): SyncItem[] };

/** What is to be on the server, of each part of the record. The same entries give the same items, always. */
export type Expansion = {
  session(sessionId: string): EntryFold;
  /** Of entries that belong to no session. */
  workstation(event: LoggedEvent): SyncItem[];
  person(person: Person, versionNo: number): SyncItem[];
  patient(patient: Patient, versionNo: number): SyncItem[];
  order(order: Order, versionNo: number): SyncItem[];
};

type Running = {
  readonly sessionId: string;
  readonly fold: EntryFold;
  state: BedsideState;
  through: number;
};

const LINE_TOLD = 'line told';
const PUT_BACK =
  'The record was put back from a copy. What is written since is sent as a new line of it; what was sent after that copy stays on the server and in other rooms, marked as replaced.';

/** Entries that are read and folded in one step: some milliseconds. */
const PART = 300;
const ROWS = 200;
/** Folds that are kept at hand; others are made again from the first entry of their session. */
const FOLDS = 3;

/**
 * Makes items of what the outbox names, in small steps. Where it stands is kept with the items, so that a process that
 * ends at any point goes on without a gap.
 */
export function startExpander(parts: {
  readonly record: SourceRecord;
  readonly db: SyncDb;
  readonly expansion: Expansion;
  readonly now: () => EpochMs;
}) {
  const { record, db, expansion, now } = parts;
  const folds = new Map<string, Running>();
  /** What could not be read since the start. */
  const failed = new Set<string>();
  const hasFailed = (origin: Origin): boolean => failed.has(JSON.stringify(origin));
  let work: Iterator<void> | null = null;

  const begun = db.cursor();
  let workstationSeq = begun?.workstationSeq ?? 0;
  const before = begun === null ? null : record.outboxRow(begun.outboxNo);
  if (begun !== null && (before === null || JSON.stringify(before) !== begun.row)) {
    db.forgetAll();
    workstationSeq = 0;
    db.tell(now(), 'The record is not the one that was sent from here before: all of it is sent again.');
  }
  const line = record.lines().at(-1)?.line ?? null;
  if (line !== null && db.mark(LINE_TOLD) !== line) {
    db.keepMark(LINE_TOLD, line);
    db.tell(now(), PUT_BACK);
  }

  function foldOf(sessionId: string): Running {
    const known = folds.get(sessionId);
    folds.delete(sessionId);
    const running = known ?? {
      ...{ sessionId, fold: expansion.session(sessionId), state: initialState(), through: 0 },
    };
    folds.set(sessionId, running);
    for (const [name] of folds) if (folds.size > FOLDS) folds.delete(name);
    return running;
  }

  function* sessionItems(sessionId: string, at: EpochMs): Iterable<void> {
    const running = foldOf(sessionId);
    const origin: Origin = { kind: 'session', sessionId };
    let made: SyncItem[] = [];
    let count = 0;
    for (const event of record.events(sessionId, { afterSeq: running.through })) {
      running.state = evolve(running.state, event);
      made.push(...running.fold.take(event, running.state));
      running.through = event.seq;
      count += 1;
      if (count % PART !== 0) continue;
      if (made.length > 0) db.keepItems(made, origin, at, null);
      made = [];
      yield;
    }
    if (made.length > 0) db.keepItems(made, origin, at, null);
  }

  function* workstationItems(row: OutboxRow & { cause: 'session' }, afterSeq: number): Iterable<void> {
    const origin: Origin = { kind: 'row', outboxNo: row.outboxNo };
    let count = 0;
    for (const event of record.events(WORKSTATION, { afterSeq })) {
      if (event.seq > row.uptoSeq) break;
      const made = expansion.workstation(event);
      if (made.length > 0) db.keepItems(made, origin, row.at, null);
      count += 1;
      if (count % PART === 0) yield;
    }
    workstationSeq = Math.max(workstationSeq, row.uptoSeq);
  }

  function versionItems(row: Exclude<OutboxRow, { cause: 'session' }>): SyncItem[] {
    const { versionNo } = row;
    switch (row.cause) {
      case 'person': {
        const person = record.personVersion(versionNo);
        return person === null ? [] : expansion.person(person, versionNo);
      }
      case 'patient': {
        const patient = record.patientVersion(versionNo);
        return patient === null ? [] : expansion.patient(patient, versionNo);
      }
      case 'order': {
        const order = record.orderVersion(versionNo);
        return order === null ? [] : expansion.order(order, versionNo);
      }
    }
  }

  function* itemsOf(row: OutboxRow, afterSeq: number): Iterable<void> {
    if (row.cause !== 'session') {
      db.keepItems(versionItems(row), { kind: 'row', outboxNo: row.outboxNo }, row.at, null);
    } else if (row.sessionId === WORKSTATION) yield* workstationItems(row, afterSeq);
    else if ((folds.get(row.sessionId)?.through ?? 0) < row.uptoSeq)
      yield* sessionItems(row.sessionId, row.at);
  }

  /** A part of the record that can not be read does not hold up the rest; it is tried again at the next start. */
  function* whole(parts: Iterable<void>, origin: Origin, words: string): Iterable<void> {
    if (hasFailed(origin)) return;
    try {
      yield* parts;
    } catch (error) {
      if (sqliteCode(error) !== null) throw error;
      if (origin.kind === 'session') folds.delete(origin.sessionId);
      failed.add(JSON.stringify(origin));
      db.notMade(origin);
      const why = error instanceof Error ? error.message : String(error);
      db.tell(now(), `${words} could not be made ready for the server: ${why}`);
    }
  }

  function* again(origin: Origin): Iterable<void> {
    if (origin.kind === 'session') {
      folds.delete(origin.sessionId);
      yield* whole(sessionItems(origin.sessionId, now()), origin, `Session ${origin.sessionId}`);
    } else {
      const row = record.outboxRow(origin.outboxNo);
      if (row !== null) yield* whole(itemsOf(row, 0), origin, `Row ${origin.outboxNo} of the outbox`);
    }
    if (!hasFailed(origin)) db.keepItems([], origin, now(), { again: origin });
  }

  function* rowsFrom(outboxNo: number): Iterable<void> {
    const rows = record.outboxAfter(outboxNo, ROWS);
    for (const [at, row] of rows.entries()) {
      const origin: Origin =
        row.cause === 'session' && row.sessionId !== WORKSTATION
          ? { kind: 'session', sessionId: row.sessionId }
          : { kind: 'row', outboxNo: row.outboxNo };
      const words = origin.kind === 'session' ? `Session ${origin.sessionId}` : `A ${row.cause}`;
      yield* whole(itemsOf(row, workstationSeq), origin, words);
      if (at % 20 === 19 || at === rows.length - 1) {
        db.keepItems([], origin, row.at, {
          cursor: { outboxNo: row.outboxNo, row: JSON.stringify(row), workstationSeq },
        });
        yield;
      }
    }
  }

  function nextWork(): Iterator<void> | null {
    const origin = db.toMakeAgain().find((one) => !hasFailed(one));
    if (origin !== undefined) return again(origin)[Symbol.iterator]();
    const after = db.cursor()?.outboxNo ?? 0;
    return record.outboxAfter(after, 1).length === 0 ? null : rowsFrom(after)[Symbol.iterator]();
  }

  return {
    /** Does a part of what there is to do. False: there is nothing. Throws where the record can not be read now. */
    step(): boolean {
      try {
        work ??= nextWork();
        if (work === null) return false;
        if (work.next().done === true) work = null;
        return true;
      } catch (error) {
        work = null;
        folds.clear();
        throw error;
      }
    },
  };
}

export type Expander = ReturnType<typeof startExpander>;
