import { diffLibraries } from '../../shared/library/diff';
import { activeVersion, type LibraryVersion, profilesOf } from '../../shared/library/library';
import type { LimitProfile } from '../../shared/limits/profile';
import type { Actor } from '../../shared/record/people';
import { mayDo } from '../../shared/record/permissions';
import type { EpochMs } from '../../shared/time/clock';
import { LibraryDamaged } from './library';
import type { LimitProfiles } from './limit-profiles';
import type { Store } from './store';

/** The library that sessions are opened with now, or why none can be. */
export type LibraryStanding =
  | { readonly kind: 'ready'; readonly version: LibraryVersion; readonly profiles: LimitProfile[] }
  | { readonly kind: 'refused'; readonly words: string };

type Kept = Pick<Store, 'libraryVersions' | 'addLibraryVersion' | 'approveLibrary'>;

const two = (value: number): string => String(value).padStart(2, '0');

/** The calendar day of a moment at this workstation, ISO 8601. */
function dayOf(at: EpochMs): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What the program ships becomes a version of its own, once; what a newer program ships otherwise waits for approval. */
export function keepShipped(store: Kept, shipped: LimitProfiles, at: EpochMs): void {
  if (shipped.kind === 'refused') return;
  const known = store.libraryVersions();
  const fromProgram = known.filter(({ author }) => author === null);
  if (fromProgram.some(({ profiles }) => diffLibraries(profiles, shipped.profiles).length === 0)) return;
  store.addLibraryVersion(
    {
      author: null,
      note: 'Starting values that came with the program',
      rollsBackTo: null,
      profiles: shipped.profiles,
    },
    at,
  );
}

/** In a simulation the invented people approve what shipped, so that training begins at once. */
export function approveForTraining(store: Kept, people: readonly Actor[], at: EpochMs): void {
  for (const version of store.libraryVersions()) {
    if (version.author !== null || version.approvals.length > 0) continue;
    const approvers = people.filter(({ role }) => mayDo(role, 'approve-library')).slice(0, 2);
    for (const { personId, name, role } of approvers)
      store.approveLibrary(version.versionNo, { personId, name, role }, at, at);
  }
}

/** Files and record are both checked; one that is broken blocks every new session (SR-004). */
export function libraryStanding(store: Kept, shipped: LimitProfiles, at: EpochMs): LibraryStanding {
  if (shipped.kind === 'refused') return shipped;
  try {
    const version = activeVersion(store.libraryVersions(), at);
    if (version !== null) return { kind: 'ready', version, profiles: profilesOf(version, dayOf) };
    return {
      kind: 'refused',
      words:
        'The drug library is not approved: its starting values are no limits of this clinic yet. No session can be ' +
        'prepared. Two people, physician or pharmacist, read and approve it under Drug library.',
    };
  } catch (error) {
    if (error instanceof LibraryDamaged) return { kind: 'refused', words: error.message };
    throw error;
  }
}
