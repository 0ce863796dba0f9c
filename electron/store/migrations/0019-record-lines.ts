import { appendOnly } from './append-only';
import type { Migration } from './migration';

/**
 * A record that was put back from a copy goes on with numbers that were given once before: from there on it is another
 * line of itself (`record.put-back`). `copy_mark` stands in copies alone and is taken away by the first entry after.
 */
export const recordLines: Migration = {
  version: 19,
  name: 'record-lines',
  sql: `
    CREATE TABLE record_line (
      line_no INTEGER PRIMARY KEY,
      line TEXT NOT NULL UNIQUE,
      after_seq INTEGER NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;
    ${appendOnly('record_line', 'line_no')}
    CREATE TABLE copy_mark (
      day TEXT NOT NULL,
      last_seq INTEGER NOT NULL
    ) STRICT;
  `,
};
