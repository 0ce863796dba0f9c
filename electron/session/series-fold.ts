import type { LoggedEvent } from '../../shared/session/events';
import { evolve, initialState } from '../../shared/session/evolve';
import type { BedsideState } from '../../shared/session/state';

/** What had gone in after each event of a session, from the same fold that the bedside shows. */
export function seriesFold(): (event: LoggedEvent) => { lowMl: number; highMl: number } | null {
  let state: BedsideState = initialState();
  return (event) => {
    state = evolve(state, event);
    return state.session === null
      ? null
      : { lowMl: state.session.delivered.lowMl, highMl: state.session.delivered.highMl };
  };
}
