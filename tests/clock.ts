import type { Cancel, Clock, Instant } from '../shared/time/clock';
import { epochMs, monoMs } from '../shared/time/clock';

type Timer = {
  due: number;
  readonly order: number;
  readonly interval: number | null;
  readonly run: () => void;
};

/** Lets every pending promise callback run. Real time does not matter to it. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Time that moves only when told. Timers fire in the order of their due time, those of the same moment in the order
 * they were set; after each one all pending promises run. More timers than `limit` within one advance is a runaway.
 */
export class ManualClock implements Clock {
  readonly factor: number;
  readonly limit: number;
  #mono = 0;
  #at: number;
  #order = 0;
  readonly #timers = new Set<Timer>();

  constructor(setting: { at?: number; factor?: number; limit?: number } = {}) {
    this.#at = setting.at ?? Date.UTC(2030, 0, 7, 9, 0, 0);
    this.factor = setting.factor ?? 1;
    this.limit = setting.limit ?? 100_000;
  }

  now(): Instant {
    return { at: epochMs(this.#at), mono: monoMs(this.#mono) };
  }

  after(ms: number, run: () => void): Cancel {
    return this.#set(ms, null, run);
  }

  every(ms: number, run: () => void): Cancel {
    if (!(ms > 0)) throw new RangeError(`every: ${ms} ms would never end`);
    return this.#set(ms, ms, run);
  }

  /** How many timers are set; a closed driver leaves none. */
  get pending(): number {
    return this.#timers.size;
  }

  /** The wall clock jumps by `ms`; monotonic time and timers do not notice. */
  step(ms: number): void {
    this.#at += ms;
  }

  /** Moves time by `ms`, firing what falls due, and lets promises run after each timer. */
  async advance(ms: number): Promise<void> {
    const end = this.#mono + ms;
    await settle();
    for (let fired = 0; ; fired += 1) {
      const next = this.#earliest(end);
      if (next === null) break;
      if (fired >= this.limit) throw new Error(`runaway: ${fired} timers within ${ms} ms`);
      this.#moveTo(next.due);
      if (next.interval === null) this.#timers.delete(next);
      else next.due += next.interval;
      next.run();
      await settle();
    }
    this.#moveTo(end);
  }

  /** Moves time in steps of `stepMs` until `done` is true; fails when it is not within `limitMs`. */
  async until(done: () => boolean, limitMs = 60_000, stepMs = 10): Promise<void> {
    const end = this.#mono + limitMs;
    await settle();
    while (!done()) {
      if (this.#mono >= end) throw new Error(`not reached within ${limitMs} ms`);
      await this.advance(stepMs);
    }
  }

  #set(ms: number, interval: number | null, run: () => void): Cancel {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`timer: ${ms} ms`);
    this.#order += 1;
    const timer: Timer = { due: this.#mono + ms, order: this.#order, interval, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  #earliest(end: number): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.#timers) {
      if (timer.due > end) continue;
      if (first === null || timer.due < first.due || (timer.due === first.due && timer.order < first.order))
        first = timer;
    }
    return first;
  }

  #moveTo(mono: number): void {
    this.#at += mono - this.#mono;
    this.#mono = mono;
  }
}
