import type { Migration } from './migration';

/** The count of passed, left and refused limits reads its few rows out of the whole log, over all sessions. */
export const overrideIndex: Migration = {
  version: 10,
  name: 'override-index',
  sql: `
    CREATE INDEX session_event_override ON session_event (seq)
      WHERE type IN ('command.requested', 'intent.refused', 'limit.warned');
  `,
};
