import { type Cancel, type Clock, monoMs } from '../../../shared/time/clock';

/** The process was killed here: nothing that follows in it happens. */
export class Killed extends Error {}

/** One process's life: its clock, and an end after which nothing of it moves any more. */
export type Life = {
  readonly clock: Clock;
  readonly over: boolean;
  /** Runs something of this process; its being killed meanwhile is no failure. */
  guard<T>(run: () => T): T | undefined;
  /** As `guard`, for what takes time: its being killed ends the wait too. */
  attempt(run: () => Promise<void>): Promise<void>;
  onEnd(run: () => void): void;
  end(): void;
  /** Ends the process in the middle of what it is doing. */
  killHere(): never;
};

/** A life on a shared clock whose monotonic time is read `monoAheadMs` later. */
export function mortal(clock: Clock, monoAheadMs: number, failed: (error: unknown) => void): Life {
  const timers = new Set<Cancel>();
  const ends: (() => void)[] = [];
  let over = false;
  const life: Life = {
    clock: {
      factor: clock.factor,
      now() {
        const { at, mono } = clock.now();
        return { at, mono: monoMs(mono + monoAheadMs) };
      },
      after: (ms, run) => keep(clock.after(ms, () => void life.guard(run))),
      every: (ms, run) => keep(clock.every(ms, () => void life.guard(run))),
    },
    get over() {
      return over;
    },
    guard(run) {
      if (over) return undefined;
      try {
        return run();
      } catch (error) {
        if (!(error instanceof Killed)) failed(error);
        return undefined;
      }
    },
    async attempt(run) {
      try {
        await run();
      } catch (error) {
        if (!(error instanceof Killed) && !over) throw error;
      }
    },
    onEnd: (run) => void ends.push(run),
    end() {
      if (over) return;
      over = true;
      for (const cancel of timers) cancel();
      for (const run of ends) run();
    },
    killHere() {
      life.end();
      throw new Killed();
    },
  };
  function keep(cancel: Cancel): Cancel {
    if (over) cancel();
    timers.add(cancel);
    return () => {
      timers.delete(cancel);
      cancel();
    };
  }
  return life;
}
