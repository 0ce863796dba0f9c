import type { Migration } from './migration';

/**
 * The log. Readings are by far the most rows and carry no index: a session's readings are found by the range of
 * their numbers. Everything else is found by session.
 */
export const sessionEvents: Migration = {
  version: 1,
  name: 'session-events',
  sql: `
    CREATE TABLE session_event (
      seq INTEGER PRIMARY KEY,
      session_id TEXT NOT NULL,
      run_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      mono_ms REAL NOT NULL,
      type TEXT NOT NULL,
      version INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX session_event_told ON session_event (session_id)
      WHERE type NOT IN ('pump.reading', 'monitor.reading');
    CREATE INDEX session_event_workstation ON session_event (session_id) WHERE session_id = 'workstation';
    CREATE TRIGGER session_event_keeps_update BEFORE UPDATE ON session_event
      BEGIN SELECT RAISE(ABORT, 'session_event is append-only: an event is never changed'); END;
    CREATE TRIGGER session_event_keeps_delete BEFORE DELETE ON session_event
      BEGIN SELECT RAISE(ABORT, 'session_event is append-only: an event is never deleted'); END;
    CREATE TRIGGER session_event_keeps_order BEFORE INSERT ON session_event
      WHEN NEW.seq > 0 AND NEW.seq <= (SELECT max(seq) FROM session_event)
      BEGIN SELECT RAISE(ABORT, 'session_event is append-only: a number is never used again'); END;
  `,
};
