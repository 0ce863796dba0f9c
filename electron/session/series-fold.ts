import type { SessionDetail } from '../../shared/ipc/session-detail';
import type { LoggedEvent } from '../../shared/session/events';
import { evolve, initialState } from '../../shared/session/evolve';
import type { BedsideState } from '../../shared/session/state';
import type { Store } from '../store/store';

/**
 * What had gone in after each event of a session, from the same fold that the bedside shows. `seen` gets every event
 * with the state after it.
 */
export function seriesFold(
  seen: (event: LoggedEvent, after: BedsideState) => void = () => {},
): (event: LoggedEvent) => { lowMl: number; highMl: number } | null {
  let state: BedsideState = initialState();
  return (event) => {
    state = evolve(state, event);
    seen(event, state);
    return state.session === null
      ? null
      : { lowMl: state.session.delivered.lowMl, highMl: state.session.delivered.highMl };
  };
}

/** Everything about one session, from a single reading of its log; null where the record has no such session. */
export function sessionDetail(
  store: Pick<Store, 'session' | 'series'>,
  sessionId: string,
): SessionDetail | null {
  const summary = store.session(sessionId);
  if (summary === null) return null;
  let state: BedsideState = initialState();
  const events: LoggedEvent[] = [];
  const fold = seriesFold((event, after) => {
    state = after;
    if (event.type !== 'pump.reading' && event.type !== 'monitor.reading') events.push(event);
  });
  const series = store.series(sessionId, fold);
  return { summary, state, events, series };
}
