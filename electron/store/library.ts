import { createHash } from 'node:crypto';
import { z } from 'zod';
import { libraryProblems } from '../../shared/library/check-library';
import { diffLibraries } from '../../shared/library/diff';
import { type LibraryVersion, libraryVersionSchema, whyNotApprove } from '../../shared/library/library';
import { type LimitProfile, limitProfileSchema } from '../../shared/limits/profile';
import { type Actor, actorSchema } from '../../shared/record/people';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import { notKept } from './not-kept';
import { ClinicRefusal } from './people';
import { listSql, sql } from './sql';

/** The library as it is kept does not bear its own fingerprint: nothing of it may be used. */
export class LibraryDamaged extends Error {
  constructor(versionNo: number, detail: string) {
    super(
      `Version ${versionNo} of the drug library is not as it was written: ${detail}. No session can start. ` +
        'Restore a backup of the record, or have the pharmacy write and approve the library again on a new record.',
    );
    this.name = 'LibraryDamaged';
  }
}

export type NewLibraryVersion = {
  /** Null: it came with the program. */
  readonly author: Actor | null;
  readonly note: string;
  readonly rollsBackTo: number | null;
  readonly profiles: readonly LimitProfile[];
};

export type LibraryTable = {
  /** Every version with its approvals, oldest first; each fingerprint is checked. */
  libraryVersions(): LibraryVersion[];
  addLibraryVersion(version: NewLibraryVersion, at: EpochMs): number;
  approveLibrary(versionNo: number, by: Actor, at: EpochMs, effectiveAt: EpochMs): void;
};

type VersionRow = {
  readonly version_no: number;
  readonly at_ms: number;
  readonly author: string | null;
  readonly note: string;
  readonly rolls_back_to: number | null;
  readonly sha256: string;
  readonly body: string;
};
type ApprovalRow = {
  readonly version_no: number;
  readonly at_ms: number;
  readonly person: string;
  readonly effective_at_ms: number;
};

/** SHA-256 of a text, in hex. */
export const fingerprintOf = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('hex');

/** The versions of the drug library on an open connection. */
export function libraryTable(db: Connection, folder: string): LibraryTable {
  const versions = db.prepare<[], VersionRow>(listSql.libraryVersions);
  const approvals = db.prepare<[], ApprovalRow>(listSql.libraryApprovals);
  const insertVersion = db.prepare(sql.insertLibraryVersion);
  const insertApproval = db.prepare(sql.insertLibraryApproval);

  function versionOf(row: VersionRow, given: readonly ApprovalRow[]): LibraryVersion {
    if (fingerprintOf(row.body) !== row.sha256)
      throw new LibraryDamaged(row.version_no, 'its fingerprint differs');
    const profiles = z.array(limitProfileSchema.strict()).safeParse(JSON.parse(row.body));
    if (!profiles.success) throw new LibraryDamaged(row.version_no, 'its shape is unknown');
    return libraryVersionSchema.parse({
      versionNo: row.version_no,
      at: row.at_ms,
      author: row.author === null ? null : JSON.parse(row.author),
      note: row.note,
      rollsBackTo: row.rolls_back_to,
      sha256: row.sha256,
      profiles: profiles.data,
      approvals: given
        .filter((one) => one.version_no === row.version_no)
        .map((one) => ({ by: JSON.parse(one.person), at: one.at_ms, effectiveAt: one.effective_at_ms })),
    } satisfies Record<keyof LibraryVersion, unknown>);
  }

  const all = (): LibraryVersion[] => {
    const given = approvals.all();
    return versions.all().map((row) => versionOf(row, given));
  };

  const write = (run: () => void) => {
    try {
      run();
    } catch (error) {
      throw notKept(error, folder);
    }
  };

  return {
    libraryVersions: all,
    addLibraryVersion({ author, note, rollsBackTo, profiles }, at) {
      const problems = libraryProblems(profiles);
      if (problems.length > 0)
        throw new ClinicRefusal(
          `The library can not be used like this, and nothing was kept. ${problems.join('. ')}.`,
        );
      const before = all();
      const last = before.at(-1);
      if (author !== null && last !== undefined && diffLibraries(last.profiles, profiles).length === 0)
        throw new ClinicRefusal(`Nothing differs from version ${last.versionNo}. Nothing was kept.`);
      if (author !== null && note.trim() === '')
        throw new ClinicRefusal('Type why the library changes. Nothing was kept.');
      const versionNo = (last?.versionNo ?? 0) + 1;
      // Who approved it and since when is no part of what was written.
      const plain = profiles.map((profile) => ({
        ...profile,
        author: author?.name ?? profile.author,
        approvedBy: [],
        effectiveFrom: null,
      }));
      const body = JSON.stringify(plain);
      write(() =>
        insertVersion.run({
          versionNo,
          at: Math.round(at),
          author: author === null ? null : JSON.stringify(actorSchema.parse(author)),
          note: note.trim(),
          rollsBackTo,
          sha256: fingerprintOf(body),
          body,
        }),
      );
      return versionNo;
    },
    approveLibrary(versionNo, by, at, effectiveAt) {
      const known = all();
      const version = known.find((one) => one.versionNo === versionNo);
      if (version === undefined)
        throw new ClinicRefusal(`There is no version ${versionNo} of the library. Nothing was approved.`);
      const why = whyNotApprove(known, version, by, at);
      if (why !== null) throw new ClinicRefusal(`${why} Nothing was approved.`);
      write(() =>
        insertApproval.run({
          versionNo,
          at: Math.round(at),
          personId: by.personId,
          person: JSON.stringify(actorSchema.parse(by)),
          effectiveAt: epochMs(Math.round(Math.max(at, effectiveAt))),
        }),
      );
    },
  };
}
