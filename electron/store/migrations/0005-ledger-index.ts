import type { Migration } from './migration';

/** The controlled-substance ledger reads its few rows out of the whole log, over all sessions. */
export const ledgerIndex: Migration = {
  version: 5,
  name: 'ledger-index',
  sql: `
    CREATE INDEX session_event_ledger ON session_event (seq)
      WHERE type IN ('ledger.entered', 'syringe.used', 'session.closed');
  `,
};
