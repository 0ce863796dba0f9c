import type { PackedDetail, SessionDetail } from '../../shared/ipc/session-detail';
import { seriesBuilder } from '../../shared/series/builder';
import { packingOf, packSeries, unpackSeries } from '../../shared/series/packed';
import type { LoggedEvent } from '../../shared/session/events';
import { evolve, initialState } from '../../shared/session/evolve';
import type { BedsideState } from '../../shared/session/state';
import type { Drawn } from '../store/drawn';
import type { Store } from '../store/store';

type Reads = Pick<Store, 'session' | 'events' | 'drawn'>;

/** Lets everything that waits go first. */
export const restFromReading = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Entries folded or read at a piece: some milliseconds, so that a stop or a reading that comes meanwhile hardly waits. */
const PIECE = 40;
/** So many entries after what is kept are worth keeping anew. */
const WORTH_KEEPING = 300;

/** The state as it was kept. It is this program's own, read back from its own file under the record's key. */
const stateOf = (kept: Drawn): BedsideState => JSON.parse(kept.state) as BedsideState;

function* folded(store: Reads, sessionId: string): Generator<void, Drawn, void> {
  const kept = store.drawn.read(sessionId);
  yield;
  let state: BedsideState | null = null;
  let builder: ReturnType<typeof seriesBuilder> | null = null;
  let [count, throughSeq] = [0, kept?.throughSeq ?? 0];
  for (const event of store.events(sessionId, { afterSeq: throughSeq })) {
    state ??= kept === null ? initialState() : stateOf(kept);
    builder ??= kept === null ? seriesBuilder() : seriesBuilder(unpackSeries(kept.columns), state.simulation);
    state = evolve(state, event);
    builder.add(event, state.session?.delivered ?? null);
    throughSeq = event.seq;
    count += 1;
    if (count % PIECE === 0) yield;
  }
  if (state === null || builder === null) {
    return (
      kept ?? {
        throughSeq,
        state: JSON.stringify(initialState()),
        columns: packSeries(seriesBuilder().series),
      }
    );
  }
  yield;
  const columns = yield* packingOf(builder.series);
  const drawn = { throughSeq, state: JSON.stringify(state), columns };
  yield;
  if (count >= WORTH_KEEPING) store.drawn.keep(sessionId, drawn);
  return drawn;
}

/**
 * Everything about one session, packed for the way to a window; null where the record has no such session. From what is
 * kept beside the record and the entries after it; where nothing is kept, from the log, in pieces between which `rest`
 * lets others work.
 */
export async function readSession(
  store: Reads,
  sessionId: string,
  rest: () => Promise<void>,
): Promise<PackedDetail | null> {
  if (store.session(sessionId) === null) return null;
  const folding = folded(store, sessionId);
  let step = folding.next();
  while (step.done !== true) {
    await rest();
    step = folding.next();
  }
  const events: LoggedEvent[] = [];
  for (const event of store.events(sessionId, { without: 'readings' })) {
    if (event.seq > step.value.throughSeq) break;
    events.push(event);
    if (events.length % PIECE === 0) await rest();
  }
  const summary = store.session(sessionId) as SessionDetail['summary'];
  const { state, columns } = step.value;
  return { summary, state, events: JSON.stringify(events), columns };
}
