import { rmSync } from 'node:fs';
import path from 'node:path';
import { type Connection, connect } from './connection';
import { cipherKey, type RecordKey } from './key';

/** What a session came to up to one entry: the fold of its log, and its columns for the graph. */
export type Drawn = {
  readonly throughSeq: number;
  /** The state after that entry, as JSON. */
  readonly state: string;
  /** `packSeries` */
  readonly columns: Uint8Array<ArrayBuffer>;
};

export type DrawnSessions = {
  /** What was kept by this very program; null: nothing. */
  read(sessionId: string): Drawn | null;
  keep(sessionId: string, drawn: Drawn): void;
  close(): void;
};

/** Nothing is kept: for tools that look at a record and leave it alone. */
export const keepsNothing: DrawnSessions = { read: () => null, keep: () => {}, close: () => {} };

/** Sessions that stay; about half a megabyte each. */
const MOST = 200;

const fileOf = (folder: string): string => path.join(folder, 'drawn.db');

/** The files that this keeps beside the record. */
export const drawnFiles = (folder: string): string[] =>
  ['', '-wal', '-shm'].map((suffix) => `${fileOf(folder)}${suffix}`);

function opened(folder: string, key: RecordKey): Connection {
  const db = connect(fileOf(folder), cipherKey(key), 'read-write');
  try {
    db.pragma('journal_mode=WAL');
    // Nothing is lost with it: a torn file is made again from the log.
    db.pragma('synchronous=OFF');
    db.exec(`CREATE TABLE IF NOT EXISTS drawn (
      kept_no INTEGER PRIMARY KEY, session_id TEXT NOT NULL UNIQUE, made_by TEXT NOT NULL,
      through_seq INTEGER NOT NULL, state TEXT NOT NULL, columns BLOB NOT NULL) STRICT`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

type Row = { readonly through_seq: number; readonly state: string; readonly columns: Buffer };

/**
 * Sessions as they were folded once, so that opening one again reads one row instead of its log. Beside the record, not
 * in it: encrypted with the same key, made from the log alone, thrown away at will. `madeBy` names the program; what
 * another one kept is not read. Where the file can not be used, nothing is kept and nothing else suffers.
 */
export function drawnSessions(folder: string, key: RecordKey, madeBy: string): DrawnSessions {
  let db: Connection;
  try {
    db = opened(folder, key);
  } catch {
    for (const file of drawnFiles(folder)) rmSync(file, { force: true });
    try {
      db = opened(folder, key);
    } catch {
      return keepsNothing;
    }
  }
  const read = db.prepare<{ sessionId: string; madeBy: string }, Row>(
    'SELECT through_seq, state, columns FROM drawn WHERE session_id = @sessionId AND made_by = @madeBy',
  );
  const keep = db.prepare(`INSERT OR REPLACE INTO drawn (session_id, made_by, through_seq, state, columns)
    VALUES (@sessionId, @madeBy, @throughSeq, @state, @columns)`);
  const forget = db.prepare('DELETE FROM drawn WHERE kept_no <= (SELECT max(kept_no) FROM drawn) - @most');
  const whereItWorks = <T>(run: () => T, otherwise: T): T => {
    try {
      return run();
    } catch {
      return otherwise;
    }
  };
  return {
    read: (sessionId) =>
      whereItWorks(() => {
        const row = read.get({ sessionId, madeBy });
        if (row === undefined) return null;
        return { throughSeq: row.through_seq, state: row.state, columns: new Uint8Array(row.columns) };
      }, null),
    keep: (sessionId, { throughSeq, state, columns }) =>
      whereItWorks(() => {
        const bytes = Buffer.from(columns.buffer, columns.byteOffset, columns.byteLength);
        keep.run({ sessionId, madeBy, throughSeq, state, columns: bytes });
        forget.run({ most: MOST });
      }, undefined),
    close: () => db.close(),
  };
}
