import type { Connection } from './connection';

/** SQLite reads some 200 MB a second in its check, and after a crash a room waits for it. */
export const CHECK_WHOLE_UP_TO_BYTES = 256 * 1024 * 1024;

/** More than the longest session allowed has at one reading a second of both devices. */
const LATEST_ENTRIES = 60_000;

/** They grow with every session; checked whole they would be most of the file again. */
const growing = new Set(['session_event', 'chain_link', 'outbox']);

/**
 * What is wrong with the record, or null. A small one is checked whole. In a large one the tables that lists and orders
 * stand on are checked whole, and of the log the latest entries; an older page that was damaged does not bear its seal
 * (each page has one) and is refused when it is read, so it can never pass for a true one.
 */
export function faultOf(db: Connection, bytes: number, wholeUpTo: number): string | null {
  if (bytes <= wholeUpTo) return quickCheck(db, 'quick_check(1)');
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .pluck()
    .all() as string[];
  // Seals are read when they are verified, as entries and the outbox are when they are read.
  for (const table of tables.filter((name) => !growing.has(name))) {
    const fault = quickCheck(db, `quick_check('${table}')`);
    if (fault !== null) return fault;
  }
  db.prepare(
    `SELECT sum(length(body)) FROM session_event
      WHERE seq > (SELECT max(seq) FROM session_event) - ${LATEST_ENTRIES}`,
  ).get();
  // The latest one is needed to go on; a record of an earlier version has none yet.
  if (tables.includes('chain_link')) db.prepare('SELECT max(last_seq), hash FROM chain_link').get();
  if (tables.includes('outbox')) db.prepare('SELECT max(outbox_no), upto_no FROM outbox').get();
  return null;
}

function quickCheck(db: Connection, pragma: string): string | null {
  const found = db.pragma(pragma, { simple: true });
  return found === 'ok' ? null : String(found);
}
