import { seriesOf } from '../../shared/series/builder';
import type { LoggedEvent } from '../../shared/session/events';
import type { Store } from '../store/store';

type Reading = Pick<Store, 'session' | 'series' | 'events' | 'ledgerEvents' | 'seal' | 'earlierDoses'>;

function* upTo(events: Iterable<LoggedEvent>, seq: number): Iterable<LoggedEvent> {
  for (const event of events) {
    if (event.seq > seq) return;
    yield event;
  }
}

/** A record as it was when that entry was its last one: what was written since is not in it. */
export function asOf(store: Reading, seq: number): Reading {
  const events: Reading['events'] = (sessionId, query) => upTo(store.events(sessionId, query), seq);
  return {
    session: store.session,
    earlierDoses: store.earlierDoses,
    seal: store.seal,
    events,
    ledgerEvents: () => upTo(store.ledgerEvents(), seq),
    series: (sessionId, given) => seriesOf(events(sessionId), given),
  };
}
