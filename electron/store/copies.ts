import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type ChainReport, verifyChain } from './chain';
import { connect } from './connection';
import { cipherKey, readKey, settleFolder } from './key';
import { recordFiles } from './record-files';
import { sql } from './sql';

/** A copy is a record of its own under the same key: put in the place of `record.db`, it is the record again. */
const NAME = /^record-(\d{4}-\d{2}-\d{2})\.db$/;

export type Copy = { readonly day: string; readonly file: string };

export type CopyMade = Copy & {
  readonly bytes: number;
  readonly lastSeq: number;
  /** The last seal in the copy: noted in the log that goes on, it shows later that this copy is the one that was made. */
  readonly anchor: string;
};

/** The copies in a folder, newest first. */
export function copiesIn(folder: string): Copy[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const day = NAME.exec(name)?.[1];
      return day === undefined ? [] : [{ day, file: path.join(folder, name) }];
    })
    .sort((left, right) => (left.day < right.day ? 1 : -1));
}

/** Why a file is no good copy of a record; throws with the reason. */
function verified(file: string, key: string): { lastSeq: number; chain: ChainReport } {
  const db = connect(file, key, 'read-still');
  try {
    const fault = db.pragma('integrity_check(1)', { simple: true });
    if (fault !== 'ok') throw new Error(`the copy is damaged: ${String(fault)}`);
    const chain = verifyChain(db);
    if (chain.broken !== null) {
      throw new Error(
        `the seals do not hold from entry ${chain.broken.fromSeq} on, in the record and in its copy`,
      );
    }
    const { seq } = db.prepare<[], { seq: number | null }>(sql.lastSeq).get() ?? { seq: null };
    return { lastSeq: seq ?? 0, chain };
  } finally {
    db.close();
  }
}

/** A copy that is put in the place of the record knows by this that it is one (`lines.ts`). */
function mark(file: string, key: string, day: string): void {
  const db = connect(file, key, 'read-write');
  try {
    db.prepare(sql.unmarkCopy).run();
    db.prepare(sql.markCopy).run({ day });
  } finally {
    db.close();
  }
}

/**
 * Makes today's copy beside a console that goes on writing, verifies it whole (pages, seals, last entry), and only
 * then gives it its name. Throws where anything does not hold; the earlier copies stay as they are.
 */
export function copyRecord(setting: {
  readonly folder: string;
  readonly into: string;
  readonly day: string;
  readonly keep: number;
}): CopyMade {
  const { folder, into, day, keep } = setting;
  const files = recordFiles(folder);
  const found = readKey(files.key);
  if (found === null) throw new Error('the key of the record can not be read');
  const key = cipherKey(found);
  mkdirSync(into, { recursive: true, mode: 0o700 });
  const file = path.join(into, `record-${day}.db`);
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const db = connect(files.record, key, 'read');
  let lastSeq: number;
  try {
    lastSeq = db.prepare<[], { seq: number | null }>(sql.lastSeq).get()?.seq ?? 0;
    db.prepare('VACUUM INTO ?').run(part);
  } finally {
    db.close();
  }
  mark(part, key, day);
  const copy = verified(part, key);
  if (copy.lastSeq < lastSeq) throw new Error(`the copy ends at entry ${copy.lastSeq} of ${lastSeq}`);
  renameSync(part, file);
  settleFolder(into);
  for (const old of copiesIn(into).slice(keep)) rmSync(old.file, { force: true });
  return { day, file, bytes: statSync(file).size, lastSeq: copy.lastSeq, anchor: copy.chain.anchor };
}
