import path from 'node:path';

/** The files of one record, all in one folder. */
export type RecordFiles = {
  readonly folder: string;
  readonly record: string;
  readonly wal: string;
  readonly key: string;
  readonly lock: string;
  /** A record that is still being made; it gets its own name only when it is whole. */
  readonly unfinished: string;
};

/** Where the files of a record lie. */
export function recordFiles(folder: string): RecordFiles {
  const inFolder = (name: string) => path.join(folder, name);
  return {
    folder,
    record: inFolder('record.db'),
    wal: inFolder('record.db-wal'),
    key: inFolder('record.key'),
    lock: inFolder('record.lock'),
    unfinished: inFolder('record.unfinished'),
  };
}
