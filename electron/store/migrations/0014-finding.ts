import type { Migration } from './migration';

/**
 * What sessions and patients are found by. Made from the log alone, so it can be thrown away and made again. Sessions
 * stand in the order of the log; `listed_at_ms` never falls in it (a clock that was put back does not undo the order),
 * so that a range of days is a range of sessions.
 */
export const finding: Migration = {
  version: 14,
  name: 'finding',
  rebuildsSummaries: true,
  sql: `
    ALTER TABLE session_summary ADD COLUMN listed_at_ms INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE session_summary ADD COLUMN reviewed INTEGER NOT NULL DEFAULT 0 CHECK (reviewed IN (0, 1));
    CREATE INDEX session_summary_listed ON session_summary (listed_at_ms);
    CREATE INDEX session_summary_of_patient ON session_summary (patient_id, opened_seq);
    CREATE TABLE session_mark (
      mark TEXT NOT NULL,
      opened_seq INTEGER NOT NULL,
      PRIMARY KEY (mark, opened_seq)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_mark_of ON session_mark (opened_seq);
    CREATE TABLE session_tally (
      mark TEXT PRIMARY KEY,
      sessions INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE patient_summary (
      patient_no INTEGER PRIMARY KEY,
      patient_id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      mrn TEXT NOT NULL,
      sessions INTEGER NOT NULL,
      to_review INTEGER NOT NULL,
      first_at_ms INTEGER NOT NULL,
      last_at_ms INTEGER NOT NULL,
      last_seq INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX patient_summary_last ON patient_summary (last_seq);
    CREATE INDEX patient_summary_to_review ON patient_summary (last_seq) WHERE to_review > 0;
    CREATE VIRTUAL TABLE patient_search USING fts5 (
      words, prefix='2 3', tokenize="unicode61 remove_diacritics 2"
    );
  `,
};
