import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from '../store/connection';
import { connect, sqliteCode } from '../store/connection';
import { cipherKey, type RecordKey } from '../store/key';
import { type KeptItems, keptItems } from './kept-items';
import { type Places, places } from './places';
import { type Standing, standing } from './standing';
import { NewerSyncTables, prepareSyncTables } from './sync-schema';

/** What only the process that sends needs: what is to be sent, where it came to stand, how far it is. */
export type SyncDb = KeptItems &
  Places &
  Standing & {
    close(): void;
  };

/** The parts of `sync.db` on an open connection. */
export function syncDbOn(db: Connection): SyncDb {
  prepareSyncTables(db);
  const where = places(db);
  return { ...keptItems(db, where), ...where, ...standing(db), close: () => void db.close() };
}

const fileOf = (folder: string): string => path.join(folder, 'sync.db');

/** The files that this keeps beside the record. */
export const syncFiles = (folder: string): string[] =>
  ['', '-wal', '-shm'].map((suffix) => `${fileOf(folder)}${suffix}`);

function opened(folder: string, key: RecordKey): SyncDb {
  const db = connect(fileOf(folder), cipherKey(key), 'read-write');
  try {
    db.pragma('busy_timeout=2000');
    db.pragma('journal_mode=WAL');
    // That something was sent must outlive a power cut: it is looked up before it is sent again.
    db.pragma('synchronous=FULL');
    return syncDbOn(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

const DAMAGED = /^SQLITE_(?:CORRUPT|NOTADB)/;

/** Whether no waiting helps: the file is damaged, or of a newer program. A full disk or a busy file is neither. */
export const isWorthless = (error: unknown): boolean => {
  const code = sqliteCode(error);
  return code === null ? error instanceof NewerSyncTables : DAMAGED.test(code);
};

/**
 * Opens `sync.db` beside the record. One that can not be read is thrown away: everything is sent again, once. What
 * people decided about refused items is lost with it, so no passing fault of the disk may do that.
 */
export function openSyncDb(
  folder: string,
  key: RecordKey,
): { readonly db: SyncDb; readonly begunAnew: boolean } {
  try {
    return { db: opened(folder, key), begunAnew: false };
  } catch (error) {
    if (!isWorthless(error)) throw error;
    for (const file of syncFiles(folder)) rmSync(file, { force: true });
    return { db: opened(folder, key), begunAnew: true };
  }
}
