import { z } from 'zod';
import { type LimitProfile, limitProfileSchema } from '../limits/profile';
import { type Actor, actorSchema } from '../record/people';
import { mayDo } from '../record/permissions';
import { type EpochMs, epochSchema } from '../time/clock';

/** One person's approval of one version. */
export const libraryApprovalSchema = z.object({
  by: actorSchema,
  at: epochSchema,
  /** Since when the version holds, if this was the approval that it lacked. */
  effectiveAt: epochSchema,
});
export type LibraryApproval = z.infer<typeof libraryApprovalSchema>;

/** One version of the whole drug library, as it is kept: never changed, only followed by another one. */
export const libraryVersionSchema = z.object({
  versionNo: z.int().min(1),
  at: epochSchema,
  /** Null: it came with the program, and nobody of this clinic wrote it. */
  author: actorSchema.nullable(),
  note: z.string(),
  /** The version whose content this one brings back; null: it is an edit or came with the program. */
  rollsBackTo: z.int().nullable(),
  sha256: z.string(),
  profiles: z.array(limitProfileSchema),
  approvals: z.array(libraryApprovalSchema),
});
export type LibraryVersion = z.infer<typeof libraryVersionSchema>;

/** Two people stand behind a version: its author and another one; of one that came with the program, two others. */
export const approvalsNeeded = (version: Pick<LibraryVersion, 'author'>): number =>
  version.author === null ? 2 : 1;

/** Approved by as many different people as it takes. */
export function isApproved(version: LibraryVersion): boolean {
  const people = new Set(
    version.approvals.map(({ by }) => by.personId).filter((one) => one !== version.author?.personId),
  );
  return people.size >= approvalsNeeded(version);
}

/** Since when a version holds; null: it is not approved. */
export function holdsSince(version: LibraryVersion): EpochMs | null {
  return isApproved(version) ? (version.approvals.at(-1)?.effectiveAt ?? null) : null;
}

/** The version that holds at a moment: of those approved and in effect the newest; null: none. */
export function activeVersion(versions: readonly LibraryVersion[], at: EpochMs): LibraryVersion | null {
  const inEffect = versions.filter((one) => {
    const since = holdsSince(one);
    return since !== null && since <= at;
  });
  return inEffect.reduce<LibraryVersion | null>(
    (newest, one) => (newest === null || one.versionNo > newest.versionNo ? one : newest),
    null,
  );
}

/** Why this person can not approve this version now; null when nothing is in the way (SR-031). */
export function whyNotApprove(
  versions: readonly LibraryVersion[],
  version: LibraryVersion,
  by: Actor | null,
  at: EpochMs,
): string | null {
  if (by === null || !mayDo(by.role, 'approve-library'))
    return 'Physicians and pharmacists approve library versions. Sign in as one.';
  if (version.author?.personId === by.personId)
    return 'You wrote this version. Another person has to approve it.';
  if (isApproved(version)) return 'This version is approved.';
  if (version.approvals.some((one) => one.by.personId === by.personId))
    return 'You approved this version. Another person has to approve it as well.';
  const active = activeVersion(versions, at);
  if (active !== null && active.versionNo > version.versionNo)
    return `Version ${active.versionNo} is newer and holds. Bring the old content back as a new version.`;
  return null;
}

/** The entries of a version as sessions get them: with the version's name, its people and its date. */
export function profilesOf(version: LibraryVersion, dateOf: (at: EpochMs) => string): LimitProfile[] {
  const since = holdsSince(version);
  return version.profiles.map((profile) => ({
    ...profile,
    version: versionName(version),
    approvedBy: version.approvals.map(({ by }) => by.name),
    effectiveFrom: since === null ? null : dateOf(since),
  }));
}

/** `3`, and for what came with the program `1, starting values`. */
export const versionName = (version: Pick<LibraryVersion, 'versionNo' | 'author'>): string =>
  version.author === null ? `${version.versionNo}, starting values` : String(version.versionNo);

/** What stands where a version's state is shown. */
export function stateWords(
  versions: readonly LibraryVersion[],
  version: LibraryVersion,
  at: EpochMs,
): string {
  const since = holdsSince(version);
  if (since === null) {
    const missing = approvalsNeeded(version) - version.approvals.length;
    return missing === 1 ? 'one approval is missing' : `${missing} approvals are missing`;
  }
  if (since > at) return 'approved, not in effect yet';
  return activeVersion(versions, at)?.versionNo === version.versionNo ? 'holds now' : 'replaced';
}
