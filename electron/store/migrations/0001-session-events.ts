import { appendOnly } from './append-only';
import type { Migration } from './migration';

/**
 * The log. Readings are by far the most rows, so they carry no index (a session's readings are found by the range of
 * their numbers) and the long names of session and run stand once, in `log_name`. Everything else is found by session.
 * `session_log` is the same log for human eyes: one SELECT tells what happened at 14:32.
 */
export const sessionEvents: Migration = {
  version: 1,
  name: 'session-events',
  sql: `
    CREATE TABLE log_name (
      name_no INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;
    INSERT INTO log_name (name_no, name) VALUES (1, 'workstation');
    ${appendOnly('log_name', 'name_no')}
    CREATE TABLE session_event (
      seq INTEGER PRIMARY KEY,
      session_no INTEGER NOT NULL,
      run_no INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      mono_ms REAL NOT NULL,
      type TEXT NOT NULL,
      version INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX session_event_told ON session_event (session_no)
      WHERE type NOT IN ('pump.reading', 'monitor.reading');
    CREATE INDEX session_event_workstation ON session_event (session_no) WHERE session_no = 1;
    ${appendOnly('session_event', 'seq')}
    CREATE VIEW session_log AS
      SELECT seq, session.name AS session_id, run.name AS run_id, at_ms, mono_ms, type, version, body
      FROM session_event
        JOIN log_name AS session ON session.name_no = session_no
        JOIN log_name AS run ON run.name_no = run_no;
  `,
};
