import type { Connection } from '../store/connection';

/** Steps of `sync.db`, in order. It can be thrown away at any time: everything is made again from the record. */
const steps: readonly string[] = [
  `CREATE TABLE item (
     /* Never used again: what an item needs is kept by its number. */
     item_no INTEGER PRIMARY KEY AUTOINCREMENT,
     kind TEXT NOT NULL,
     key TEXT NOT NULL,
     revision INTEGER NOT NULL,
     lane INTEGER NOT NULL CHECK (lane BETWEEN 0 AND 5),
     session_id TEXT,
     write TEXT NOT NULL,
     resource_type TEXT NOT NULL,
     identity TEXT NOT NULL,
     /* Null: it is on the server, and can be made again from the record. */
     resource TEXT,
     attachment TEXT,
     size INTEGER NOT NULL,
     origin TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'acked', 'superseded', 'parked', 'dismissed')),
     /* It may have arrived: it is looked up before it is sent again. */
     doubt INTEGER NOT NULL DEFAULT 0 CHECK (doubt IN (0, 1)),
     /* Items that it names and that have no place on the server yet. */
     unmet INTEGER NOT NULL,
     tries INTEGER NOT NULL DEFAULT 0,
     since_ms INTEGER,
     reason TEXT,
     hash TEXT,
     checked INTEGER NOT NULL DEFAULT 0,
     UNIQUE (kind, key, revision)
   ) STRICT;
   CREATE INDEX item_ready ON item (lane, item_no) WHERE state = 'pending' AND unmet = 0 AND doubt = 0;
   CREATE INDEX item_doubt ON item (item_no) WHERE state = 'pending' AND doubt = 1;
   CREATE INDEX item_waiting ON item (lane, at_ms) WHERE state IN ('pending', 'sent', 'parked');
   CREATE INDEX item_parked ON item (since_ms) WHERE state = 'parked';
   CREATE INDEX item_unchecked ON item (item_no) WHERE state = 'acked' AND checked = 0;
   CREATE TABLE item_needs (
     item_no INTEGER NOT NULL,
     kind TEXT NOT NULL,
     key TEXT NOT NULL,
     met INTEGER NOT NULL CHECK (met IN (0, 1)),
     PRIMARY KEY (item_no, kind, key)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX item_needed ON item_needs (kind, key);
   CREATE TABLE remote_ref (
     kind TEXT NOT NULL,
     key TEXT NOT NULL,
     type TEXT NOT NULL,
     server_id TEXT NOT NULL,
     version_id TEXT,
     hash TEXT,
     PRIMARY KEY (kind, key)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX remote_place ON remote_ref (kind, server_id);
   CREATE TABLE noted (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE again (origin TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
   CREATE TABLE lane_stop (lane INTEGER PRIMARY KEY, words TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT;
   CREATE TABLE history (line_no INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, words TEXT NOT NULL) STRICT;`,
  `CREATE TABLE divided (
     /* An item that was too large for the server, and where it was cut. */
     kind TEXT NOT NULL,
     key TEXT NOT NULL,
     at INTEGER NOT NULL,
     cut TEXT NOT NULL,
     PRIMARY KEY (kind, key, at)
   ) STRICT, WITHOUT ROWID;`,
];

/** A file that this program does not understand. */
export class NewerSyncTables extends Error {}

/** Brings an open `sync.db` to today's shape. */
export function prepareSyncTables(db: Connection): void {
  const from = db.pragma('user_version', { simple: true }) as number;
  if (from > steps.length) throw new NewerSyncTables('sync.db was written by a newer version of the program');
  if (from === steps.length) return;
  db.transaction(() => {
    for (const step of steps.slice(from)) db.exec(step);
    db.pragma(`user_version=${steps.length}`);
  }).immediate();
}
