import { sqliteCode } from './connection';
import { freeBytesAt } from './refusal';

export type NotKeptReason = 'full' | 'io' | 'locked' | 'closed';

const meaning =
  'What happens now is not in the record; the console can still stop the pump and refuses all else.';

const words: Record<NotKeptReason, string> = {
  full: `The disk is full and the event could not be written. ${meaning} Free space on this disk.`,
  io: `The disk did not take the event. ${meaning} Chart on paper and call whoever looks after the workstation.`,
  locked: `Another program holds the record and the event could not be written. ${meaning} End that program.`,
  closed: `The record is closed and the event could not be written. ${meaning} Start the console again.`,
};

/** An append that was not written: none of it is in the log. */
export class RecordNotKept extends Error {
  readonly reason: NotKeptReason;
  /** SQLite's own code, for the technical log. */
  readonly code: string | null;

  constructor(reason: NotKeptReason, cause?: unknown) {
    super(words[reason], { cause });
    this.name = 'RecordNotKept';
    this.reason = reason;
    this.code = sqliteCode(cause);
  }
}

/** An event that this program must not write, because it could not be read again. Always a fault of the program. */
export class EventNotValid extends Error {
  constructor(type: string, detail: string) {
    super(
      `An event "${type}" does not have the shape of its kind and was not written: ${detail}. ` +
        'Nothing of this step is in the record. Report this to the makers of the console.',
    );
    this.name = 'EventNotValid';
  }
}

/** Turns a failure to write into `RecordNotKept`; faults of the program itself pass through unchanged. */
export function notKept(error: unknown, folder: string): unknown {
  const code = sqliteCode(error);
  if (code === null || code.startsWith('SQLITE_CONSTRAINT')) return error;
  if (code === 'SQLITE_FULL') return new RecordNotKept('full', error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new RecordNotKept('locked', error);
  const noRoom = (freeBytesAt(folder) ?? 1) === 0;
  return new RecordNotKept(noRoom ? 'full' : 'io', error);
}
