import { type RecordLine, replacedAfter } from '../../../shared/record/lines';
import type { Place } from '../../../shared/record/place';
import type { Store } from '../store';
import { namedIn } from './replica';

export type Named = { readonly place: Place | null; readonly store: Store };

/** The lines of a workstation's record as it goes on: those of which one began last. */
function currentLines(stationId: string, all: readonly Named[]): readonly RecordLine[] {
  let current: readonly RecordLine[] = [];
  for (const { place, store } of all) {
    if (place === null || namedIn(place.stationId).stationId !== stationId) continue;
    const lines = store.lines();
    if ((lines.at(-1)?.at ?? 0) > (current.at(-1)?.at ?? 0)) current = lines;
  }
  return current;
}

/** After which entry a replica holds what its workstation's record does not hold any more; null: all of it stands. */
export function replacedFrom(place: Place, all: readonly Named[]): number | null {
  const { stationId, line } = namedIn(place.stationId);
  return replacedAfter(currentLines(stationId, all), line);
}

/**
 * What of a session from elsewhere its workstation's record does not hold any more, since it was put back from a copy:
 * the whole of it, what was said of it later, or nothing (undefined).
 */
export function replacedOf(
  { place, store }: Named,
  session: { readonly sessionId: string; readonly openedSeq: number },
  all: readonly Named[],
): Place['replaced'] {
  const after = place === null ? null : replacedFrom(place, all);
  if (after === null) return undefined;
  if (session.openedSeq > after) return 'whole';
  for (const _ of store.events(session.sessionId, { afterSeq: after, without: 'readings' })) return 'later';
  return undefined;
}
