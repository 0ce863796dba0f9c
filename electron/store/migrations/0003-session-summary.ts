import type { Migration } from './migration';

/** What lists and searches look at. Made from the log alone, so it can be thrown away and made again. */
export const sessionSummary: Migration = {
  version: 3,
  name: 'session-summary',
  rebuildsSummaries: true,
  sql: `
    CREATE TABLE session_span (
      session_id TEXT PRIMARY KEY,
      first_seq INTEGER NOT NULL,
      last_seq INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE session_summary (
      opened_seq INTEGER PRIMARY KEY,
      session_id TEXT NOT NULL UNIQUE,
      order_id TEXT NOT NULL,
      patient_id TEXT NOT NULL,
      patient_name TEXT NOT NULL,
      mrn TEXT NOT NULL,
      drug TEXT NOT NULL,
      room TEXT NOT NULL,
      simulation INTEGER NOT NULL,
      concentration_mg_per_ml REAL NOT NULL,
      opened_at_ms INTEGER NOT NULL,
      started_at_ms INTEGER,
      closed_at_ms INTEGER,
      outcome TEXT,
      phase TEXT NOT NULL,
      given_mg_low REAL NOT NULL,
      given_mg_high REAL NOT NULL,
      events INTEGER NOT NULL,
      alarms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX session_summary_opened ON session_summary (opened_at_ms);
    CREATE INDEX session_summary_order ON session_summary (order_id);
    CREATE INDEX session_summary_open ON session_summary (closed_at_ms) WHERE closed_at_ms IS NULL;
    CREATE VIRTUAL TABLE session_search USING fts5 (
      words, content='', prefix='2 3', tokenize="unicode61 remove_diacritics 2"
    );
  `,
};
