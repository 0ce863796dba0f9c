import type { LoggedEvent } from '../../shared/session/events';
import { evolve } from '../../shared/session/evolve';
import type { BedsideState } from '../../shared/session/state';

export type Followed =
  | { readonly kind: 'followed'; readonly state: BedsideState; readonly fresh: LoggedEvent[] }
  /** Something was missed: what we hold can not be trusted any more. */
  | { readonly kind: 'gap' };

/** Folds the events that are new to `state`. Those already folded are passed over; a hole in `seq` is a gap. */
export function follow(state: BedsideState, events: readonly LoggedEvent[]): Followed {
  const fresh: LoggedEvent[] = [];
  let next = state;
  for (const event of events) {
    if (event.seq <= next.seq) continue;
    if (event.seq !== next.seq + 1) return { kind: 'gap' };
    next = evolve(next, event);
    fresh.push(event);
  }
  return { kind: 'followed', state: next, fresh };
}
