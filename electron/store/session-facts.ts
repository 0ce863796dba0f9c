import { correctedBy, correcting } from '../../shared/course/corrected';
import {
  FACTS_VERSION,
  type FactsFold,
  factsFold,
  type SessionFacts,
  sessionFactsSchema,
} from '../../shared/course/facts';
import type { DoseStep } from '../../shared/pk/dose-step';
import type { LoggedEvent } from '../../shared/session/events';
import { evolve, initialState } from '../../shared/session/evolve';
import type { BedsideState } from '../../shared/session/state';
import { type DurationMs, type EpochMs, epochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import type { EventLog } from './event-log';
import { listSql, sql } from './sql';

/** What an earlier session of a patient gave. `dose` null: not gathered yet, `fillFacts` does it. */
export type EarlierDose = {
  readonly sessionId: string;
  readonly openedAt: EpochMs;
  readonly dose: readonly DoseStep[] | null;
};

export type FactsTable = {
  /** What is known of a closed session; null: nothing yet, or it was gathered by an earlier program. */
  facts(sessionId: string): SessionFacts | null;
  /** The patient's closed sessions that were opened within so long before a moment, earliest first. */
  earlierDoses(patientId: string, before: EpochMs, within: DurationMs): EarlierDose[];
  /** Closed sessions of which nothing is known, latest first. */
  sessionsWithoutFacts(): string[];
  /**
   * Gathers the facts of one closed session from its log. Each step reads and folds a part of it that takes some
   * milliseconds; between two of them the caller lets others work. The row is there when it is done.
   */
  fillFacts(sessionId: string): Generator<void, void, void>;
  /** What the log itself gives, at once and kept nowhere; null: no session of that name was closed. */
  factsByLog(sessionId: string): SessionFacts | null;
};

type Gathering = { readonly sessionId: string; readonly fold: FactsFold; state: BedsideState };

const begin = (sessionId: string): Gathering => ({ sessionId, fold: factsFold(), state: initialState() });

function gather(into: Gathering, event: LoggedEvent): void {
  into.state = evolve(into.state, event);
  into.fold.take(event, into.state);
}

function rowWriter(db: Connection): (gathered: Gathering) => void {
  const keep = db.prepare(sql.keepFacts);
  return ({ sessionId, fold, state }) => {
    if (state.session === null) return;
    keep.run({
      sessionId,
      patientId: state.session.patient.patientId,
      startedAt: state.session.startedAt,
      version: FACTS_VERSION,
      body: JSON.stringify(fold.facts()),
    });
  };
}

/** Follows the log while it is written. Each call runs inside the transaction that writes the event. */
export type FactsKeeper = {
  follow(event: LoggedEvent): void;
  /** What was gathered since the last commit was rolled back, and with it what came before. */
  forget(): void;
};

/**
 * Gathers the facts of the session that runs, event by event, so that its end costs no more than any other event. A
 * session that was not followed from its first event on (after a restart) gets its row later, by `fillFacts`.
 */
export function keepFacts(db: Connection): FactsKeeper {
  const write = rowWriter(db);
  const drop = db.prepare<{ sessionId: string }>(sql.dropFacts);
  let running: Gathering | null = null;
  return {
    follow(event) {
      // Put right afterwards: what was gathered no longer holds, and is gathered anew when it is asked for.
      if (correcting.has(event.type)) drop.run({ sessionId: event.sessionId });
      if (event.type === 'session.opened') running = begin(event.sessionId);
      if (running === null || running.sessionId !== event.sessionId) return;
      try {
        gather(running, event);
      } catch {
        // What is only gathered must never keep an event out of the record; `fillFacts` will meet it again, and say so.
        running = null;
        return;
      }
      if (event.type !== 'session.closed') return;
      write(running);
      running = null;
    },
    forget() {
      running = null;
    },
  };
}

/** Events that are read and folded in one go when facts are gathered afterwards. */
const PART = 200;

/** Folds a session as its entries read now, up to its end; a part of some milliseconds at a time. */
function* gathering(log: Pick<EventLog, 'events'>, sessionId: string): Generator<void, Gathering, void> {
  // What was said of the session afterwards is rare and short; where nothing was, nothing more is read.
  const said = [...log.events(sessionId, { types: [...correcting] })].length > 0;
  const asItReads = correctedBy(said ? [...log.events(sessionId, { without: 'readings' })] : []);
  yield;
  const gathered = begin(sessionId);
  let count = 0;
  for (const event of log.events(sessionId)) {
    gather(gathered, asItReads(event));
    count += 1;
    if (count % PART === 0) yield;
    if (event.type === 'session.closed') break;
  }
  return gathered;
}

/** Reads and fills the table of facts. */
export function factsTable(db: Connection, log: Pick<EventLog, 'events'>): FactsTable {
  const one = db.prepare<{ sessionId: string; version: number }, { body: string }>(sql.facts);
  const ofPatient = db.prepare<
    { patientId: string; before: number; from: number; version: number },
    { session_id: string; opened_at_ms: number; body: string | null }
  >(sql.factsOfPatient);
  const without = db.prepare<{ version: number }, { session_id: string }>(listSql.sessionsWithoutFacts);
  const version = FACTS_VERSION;
  const read = (body: string): SessionFacts => sessionFactsSchema.parse(JSON.parse(body));
  return {
    facts(sessionId) {
      const row = one.get({ sessionId, version });
      return row === undefined ? null : read(row.body);
    },
    earlierDoses(patientId, before, within) {
      return ofPatient.all({ patientId, before, from: before - within, version }).map((row) => ({
        sessionId: row.session_id,
        openedAt: epochMs(row.opened_at_ms),
        dose: row.body === null ? null : read(row.body).dose,
      }));
    },
    sessionsWithoutFacts: () => without.all({ version }).map(({ session_id }) => session_id),
    *fillFacts(sessionId) {
      const gathered = yield* gathering(log, sessionId);
      if (gathered.state.session?.phase === 'closed') rowWriter(db)(gathered);
    },
    factsByLog(sessionId) {
      const parts = gathering(log, sessionId);
      for (let part = parts.next(); ; part = parts.next()) {
        if (part.done !== true) continue;
        const { state, fold } = part.value;
        return state.session?.phase === 'closed' ? fold.facts() : null;
      }
    },
  };
}
