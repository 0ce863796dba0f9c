/**
 * Triggers that keep a table append-only, also against `INSERT OR REPLACE`, which deletes without a delete trigger.
 * Part of released steps: never edited.
 */
export function appendOnly(table: string, key: string): string {
  const refuse = (what: string) => `BEGIN SELECT RAISE(ABORT, '${table} is append-only: ${what}'); END;`;
  return `
    CREATE TRIGGER ${table}_keeps_update BEFORE UPDATE ON ${table} ${refuse('a row is never changed')}
    CREATE TRIGGER ${table}_keeps_delete BEFORE DELETE ON ${table} ${refuse('a row is never deleted')}
    CREATE TRIGGER ${table}_keeps_order BEFORE INSERT ON ${table}
      WHEN NEW.${key} > 0 AND NEW.${key} <= (SELECT max(${key}) FROM ${table})
      ${refuse('a number is never used again')}
  `;
}
