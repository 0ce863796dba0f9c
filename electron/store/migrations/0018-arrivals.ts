import { appendOnly } from './append-only';
import type { Migration } from './migration';

/**
 * What came from the clinic's server: which version of which resource became what here (`standing`), written with the
 * entry of the log that says so. `body`: the entry, where a list of what waits for a person shows it.
 */
export const arrivals: Migration = {
  version: 18,
  name: 'arrivals',
  sql: `
    CREATE TABLE arrival (
      arrival_no INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('order', 'patient')),
      server TEXT NOT NULL,
      server_id TEXT NOT NULL,
      version_id TEXT NOT NULL,
      updated_at_ms INTEGER NOT NULL,
      local_id TEXT,
      status TEXT NOT NULL,
      standing TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      body TEXT CHECK (body IS NULL OR json_valid(body))
    ) STRICT;
    CREATE INDEX arrival_of ON arrival (kind, server, server_id);
    CREATE INDEX arrival_local ON arrival (kind, local_id);
    CREATE INDEX arrival_told ON arrival (kind) WHERE body IS NOT NULL;
    ${appendOnly('arrival', 'arrival_no')}
    CREATE TABLE server_asked (
      server TEXT PRIMARY KEY,
      at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
