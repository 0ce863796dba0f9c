import type { RecordCheck } from '../../shared/review/signing';
import { begin, isReading, type Link, READINGS_IN_A_LINK, rowsOf, seal } from './chain';
import type { Connection } from './connection';
import { logNames } from './names';
import { sql } from './sql';

/** Entries hashed between two pauses: a few milliseconds. */
const PIECE = 100;
const LINKS = 64;

type Walk = {
  entries: number;
  missing: number;
  broken: RecordCheck['broken'];
  unsealed: number;
  seal: RecordCheck['seal'];
};

/**
 * Checks the seals of one closed session, and of what was said of it afterwards, without the rest of the record. Comes
 * in pieces: whoever runs it lets the console do its work between two of them. Null: there is no such session.
 */
export function* checkSession(db: Connection, sessionId: string): Generator<void, RecordCheck | null> {
  const span = db
    .prepare<{ sessionId: string }, { first_seq: number; last_seq: number | null }>(sql.span)
    .get({ sessionId });
  const sessionNo = logNames(db).find(sessionId);
  if (span?.last_seq == null || sessionNo === null) return null;
  const walk: Walk = { entries: 0, missing: 0, broken: null, unsealed: 0, seal: null };
  yield* walkRange(db, { sessionId, fromSeq: span.first_seq, toSeq: span.last_seq }, walk);
  const { seal: sealOfSession } = walk;
  const later = db
    .prepare<{ sessionNo: number; afterSeq: number }, { seq: number }>(sql.followed)
    .all({ sessionNo, afterSeq: span.last_seq });
  for (const { seq } of later) yield* walkRange(db, { sessionId, fromSeq: seq, toSeq: seq }, walk);
  return { ...walk, seal: sealOfSession };
}

type Stretch = { readonly sessionId: string; readonly fromSeq: number; readonly toSeq: number };

/** From the last link before the stretch to the first one that covers its end. */
function* walkRange(db: Connection, { sessionId, fromSeq, toSeq }: Stretch, walk: Walk): Generator<void> {
  const before = db.prepare<{ seq: number }, Link>(sql.linkBefore).get({ seq: fromSeq });
  const links = db.prepare<{ afterSeq: number; limit: number }, Link>(sql.links);
  const genesis = links.all({ afterSeq: -1, limit: 1 })[0];
  const rows = rowsOf(db);
  let previous: Uint8Array = before?.hash ?? genesis?.hash ?? Buffer.alloc(32);
  let at = before?.last_seq ?? fromSeq - 1;
  let sinceYield = 0;

  /** Counts an entry; a number between it and the one before that no entry has is missing. */
  let counted = fromSeq - 1;
  const count = (seq: number, of: string): void => {
    if (seq < fromSeq || seq > toSeq) return;
    if (of === sessionId) walk.entries += 1;
    walk.missing += seq - counted - 1;
    counted = seq;
  };
  const breaks = (first: number, last: number): void => {
    walk.broken ??= { fromSeq: first, toSeq: last };
  };

  if (before === undefined) {
    // From before the chain: only its numbers can be looked at.
    const end = Math.min(toSeq, genesis?.last_seq ?? toSeq);
    for (const entry of rows(at, end)) {
      count(entry.seq, entry.sessionId);
      walk.unsealed += 1;
      sinceYield += 1;
      if (sinceYield % PIECE === 0) yield;
    }
    at = end;
  }
  while (at < toSeq) {
    const page = links.all({ afterSeq: at, limit: LINKS });
    for (const link of page) {
      const hash = begin(previous);
      for (const entry of rows(at, link.last_seq)) {
        seal(hash, entry);
        count(entry.seq, entry.sessionId);
        sinceYield += 1;
      }
      if (!hash.digest().equals(link.hash)) breaks(at + 1, link.last_seq);
      previous = link.hash;
      at = link.last_seq;
      walk.seal = { seq: at, hash: link.hash.toString('hex') };
      if (at >= toSeq) break;
      if (sinceYield >= PIECE) {
        sinceYield = 0;
        yield;
      }
    }
    if (page.length < LINKS) break;
  }
  if (at < toSeq) {
    let loose = 0;
    for (const entry of rows(at, toSeq)) {
      loose += 1;
      count(entry.seq, entry.sessionId);
      // What is no reading is sealed in the step that writes it: behind the last link it was slipped in.
      if (!isReading(entry.type) || loose >= READINGS_IN_A_LINK) breaks(at + 1, entry.seq);
    }
  }
  walk.missing += toSeq - counted;
  yield;
}
