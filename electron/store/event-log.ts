import type { EventDraft, EventType, LoggedEvent } from '../../shared/session/events';
import { eventVersion, WORKSTATION } from '../../shared/session/events';
import type { Instant } from '../../shared/time/clock';
import { epochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import { notKept, RecordNotKept } from './not-kept';
import type { EventRow } from './row';
import { decodeRow, encodeBody } from './row';
import { sql } from './sql';
import { keepSummaries } from './summary';

export type EventQuery = {
  /** Only what came after this entry. */
  readonly afterSeq?: number;
  readonly without?: 'readings';
  readonly types?: readonly EventType[];
};

export type EventLog = {
  append(sessionId: string, runId: string, instant: Instant, drafts: readonly EventDraft[]): LoggedEvent[];
  events(sessionId: string, query?: EventQuery): Iterable<LoggedEvent>;
  lastSeq(): number;
};

/** Rows per read: an open read would bar every write on the same connection, so each page is read whole. */
const PAGE = 1_000;

/** The log on an open connection. */
export function eventLog(db: Connection, folder: string): EventLog {
  const { append } = appender(db, folder);
  const { events } = reader(db);
  const last = db.prepare<[], { seq: number | null }>(sql.lastSeq);
  return { append, events, lastSeq: () => last.get()?.seq ?? 0 };
}

function appender(db: Connection, folder: string): Pick<EventLog, 'append'> {
  const insert = db.prepare(sql.insertEvent);
  const summaries = keepSummaries(db);

  const write = db.transaction(
    (sessionId: string, runId: string, instant: Instant, drafts: readonly EventDraft[]): LoggedEvent[] =>
      drafts.map((draft) => {
        const [at, mono, version] = [epochMs(Math.round(instant.at)), instant.mono, eventVersion[draft.type]];
        const body = encodeBody(draft);
        const { lastInsertRowid } = insert.run({
          sessionId,
          runId,
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
        return event;
      }),
  );

  return {
    append(sessionId, runId, instant, drafts) {
      if (!db.open) throw new RecordNotKept('closed');
      if (drafts.length === 0) return [];
      try {
        return write.immediate(sessionId, runId, instant, drafts);
      } catch (error) {
        summaries.forget();
        throw notKept(error, folder);
      }
    },
  };
}

type PageQuery = {
  sessionId: string;
  afterSeq: number;
  lastSeq: number;
  types: string | null;
  limit: number;
};
type ReadPage = (query: PageQuery) => EventRow[];

const isReading = (type: EventType) => type === 'pump.reading' || type === 'monitor.reading';

function reader(db: Connection): Pick<EventLog, 'events'> {
  const inRange = db.prepare<PageQuery, EventRow>(sql.eventsInRange);
  const told = db.prepare<Omit<PageQuery, 'lastSeq'>, EventRow>(sql.toldEvents);
  const workstation = db.prepare<Omit<PageQuery, 'lastSeq' | 'sessionId'>, EventRow>(sql.workstationEvents);
  const spanOf = db.prepare<{ sessionId: string }, { first_seq: number; last_seq: number | null }>(sql.span);

  function* pages(read: ReadPage, query: PageQuery): Iterable<LoggedEvent> {
    for (let afterSeq = query.afterSeq; ; ) {
      const rows = read({ ...query, afterSeq });
      for (const row of rows) yield decodeRow(row);
      const end = rows.at(-1);
      if (end === undefined || rows.length < query.limit) return;
      afterSeq = end.seq;
    }
  }

  return {
    events(sessionId, { afterSeq = 0, without, types } = {}) {
      const named = types === undefined ? null : JSON.stringify(types);
      const query = { sessionId, afterSeq, lastSeq: Number.MAX_SAFE_INTEGER, types: named, limit: PAGE };
      if (without === 'readings' || types?.some(isReading) === false)
        return pages(({ lastSeq: _, ...page }) => told.all(page), query);
      if (sessionId === WORKSTATION)
        return pages(({ lastSeq: _, sessionId: __, ...page }) => workstation.all(page), query);
      const span = spanOf.get({ sessionId });
      if (span === undefined) return [];
      const { first_seq, last_seq } = span;
      const bounded = {
        ...query,
        afterSeq: Math.max(afterSeq, first_seq - 1),
        lastSeq: last_seq ?? query.lastSeq,
      };
      return pages((page) => inRange.all(page), bounded);
    },
  };
}
