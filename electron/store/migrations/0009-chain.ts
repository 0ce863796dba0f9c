import { appendOnly } from './append-only';
import type { Migration } from './migration';

/** Links over the log, each a hash of the one before and of the entries since. What was there before is not sealed. */
export const chain: Migration = {
  version: 9,
  name: 'chain',
  sql: `
    CREATE TABLE chain_link (
      last_seq INTEGER PRIMARY KEY,
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    INSERT INTO chain_link (last_seq, hash) SELECT coalesce(max(seq), 0), zeroblob(32) FROM session_event;
    ${appendOnly('chain_link', 'last_seq')}
  `,
};
