import type { Connection } from './connection';
import { connectPlain } from './connection';

/** Held for as long as this process writes the record; the system lets go of it when the process ends, however. */
export type WriterLock = { release(): void };

/**
 * Takes the one writer's place. The lock is a file of its own and not SQLite's exclusive mode on the record, because
 * that would also shut out the tools that only read. Throws SQLITE_BUSY when another process has the place.
 */
export function takeWriterLock(file: string): WriterLock {
  const db: Connection = connectPlain(file);
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw error;
  }
  return { release: () => void db.close() };
}
