import { amendedEvents } from '../../shared/review/amended-events';
import type { LoggedEvent } from '../../shared/session/events';
import { evolve, initialState } from '../../shared/session/evolve';
import type { BedsideState } from '../../shared/session/state';
import type { Store } from '../store/store';
import { inPieces, piecewise } from './pieces';

/** Events folded between two pauses: some ten milliseconds. */
const PIECE = 400;

/** A session as its entries read now, with what was put right in it afterwards; in pieces, readings and all. */
export async function amendedSession(
  store: Pick<Store, 'events'>,
  sessionId: string,
  told: readonly LoggedEvent[],
): Promise<BedsideState> {
  const read = new Map(amendedEvents(told).map((event) => [event.seq, event]));
  let state = initialState();
  await inPieces(
    piecewise(store.events(sessionId), PIECE, (event) => {
      state = evolve(state, read.get(event.seq) ?? event);
    }),
  );
  return state;
}
