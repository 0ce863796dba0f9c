import type { RecordLine } from '../../shared/record/lines';
import type { EventDraft, LoggedEvent } from '../../shared/session/events';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import { listSql, sql } from './sql';

/** What is read of a record's lines. */
export type LinesTable = {
  /** In the order in which they began; empty: the record was never put back from a copy. */
  lines(): RecordLine[];
};

export function linesTable(db: Connection): LinesTable {
  const all = db.prepare<[], { line: string; after_seq: number; at_ms: number }>(listSql.recordLines);
  return {
    lines: () =>
      all.all().map(({ line, after_seq, at_ms }) => ({ line, afterSeq: after_seq, at: epochMs(at_ms) })),
  };
}

export type LineKeeper = {
  /** What has to be the next entry: in a copy that was put back as the record, that it was. Null: nothing. */
  first(at: EpochMs): EventDraft | null;
  /** Runs inside the transaction that writes the event. */
  follow(event: LoggedEvent): void;
};

/** Begins a new line with the first entry after the record was put back from a copy, before anything else. */
export function keepLines(db: Connection): LineKeeper {
  const marked = db.prepare<[], { day: string; last_seq: number }>(listSql.copyMark);
  const unmark = db.prepare(sql.unmarkCopy);
  const insert = db.prepare(sql.insertLine);
  let looked = false;
  return {
    first(at) {
      if (looked) return null;
      const mark = marked.get();
      looked = mark === undefined;
      if (mark === undefined) return null;
      // The same copy may be put back twice: what differs is when.
      const line = Math.max(0, Math.round(at)).toString(36);
      return { type: 'record.put-back', body: { copyDay: mark.day, afterSeq: mark.last_seq, line } };
    },
    follow({ type, body, at }) {
      if (type !== 'record.put-back') return;
      insert.run({ line: body.line, afterSeq: body.afterSeq, at });
      unmark.run();
    },
  };
}
