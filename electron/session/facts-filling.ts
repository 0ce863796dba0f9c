import type { Cancel, Clock } from '../../shared/time/clock';
import type { Store } from '../store/store';

/** When nobody waits for it: the console has other things to do at its start. */
const FIRST_MS = 20_000;
const BETWEEN_PARTS_MS = 25;
const LOOK_AGAIN_MS = 5_000;

export type FactsFilling = {
  /** Gathers what is missing of these closed sessions now, because somebody waits; others work between its parts. */
  now(sessionIds: readonly string[]): Promise<void>;
  stop: Cancel;
};

/**
 * Gathers the facts of sessions that have none: those that were closed by an earlier program, or after a restart. A
 * part at a time, and of its own accord only while no session is open.
 */
export function fillFacts(setting: {
  readonly store: Pick<Store, 'sessionsWithoutFacts' | 'fillFacts'>;
  readonly clock: Clock;
  readonly sessionOpen: () => boolean;
}): FactsFilling {
  const { store, clock, sessionOpen } = setting;
  let stopped = false;
  let cancel: Cancel = () => {};
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      cancel = clock.after(ms, resolve);
    });

  async function fill(sessionId: string, pause: () => Promise<void>): Promise<void> {
    try {
      for (const _ of store.fillFacts(sessionId)) {
        await pause();
        if (stopped) return;
      }
    } catch (error) {
      console.error(`What session ${sessionId} gave could not be gathered:`, error);
    }
  }

  async function whenIdle(): Promise<void> {
    await wait(BETWEEN_PARTS_MS);
    while (sessionOpen() && !stopped) await wait(LOOK_AGAIN_MS);
  }

  async function inTheBackground(): Promise<void> {
    await wait(FIRST_MS);
    while (sessionOpen() && !stopped) await wait(LOOK_AGAIN_MS);
    if (stopped) return;
    for (const sessionId of store.sessionsWithoutFacts()) {
      await fill(sessionId, whenIdle);
      if (stopped) return;
    }
  }

  void inTheBackground();
  return {
    async now(sessionIds) {
      for (const sessionId of sessionIds)
        await fill(sessionId, () => new Promise<void>((resolve) => clock.after(0, resolve)));
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
