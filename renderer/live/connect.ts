import type { Bridge, Said } from '../../shared/ipc/contract';
import { emptySeries } from '../../shared/series/series';
import type { LoggedEvent } from '../../shared/session/events';
import { stateHash } from '../../shared/session/evolve';
import type { BedsideState } from '../../shared/session/state';
import { isLive, nowBy } from './anchor';
import { follow } from './follow';
import { appendTo } from './series-buffer';
import { liveStore, nowStore } from './store';

const TICK_MS = 250;
const RETRY_MS = 500;
const FACTS_MS = 60_000;
const ofClinic = /^(order|patient)\./;
const isReading = (event: LoggedEvent) => event.type === 'pump.reading' || event.type === 'monitor.reading';

/**
 * The one subscription: asks for everything once, then folds what is said. A gap or a fingerprint that differs makes
 * it ask again. Returns what ends it.
 */
export function connect(
  bridge: Bridge,
  performanceNow: () => number = () => performance.now(),
  /** Left out where the numbers and entries of the open session come another way. */
  withHistory = true,
): () => void {
  let resuming = false;
  let ended = false;
  let early: LoggedEvent[] = [];
  let expectedSeq = 0;

  async function history(state: BedsideState): Promise<void> {
    const sessionId = state.session?.sessionId;
    if (sessionId === undefined) {
      liveStore.setState({ series: emptySeries(), journal: [] });
      return;
    }
    try {
      const [series, events] = await Promise.all([
        bridge.ask('series', { sessionId }),
        bridge.ask('events', { sessionId }),
      ]);
      const known = liveStore.getState();
      if (known.state?.session?.sessionId !== sessionId) return;
      const kept = events.filter((event) => !isReading(event));
      const newest = kept[kept.length - 1]?.seq ?? 0;
      liveStore.setState({ series, journal: [...kept, ...known.journal.filter(({ seq }) => seq > newest)] });
    } catch (failure) {
      // The graph then starts from now; every other region goes on.
      console.error('The numbers of the open session could not be read', failure);
    }
  }

  async function resume(): Promise<void> {
    if (resuming || ended) return;
    resuming = true;
    try {
      const resumed = await bridge.ask('resume', {});
      const receivedMs = performanceNow();
      const { state, record, now } = resumed;
      liveStore.setState((view) => ({
        state,
        record,
        anchor: { instant: now, receivedMs, factor: state.timeFactor },
        lastPulseMs: receivedMs,
        series: emptySeries(),
        journal: [],
        resumes: view.resumes + 1,
      }));
      resuming = false;
      const waited = early;
      early = [];
      take(waited);
      tick();
      if (withHistory) await history(state);
    } catch (failure) {
      resuming = false;
      console.error('The state of the console could not be read', failure);
      if (!ended) setTimeout(() => void resume(), RETRY_MS);
    }
  }

  function take(events: readonly LoggedEvent[]): void {
    const { state, journal, series } = liveStore.getState();
    if (resuming || state === null) {
      early.push(...events);
      return;
    }
    const followed = follow(state, events);
    if (followed.kind === 'gap') {
      early = [...events];
      void resume();
      return;
    }
    if (followed.fresh.length === 0) return;
    if (followed.fresh.some(({ type }) => ofClinic.test(type)))
      liveStore.setState((view) => ({ comings: view.comings + 1 }));
    const other = followed.state.session?.sessionId !== state.session?.sessionId;
    const drawn = other ? emptySeries() : series;
    if (followed.state.session === null) {
      // Nothing to draw and nothing to tell: between sessions neither may grow.
      liveStore.setState({ state: followed.state, series: drawn, journal: [] });
      return;
    }
    for (const event of followed.fresh) appendTo(drawn, event, followed.state);
    const told = followed.fresh.filter((event) => !isReading(event));
    const kept = other ? told : told.length > 0 ? [...journal, ...told] : journal;
    liveStore.setState({ state: followed.state, series: drawn, journal: kept });
  }

  function pulse(said: Said['pulse']): void {
    bridge.tell('alive', {});
    const receivedMs = performanceNow();
    const { state } = liveStore.getState();
    const factor = state?.timeFactor ?? 1;
    liveStore.setState({
      lastPulseMs: receivedMs,
      record: said.record,
      sync: said.sync,
      anchor: { instant: said.now, receivedMs, factor },
    });
    if (state === null) return;
    // Events may still be on their way behind one pulse; at the next one they must have come.
    const missing = state.seq < expectedSeq;
    const differs = state.seq === said.seq && stateHash(state) !== said.hash;
    expectedSeq = said.seq;
    if (missing || differs) void resume();
    tick();
  }

  function tick(): void {
    const { anchor, lastPulseMs } = liveStore.getState();
    const performanceMs = performanceNow();
    if (anchor === null) return;
    nowStore.setState({ now: { ...nowBy(anchor, performanceMs), live: isLive(lastPulseMs, performanceMs) } });
  }

  async function facts(): Promise<void> {
    const known = await bridge.ask('facts', {});
    liveStore.setState({ facts: known });
  }

  const stops = [
    bridge.on('update', (said) => take(said.events)),
    bridge.on('pulse', pulse),
    bridge.on('closeRefused', ({ words }) => liveStore.setState({ closeRefused: words })),
  ];
  const timer = setInterval(tick, TICK_MS);
  // A version of the drug library comes into effect by its date alone.
  const factsTimer = setInterval(() => void facts().catch(() => undefined), FACTS_MS);
  void facts().catch((failure) => console.error('The facts of this workstation could not be read', failure));
  void resume();
  return () => {
    ended = true;
    clearInterval(timer);
    clearInterval(factsTimer);
    for (const stop of stops) stop();
  };
}

/** Asks for the facts again, after something that changes them (the first people, a new data folder). */
export async function refreshFacts(bridge: Bridge): Promise<void> {
  liveStore.setState({ facts: await bridge.ask('facts', {}) });
}
