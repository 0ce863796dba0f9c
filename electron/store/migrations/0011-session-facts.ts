import type { Migration } from './migration';

/**
 * One row for each closed session, of what a later session or a course of treatment asks of it. Made from the log
 * alone, so it can be thrown away and made again; `version` is that of the program part that made it.
 */
export const sessionFacts: Migration = {
  version: 11,
  name: 'session-facts',
  sql: `
    CREATE TABLE session_facts (
      session_id TEXT PRIMARY KEY,
      patient_id TEXT NOT NULL,
      started_at_ms INTEGER,
      version INTEGER NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_facts_patient ON session_facts (patient_id, started_at_ms);
    CREATE INDEX session_summary_patient ON session_summary (patient_id, opened_at_ms);
  `,
};
