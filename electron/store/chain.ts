import { createHash, type Hash } from 'node:crypto';
import type { LoggedEvent } from '../../shared/session/events';
import type { Connection } from './connection';
import { logNames } from './names';
import type { EventRow } from './row';
import { sql } from './sql';

/** Readings come twice a second for hours: a link covers a run of them, everything else gets a link of its own. */
export const READINGS_IN_A_LINK = 64;
const PAGE = 1_000;

/** What of an entry is sealed: everything that is kept of it, names written out. */
export type Sealed = Pick<LoggedEvent, 'seq' | 'sessionId' | 'runId' | 'at' | 'mono' | 'type' | 'version'> & {
  readonly body: string;
};

export function seal(hash: Hash, { seq, sessionId, runId, at, mono, type, version, body }: Sealed): void {
  hash.update(`${JSON.stringify([seq, sessionId, runId, at, mono, type, version, body])}\n`);
}

export const begin = (previous: Uint8Array): Hash => createHash('sha256').update(previous);
export const isReading = (type: string): boolean => type === 'pump.reading' || type === 'monitor.reading';

export type Link = { readonly last_seq: number; readonly hash: Buffer };

export function rowsOf(db: Connection) {
  const names = logNames(db);
  const page = db.prepare<{ afterSeq: number; lastSeq: number; types: null; limit: number }, EventRow>(
    sql.wholeLog,
  );
  return function* rows(afterSeq: number, lastSeq: number): Iterable<Sealed> {
    for (let after = afterSeq; ; ) {
      const found = page.all({ afterSeq: after, lastSeq, types: null, limit: PAGE });
      for (const row of found) {
        yield {
          seq: row.seq,
          sessionId: names.nameOf(row.session_no),
          runId: names.nameOf(row.run_no),
          at: row.at_ms as LoggedEvent['at'],
          mono: row.mono_ms as LoggedEvent['mono'],
          type: row.type as LoggedEvent['type'],
          version: row.version,
          body: row.body,
        };
      }
      const last = found.at(-1);
      if (last === undefined || found.length < PAGE) return;
      after = last.seq;
    }
  };
}

export type Chain = {
  /** Runs inside the transaction that writes the entry. */
  follow(entry: Sealed): void;
  /** The transaction was rolled back: what is remembered since the last commit does not count. */
  forget(): void;
};

/** Seals each entry with everything before it (SR-152): a link is SHA-256 over the link before and the entries since. */
export function keepChain(db: Connection): Chain {
  const latest = db.prepare<[], Link>(sql.latestLink);
  const insert = db.prepare(sql.insertLink);
  const rows = rowsOf(db);
  let open: { hash: Hash; entries: number } | null = null;

  function resume(before: number): { hash: Hash; entries: number } {
    const link = latest.get();
    const hash = begin(link?.hash ?? Buffer.alloc(32));
    let entries = 0;
    for (const entry of rows(link?.last_seq ?? 0, before - 1)) {
      seal(hash, entry);
      entries += 1;
    }
    return { hash, entries };
  }

  return {
    follow(entry) {
      open ??= resume(entry.seq);
      seal(open.hash, entry);
      open.entries += 1;
      if (isReading(entry.type) && open.entries < READINGS_IN_A_LINK) return;
      const hash = open.hash.digest();
      insert.run({ lastSeq: entry.seq, hash });
      open = { hash: begin(hash), entries: 0 };
    },
    forget() {
      open = null;
    },
  };
}

/** The seal that covers an entry, and the last entry that it covers; null: none does yet. */
export function sealOver(db: Connection, seq: number): { lastSeq: number; hash: string } | null {
  const link = db.prepare<{ seq: number }, Link>(sql.linkOver).get({ seq });
  return link === undefined ? null : { lastSeq: link.last_seq, hash: link.hash.toString('hex') };
}

/** What a walk along the chain found. */
export type ChainReport = {
  readonly sealed: number;
  /** Entries of the time before the chain, which nothing seals. */
  readonly before: number;
  /** The newest readings, which the next link will seal. */
  readonly after: number;
  /** The first link that does not hold, by the entries that it seals; null: all hold. */
  readonly broken: { readonly fromSeq: number; readonly toSeq: number } | null;
  /** The last link as hex: noted elsewhere, it shows later that nothing was cut off the end. */
  readonly anchor: string;
};

/**
 * Walks the chain and names the first link that does not hold: an entry in its range was changed, added or lost. With
 * `newest` only so many links at its end, for where somebody waits; what stands before them is then not looked at.
 */
export function verifyChain(db: Connection, newest: number | null = null): ChainReport {
  const links = db.prepare<{ afterSeq: number; limit: number }, Link>(sql.links);
  const rows = rowsOf(db);
  const genesis =
    newest === null
      ? links.all({ afterSeq: -1, limit: 1 })[0]
      : db
          .prepare<{ limit: number }, Link>(sql.newestLinks)
          .all({ limit: newest + 1 })
          .at(-1);
  const start = genesis?.last_seq ?? 0;
  let previous: Uint8Array = genesis?.hash ?? Buffer.alloc(32);
  let at = start;
  let sealed = 0;
  let broken: ChainReport['broken'] = null;
  for (;;) {
    const page = links.all({ afterSeq: at, limit: PAGE });
    for (const link of page) {
      const hash = begin(previous);
      for (const entry of rows(at, link.last_seq)) {
        seal(hash, entry);
        sealed += 1;
      }
      if (broken === null && !hash.digest().equals(link.hash)) {
        broken = { fromSeq: at + 1, toSeq: link.last_seq };
      }
      previous = link.hash;
      at = link.last_seq;
    }
    if (page.length < PAGE) break;
  }
  let after = 0;
  for (const entry of rows(at, Number.MAX_SAFE_INTEGER)) {
    after += 1;
    // What is no reading is sealed in the step that writes it: behind the last link it was slipped in.
    const slipped = !isReading(entry.type) || after >= READINGS_IN_A_LINK;
    if (slipped) broken ??= { fromSeq: at + 1, toSeq: entry.seq };
  }
  return { sealed, before: start, after, broken, anchor: Buffer.from(previous).toString('hex') };
}
