import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import type { Access, Connection } from './connection';
import { connect, sqliteCode } from './connection';
import { drawnSessions } from './drawn';
import { CHECK_WHOLE_UP_TO_BYTES, faultOf } from './integrity';
import { cipherKey, keyBelongsTo, newKey, type RecordKey, readKey, settleFolder, writeKey } from './key';
import { migrate, recordVersion } from './migrate';
import { currentVersion } from './migrations/all';
import type { RecordFiles } from './record-files';
import { recordFiles } from './record-files';
import { type Refusal, refusalOf, refuse } from './refusal';
import { type Store, storeOn } from './store';
import { takeWriterLock, type WriterLock } from './writer-lock';

export type OpenResult = { readonly kind: 'open'; readonly store: Store } | Refusal;

export type OpenSetting = {
  readonly folder: string;
  /** For tools that look: never writes, works beside a running console. */
  readonly readOnly?: boolean;
  /** The program that keeps sessions as folded beside the record, by its version; left out: nothing is kept. */
  readonly drawnBy?: string;
  /** The size in bytes up to which the whole file is checked. */
  readonly checkWholeUpTo?: number;
};

type Opening = RecordFiles & { readonly wholeUpTo: number; readonly drawnBy: string | null };

/** Opens the record of a folder, or makes it where there is none. What can not be opened is left as it is. */
export function openStore(setting: OpenSetting): OpenResult {
  const { folder, readOnly = false, checkWholeUpTo = CHECK_WHOLE_UP_TO_BYTES } = setting;
  const files = { ...recordFiles(folder), wholeUpTo: checkWholeUpTo, drawnBy: setting.drawnBy ?? null };
  try {
    return readOnly ? openForReading(files) : openForWriting(files);
  } catch (error) {
    return refusalOf(error, folder);
  }
}

function openForWriting(files: Opening): OpenResult {
  mkdirSync(files.folder, { recursive: true, mode: 0o700 });
  const lock = takeWriterLock(files.lock);
  const result = attempt(lock, () => {
    const missing = makeOrMiss(files);
    if (missing !== null) return missing;
    return withKey(files, (key) => {
      const still = !existsSync(files.wal) || statSync(files.wal).size === 0;
      return look(files, key, still ? 'read-still' : 'read') ?? openChecked(files, key, lock);
    });
  });
  if (result.kind === 'refused') lock.release();
  return result;
}

function attempt<T>(lock: WriterLock, run: () => T): T {
  try {
    return run();
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Makes the record of a new folder. A folder where a record was and is no more is not a new folder. */
function makeOrMiss(files: RecordFiles): Refusal | null {
  if (existsSync(files.record)) return null;
  const begun = existsSync(files.unfinished);
  const traces = [files.key, files.wal].filter((file) => existsSync(file));
  if (traces.length > 0 && !begun)
    return refuse(
      'damaged',
      `The record is gone from ${files.folder}, though ${traces.join(' and ')} is there.`,
    );
  makeRecord(files);
  return null;
}

/** The record gets its name last, when it is whole and its key is on disk. What a broken attempt left holds no event. */
function makeRecord(files: RecordFiles): void {
  const key = (existsSync(files.key) ? readKey(files.key) : null) ?? newKey();
  for (const left of [files.unfinished, `${files.unfinished}-journal`]) rmSync(left, { force: true });
  const db = connect(files.unfinished, cipherKey(key), 'read-write');
  try {
    db.pragma('synchronous=FULL');
    migrate(db);
  } finally {
    db.close();
  }
  writeKey(files.key, key);
  renameSync(files.unfinished, files.record);
  settleFolder(files.folder);
}

function withKey(files: RecordFiles, open: (key: RecordKey) => OpenResult): OpenResult {
  if (!existsSync(files.key))
    return refuse('key-missing', `The record in ${files.folder} has no key: record.key is not there.`);
  const key = readKey(files.key);
  if (key === null)
    return refuse(
      'wrong-key',
      `The file record.key in ${files.folder} does not hold a key of 64 hex digits.`,
    );
  if (statSync(files.record).size === 0)
    return refuse('damaged', `The record in ${files.folder} is an empty file.`);
  if (!keyBelongsTo(files.record, key))
    return refuse(
      'wrong-key',
      `The record in ${files.folder} was not begun with the key in record.key, or its beginning is damaged.`,
    );
  return open(key);
}

/** Looks at the record without being able to write it. Null: it can be opened. */
function look(files: Opening, key: RecordKey, access: Access): Refusal | null {
  const db = connect(files.record, cipherKey(key), access);
  try {
    return examine(db, files);
  } finally {
    db.close();
  }
}

function examine(db: Connection, { folder, record, wholeUpTo }: Opening): Refusal | null {
  const version = recordVersion(db);
  if (version > currentVersion)
    return refuse(
      'newer',
      `The record in ${folder} was written by a newer version of the program (record ${version}, this program ` +
        `knows up to ${currentVersion}).`,
    );
  const fault = faultOf(db, statSync(record).size, wholeUpTo);
  return fault === null ? null : refuse('damaged', `The record in ${folder} is damaged (${fault}).`);
}

function openChecked(files: Opening, key: RecordKey, lock: WriterLock): OpenResult {
  const db = connect(files.record, cipherKey(key), 'read-write');
  try {
    db.exec('BEGIN IMMEDIATE; COMMIT');
    db.pragma('journal_mode=WAL');
    db.pragma('synchronous=FULL');
    migrate(db);
    const drawn = files.drawnBy === null ? undefined : drawnSessions(files.folder, key, files.drawnBy);
    return { kind: 'open', store: storeOn(db, files.folder, () => lock.release(), drawn) };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Beside a console that writes; where the folder can not be written at all, as the still file that it then is. */
function connectForReading(files: RecordFiles, key: RecordKey): Connection {
  const db = connect(files.record, cipherKey(key), 'read');
  try {
    recordVersion(db);
    return db;
  } catch (error) {
    db.close();
    const barred = /CANTOPEN|READONLY/.test(sqliteCode(error) ?? '');
    if (!barred || existsSync(files.wal)) throw error;
    return connect(files.record, cipherKey(key), 'read-still');
  }
}

function olderThanReadable(db: Connection, { folder }: RecordFiles): Refusal | null {
  if (recordVersion(db) === currentVersion) return null;
  return refuse(
    'read-only',
    `The record in ${folder} is of an earlier version and this tool only reads: open it once with the console.`,
  );
}

function openForReading(files: Opening): OpenResult {
  if (!existsSync(files.record))
    return refuse('damaged', `There is no record in ${files.folder}: record.db is not there.`);
  return withKey(files, (key) => {
    const db = connectForReading(files, key);
    try {
      const refusal = examine(db, files) ?? olderThanReadable(db, files);
      if (refusal === null) return { kind: 'open', store: storeOn(db, files.folder, () => {}) };
      db.close();
      return refusal;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}
