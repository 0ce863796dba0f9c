import type { SyncControl } from '../../shared/sync/control';
import type { SyncStatus } from '../../shared/sync/status';
import type { Engine } from './engine';

/** What is looked for on the server, one after the other with the sending: a request at a time. */
export type Look = {
  readonly everyMs: number;
  look(): Promise<void>;
};

export type Runner = {
  /** Something was written, or a person asked. */
  kick(): void;
  /** The system says that the network is there again. */
  networkBack(): void;
  control(asked: SyncControl): void;
  stop(): void;
};

const STATUS_EVERY_MS = 1_000;
/** Between two steps others have their turn: this process has the lowest priority, and one core is not its own. */
const BREATH_MS = 2;
const AT_MOST_MS = 60_000;

/** Runs an engine and what is looked for by the real clock. `mono` in ms. */
export function runEngine(parts: {
  readonly engine: Engine;
  readonly looks: readonly Look[];
  readonly mono: () => number;
  readonly say: (status: SyncStatus) => void;
  readonly fault: (error: unknown) => void;
}): Runner {
  const { engine, looks, mono, say, fault } = parts;
  let timer: NodeJS.Timeout | null = null;
  let running = false;
  let again = false;
  let stopped = false;
  let saidAt = Number.NEGATIVE_INFINITY;
  let lookNow = false;
  const due = looks.map((look) => ({ look, at: mono() }));

  function tell(): void {
    if (mono() - saidAt < STATUS_EVERY_MS) return;
    saidAt = mono();
    say(engine.status());
  }

  async function looked(): Promise<void> {
    if (mono() < engine.wire.pace().notBefore) return;
    const all = lookNow;
    lookNow = false;
    for (const one of due) {
      if (stopped || (mono() < one.at && !all)) continue;
      one.at = mono() + one.look.everyMs;
      try {
        await one.look.look();
      } catch (error) {
        // What can not be brought here holds up neither the other looks nor what is to be sent.
        fault(error);
      }
    }
  }

  async function turn(): Promise<void> {
    if (running || stopped) {
      again = true;
      return;
    }
    running = true;
    again = false;
    let next: number | null = null;
    try {
      await looked();
      next = await engine.step();
    } catch (error) {
      fault(error);
      next = mono() + AT_MOST_MS / 6;
    } finally {
      running = false;
    }
    tell();
    const looksAt = due.map(({ at }) => at);
    const wait = Math.min(
      AT_MOST_MS,
      ...looksAt.map((at) => at - mono()),
      (next ?? Number.POSITIVE_INFINITY) - mono(),
    );
    plan(again ? 0 : wait);
  }

  function plan(ms: number): void {
    if (stopped) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void turn(), Math.max(BREATH_MS, ms));
  }

  // A line that changes while nothing is sent (its age, what waits) is told all the same.
  const beat = setInterval(tell, STATUS_EVERY_MS * 5);
  plan(0);
  return {
    kick() {
      if (running) again = true;
      else plan(0);
    },
    networkBack() {
      engine.wire.networkBack();
      if (running) again = true;
      else plan(0);
    },
    control(asked) {
      engine.control(asked);
      if (asked.kind === 'look-now') lookNow = true;
      saidAt = Number.NEGATIVE_INFINITY;
      tell();
      if (running) again = true;
      else plan(0);
    },
    stop() {
      stopped = true;
      clearInterval(beat);
      if (timer !== null) clearTimeout(timer);
    },
  };
}
