import { type LoggedEvent, WORKSTATION } from '../../shared/session/events';
import { evolve } from '../../shared/session/evolve';
import type { BedsideState } from '../../shared/session/state';

export type Followed =
  | { readonly kind: 'followed'; readonly state: BedsideState; readonly fresh: LoggedEvent[] }
  /** Something was missed: what we hold can not be trusted any more. */
  | { readonly kind: 'gap' };

/** Outside a session readings are shown and not kept: they carry the number of the last event that was. */
function isGlimpse(state: BedsideState, event: LoggedEvent): boolean {
  const reading = event.type === 'pump.reading' || event.type === 'monitor.reading';
  return (
    reading && event.seq === state.seq && event.sessionId === WORKSTATION && event.mono >= state.mono - 60_000
  );
}

/** Folds the events that are new to `state`. Those already folded are passed over; a hole in `seq` is a gap. */
export function follow(state: BedsideState, events: readonly LoggedEvent[]): Followed {
  const fresh: LoggedEvent[] = [];
  let next = state;
  for (const event of events) {
    if (isGlimpse(next, event)) {
      next = evolve(next, event);
      fresh.push(event);
      continue;
    }
    if (event.seq <= next.seq) continue;
    if (event.seq !== next.seq + 1) return { kind: 'gap' };
    next = evolve(next, event);
    fresh.push(event);
  }
  return { kind: 'followed', state: next, fresh };
}
