import type { Migration } from './migration';

/** Orders that are not to be given any more: made from the log, so that the day's plan need not read it. */
export const orderWithdrawal: Migration = {
  version: 12,
  name: 'order-withdrawal',
  sql: `
    CREATE TABLE order_withdrawal (
      order_id TEXT PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT, WITHOUT ROWID;
  `,
};
