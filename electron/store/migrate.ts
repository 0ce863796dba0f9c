import type { Connection } from './connection';
import { migrations as all } from './migrations/all';
import type { Migration } from './migrations/migration';
import { rebuildSummaries } from './summary';

/** The shape of an open record: the number of the last step taken. */
export function recordVersion(db: Connection): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** Takes every step that the record lacks, all of them or none. */
export function migrate(db: Connection, steps: readonly Migration[] = all): void {
  const from = recordVersion(db);
  const missing = steps.filter((step) => step.version > from);
  if (missing.length === 0) return;
  db.transaction(() => {
    db.exec(`CREATE TABLE IF NOT EXISTS schema_migration (
      version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT`);
    const note = db.prepare('INSERT INTO schema_migration (version, name) VALUES (?, ?)');
    for (const { version, name, sql } of missing) {
      db.exec(sql);
      note.run(version, name);
      db.pragma(`user_version=${version}`);
    }
    if (missing.some((step) => step.rebuildsSummaries)) rebuildSummaries(db);
  }).immediate();
}
