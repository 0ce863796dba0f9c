import type { WorkstationFacts } from '../../shared/ipc/standing';
import type { EpochMs } from '../../shared/time/clock';
import { approveForTraining, keepShipped, type LibraryStanding } from './active-library';
import { LibraryDamaged } from './library';
import type { LimitProfiles } from './limit-profiles';
import type { Store } from './store';

/** A library that can not be read blocks new sessions; what is on the pump is watched all the same. */
export function keepLibrary(store: Store, shipped: LimitProfiles, training: boolean, at: EpochMs): void {
  try {
    keepShipped(store, shipped, at);
    if (training) approveForTraining(store, store.people(), at);
  } catch (error) {
    if (!(error instanceof LibraryDamaged)) throw error;
    console.error(`The drug library can not be used: ${error.message}`);
  }
}

/** What the windows are told of the library. */
export const libraryFacts = (standing: LibraryStanding): WorkstationFacts['library'] =>
  standing.kind === 'ready'
    ? { kind: 'ready', versionNo: standing.version.versionNo }
    : { kind: 'refused', words: standing.words };
