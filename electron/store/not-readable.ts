import { sqliteCode } from './connection';

const next =
  'Open the record with the newest version of the program; if that fails, restore a backup beside it.';

/** An entry that this program can not read: the record says more than it understands, or the row is damaged. */
export class EventNotReadable extends Error {
  readonly seq: number;
  constructor({ seq, type }: { readonly seq: number; readonly type: string }, detail: string) {
    super(
      `Entry ${seq} of the record ("${type}") can not be read: ${detail}. ` +
        `What is shown without it would be incomplete, so nothing is shown. ${next}`,
    );
    this.name = 'EventNotReadable';
    this.seq = seq;
  }
}

/** A part of the file that is damaged: its pages do not bear the seal that they were written with. */
export class RecordNotReadable extends Error {
  constructor(afterSeq: number, cause: unknown) {
    super(
      `The record can not be read after entry ${afterSeq} (${sqliteCode(cause) ?? String(cause)}). ` +
        `What is shown would be incomplete, so nothing is shown. ${next}`,
      { cause },
    );
    this.name = 'RecordNotReadable';
  }
}
