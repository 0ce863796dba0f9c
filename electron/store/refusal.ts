import { existsSync, statfsSync } from 'node:fs';
import { sqliteCode } from './connection';

export type RefusalReason =
  | 'newer'
  | 'damaged'
  | 'locked'
  | 'read-only'
  | 'full'
  | 'wrong-key'
  | 'key-missing';

/** A record that was not opened. `words`: what happened, what it means at the bedside, what to do next. */
export type Refusal = {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly words: string;
};

const NO_SESSION = 'No infusion can be started from this console until then; the pump works on its own.';

/** Below this much room SQLite can not keep its side files and fails with errors that do not say why. */
const NO_ROOM_BYTES = 1_000_000;

const next: Record<RefusalReason, string> = {
  newer: 'Start the newer version of the program on this record.',
  damaged: 'Keep the whole folder as it is and call whoever looks after the workstation.',
  locked: 'Use the console that is already open, or end it and start again.',
  'read-only': 'Give this account the right to write in the folder, then start again.',
  full: 'Free space on this disk, then start again.',
  'wrong-key': 'Put back the record.key that was made together with this record.',
  'key-missing': 'Put back the record.key that was made together with this record, from the same backup.',
};

/** Makes a refusal; `happened` is one sentence, the rest is the same for every refusal of its kind. */
export function refuse(reason: RefusalReason, happened: string): Refusal {
  return { kind: 'refused', reason, words: `${happened} ${NO_SESSION} ${next[reason]} Nothing was changed.` };
}

/** The free space where the folder is, or null where the system does not say. */
export function freeBytesAt(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

const systemCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** What an error while opening means. Anything that is not one of ours is thrown on: it is a fault of the program. */
export function refusalOf(error: unknown, folder: string): Refusal {
  const code = sqliteCode(error) ?? systemCode(error);
  if (code === null) throw error;
  const free = freeBytesAt(folder);
  const noRoom = free !== null && free < NO_ROOM_BYTES;
  if (/FULL|ENOSPC|EDQUOT/.test(code) || (noRoom && /IOERR|CANTOPEN/.test(code)))
    return refuse('full', `The disk that holds the record in ${folder} is full.`);
  if (/BUSY|LOCKED/.test(code))
    return refuse('locked', `Another program is writing the record in ${folder}.`);
  if (/READONLY|CANTOPEN|PERM|AUTH|EACCES|EROFS/.test(code)) {
    const what = existsSync(folder) ? 'can not be written' : 'is not there and can not be made';
    return refuse('read-only', `The folder of the record, ${folder}, ${what} (${code}).`);
  }
  if (/CORRUPT|NOTADB|IOERR|SQLITE_ERROR|EIO|EISDIR/.test(code))
    return refuse('damaged', `The record in ${folder} can not be read (${code}).`);
  throw error;
}
