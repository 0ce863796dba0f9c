import { appendOnly } from './append-only';
import type { Migration } from './migration';

/**
 * What has to be expressed on the clinic's server: something of a session up to an entry, or a version of a person, a
 * patient or an order. Written with what caused it, read by the process that sends; it says nothing of what was sent.
 * What was there before the table stands in it once.
 */
export const outbox: Migration = {
  version: 16,
  name: 'outbox',
  sql: `
    CREATE TABLE outbox (
      outbox_no INTEGER PRIMARY KEY,
      cause TEXT NOT NULL CHECK (cause IN ('session', 'person', 'patient', 'order')),
      session_no INTEGER CHECK ((session_no IS NULL) = (cause <> 'session')),
      upto_no INTEGER NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;
    INSERT INTO outbox (cause, upto_no, at_ms)
      SELECT 'person', version_no, at_ms FROM person_version ORDER BY version_no;
    INSERT INTO outbox (cause, upto_no, at_ms)
      SELECT 'patient', version_no, at_ms FROM patient_version ORDER BY version_no;
    INSERT INTO outbox (cause, upto_no, at_ms)
      SELECT 'order', version_no, at_ms FROM order_version ORDER BY version_no;
    INSERT INTO outbox (cause, session_no, upto_no, at_ms)
      SELECT 'session', session_no, max(seq), max(at_ms) FROM session_event GROUP BY session_no ORDER BY min(seq);
    ${appendOnly('outbox', 'outbox_no')}
  `,
};
