import type { EventDraft, EventType, LoggedEvent } from '../../shared/session/events';
import { eventVersion, WORKSTATION } from '../../shared/session/events';
import type { Instant } from '../../shared/time/clock';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import { keepChain } from './chain';
import type { Connection } from './connection';
import { sqliteCode } from './connection';
import { keepArrivals } from './keep-arrivals';
import { keepLines } from './lines';
import type { Names } from './names';
import { logNames } from './names';
import { notKept, RecordNotKept } from './not-kept';
import { RecordNotReadable } from './not-readable';
import { keepOutbox } from './outbox';
import type { EventRow } from './row';
import { decodeRow, encodeBody } from './row';
import { keepFacts } from './session-facts';
import { sql } from './sql';
import { keepSummaries } from './summary';

export type EventQuery = {
  /** Only what came after this entry. */
  readonly afterSeq?: number;
  readonly without?: 'readings';
  readonly types?: readonly EventType[];
};

/** A fact with its own time. */
export type StampedDraft = { readonly instant: Instant; readonly draft: EventDraft };

export type EventLog = {
  append(sessionId: string, runId: string, instant: Instant, drafts: readonly EventDraft[]): LoggedEvent[];
  /** As `append`, for facts of different times that are written together, all or none. */
  appendStamped(sessionId: string, runId: string, entries: readonly StampedDraft[]): LoggedEvent[];
  events(sessionId: string, query?: EventQuery): Iterable<LoggedEvent>;
  /** What the controlled-substance ledger is made of, over all sessions, in order. */
  ledgerEvents(): Iterable<LoggedEvent>;
  /** What the count of passed, left and refused limits is made of, over all sessions, in order. */
  overrideEvents(): Iterable<LoggedEvent>;
  /** The whole log over all sessions, in order. */
  everything(): Iterable<LoggedEvent>;
  /** Who came in, who was not let in, who looked at what: the last ones, latest first. */
  accessEvents(limit: number): LoggedEvent[];
  lastSeq(): number;
  /** When the first and the newest entry were written; null: there is none. */
  span(): { readonly first: EpochMs; readonly newest: EpochMs } | null;
  /** The last alarm test of this workstation, within a session or outside; null: never one. */
  lastAlarmTest(): LoggedEvent | null;
};

/**
 * Rows per read: an open read would bar every write on the same connection, so each page is read whole. Some
 * milliseconds: whoever reads in pieces can not rest within a page.
 */
const PAGE = 250;

/** The log on an open connection. */
export function eventLog(db: Connection, folder: string): EventLog {
  const names = logNames(db);
  const { append, appendStamped } = appender(db, folder, names);
  const { events, everything, ledgerEvents, overrideEvents } = reader(db, names);
  const last = db.prepare<[], { seq: number | null }>(sql.lastSeq);
  const firstTime = db.prepare<[], { at_ms: number }>(sql.firstTime);
  const latestTime = db.prepare<[], { at_ms: number }>(sql.latestTime);
  const tested = db.prepare<[], EventRow>(sql.lastAlarmTest);
  const access = db.prepare<{ limit: number; afterSeq: number }, EventRow>(sql.accessEvents);
  return {
    append,
    appendStamped,
    events,
    everything,
    ledgerEvents,
    overrideEvents,
    accessEvents: (limit) => access.all({ limit, afterSeq: 0 }).map((row) => decodeRow(row, names)),
    lastSeq: () => last.get()?.seq ?? 0,
    span() {
      const [first, newest] = [firstTime.get(), latestTime.get()];
      return first === undefined || newest === undefined
        ? null
        : { first: epochMs(first.at_ms), newest: epochMs(newest.at_ms) };
    },
    lastAlarmTest() {
      const row = tested.get();
      return row === undefined ? null : decodeRow(row, names);
    },
  };
}

function appender(db: Connection, folder: string, names: Names): Pick<EventLog, 'append' | 'appendStamped'> {
  const insert = db.prepare(sql.insertEvent);
  const summaries = keepSummaries(db);
  const chain = keepChain(db);
  const facts = keepFacts(db);
  const outbox = keepOutbox(db);
  const arrivals = keepArrivals(db);
  const lines = keepLines(db);

  const enter = (sessionId: string, runId: string, entries: readonly StampedDraft[]): LoggedEvent[] =>
    entries.map(({ instant, draft }) => {
      const [at, mono, version] = [epochMs(Math.round(instant.at)), instant.mono, eventVersion[draft.type]];
      const body = encodeBody(draft);
      const sessionNo = names.keep(sessionId);
      const { lastInsertRowid } = insert.run({
        sessionNo,
        runNo: names.keep(runId),
        at,
        mono,
        type: draft.type,
        version,
        body,
      });
      const event: LoggedEvent = {
        ...draft,
        seq: Number(lastInsertRowid),
        sessionId,
        runId,
        at,
        mono,
        version,
      };
      summaries.follow(event);
      facts.follow(event);
      arrivals.follow(event);
      lines.follow(event);
      chain.follow({ ...event, body });
      outbox.follow(event, sessionNo);
      return event;
    });

  const write = db.transaction(
    (sessionId: string, runId: string, entries: readonly StampedDraft[]): LoggedEvent[] => {
      const [{ instant }] = entries as readonly [StampedDraft];
      const draft = lines.first(instant.at);
      if (draft !== null) enter(WORKSTATION, runId, [{ instant, draft }]);
      return enter(sessionId, runId, entries);
    },
  );

  const appendStamped: EventLog['appendStamped'] = (sessionId, runId, entries) => {
    if (!db.open) throw new RecordNotKept('closed');
    if (entries.length === 0) return [];
    try {
      return write.immediate(sessionId, runId, entries);
    } catch (error) {
      summaries.forget();
      chain.forget();
      facts.forget();
      outbox.forget();
      names.forget();
      throw notKept(error, folder);
    }
  };

  return {
    append: (sessionId, runId, instant, drafts) =>
      appendStamped(
        sessionId,
        runId,
        drafts.map((draft) => ({ instant, draft })),
      ),
    appendStamped,
  };
}

type PageQuery = {
  readonly sessionNo: number;
  readonly afterSeq: number;
  readonly lastSeq: number;
  readonly types: string | null;
  readonly limit: number;
};

const isReading = (type: EventType) => type === 'pump.reading' || type === 'monitor.reading';

type Reader = Pick<EventLog, 'events' | 'everything' | 'ledgerEvents' | 'overrideEvents'>;

function reader(db: Connection, names: Names): Reader {
  const inRange = db.prepare<PageQuery, EventRow>(sql.eventsInRange);
  const told = db.prepare<PageQuery, EventRow>(sql.toldEvents);
  const whole = db.prepare<PageQuery, EventRow>(sql.wholeLog);
  const ledger = db.prepare<PageQuery, EventRow>(sql.ledgerEvents);
  const override = db.prepare<PageQuery, EventRow>(sql.overrideEvents);
  const workstation = db.prepare<PageQuery, EventRow>(sql.workstationEvents);
  const spanOf = db.prepare<{ sessionId: string }, { first_seq: number; last_seq: number | null }>(sql.span);

  function readPage(statement: typeof inRange, query: PageQuery): EventRow[] {
    try {
      return statement.all(query);
    } catch (error) {
      throw sqliteCode(error) === null ? error : new RecordNotReadable(query.afterSeq, error);
    }
  }

  function* pages(statement: typeof inRange, query: PageQuery): Iterable<LoggedEvent> {
    for (let afterSeq = query.afterSeq; ; ) {
      const rows = readPage(statement, { ...query, afterSeq });
      for (const row of rows) yield decodeRow(row, names);
      const end = rows.at(-1);
      if (end === undefined || rows.length < query.limit) return;
      afterSeq = end.seq;
    }
  }

  const overAll = (statement: typeof inRange) =>
    pages(statement, {
      sessionNo: 0,
      afterSeq: 0,
      lastSeq: Number.MAX_SAFE_INTEGER,
      types: null,
      limit: PAGE,
    });

  /** The range of a closed session, then what was said of it afterwards, between entries of other sessions. */
  function* withWhatFollowed(query: PageQuery, lastSeq: number): Iterable<LoggedEvent> {
    yield* pages(inRange, query);
    yield* pages(told, { ...query, afterSeq: Math.max(query.afterSeq, lastSeq) });
  }

  return {
    ledgerEvents: () => overAll(ledger),
    overrideEvents: () => overAll(override),
    everything: () => overAll(whole),
    events(sessionId, { afterSeq = 0, without, types } = {}) {
      const sessionNo = names.find(sessionId);
      const span = spanOf.get({ sessionId });
      if (sessionNo === null || span === undefined) return [];
      const query = {
        sessionNo,
        afterSeq: Math.max(afterSeq, span.first_seq - 1),
        lastSeq: span.last_seq ?? Number.MAX_SAFE_INTEGER,
        types: types === undefined ? null : JSON.stringify(types),
        limit: PAGE,
      };
      if (without === 'readings' || types?.some(isReading) === false) return pages(told, query);
      if (sessionId === WORKSTATION) return pages(workstation, query);
      return span.last_seq === null ? pages(inRange, query) : withWhatFollowed(query, span.last_seq);
    },
  };
}
