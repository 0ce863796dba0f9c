import type { Cancel, Clock, Instant } from '../../shared/time/clock';
import { epochMs, monoMs } from '../../shared/time/clock';

/** The simulator's own time: real time, `factor` times as fast, counted from the moment it is made. */
export function scaledClock(factor: number): Clock {
  const bornAt = Date.now();
  const born = performance.now();
  return {
    factor,
    now(): Instant {
      const since = (performance.now() - born) * factor;
      return { at: epochMs(bornAt + since), mono: monoMs(since) };
    },
    after(ms: number, run: () => void): Cancel {
      const timer = setTimeout(run, ms / factor);
      return () => clearTimeout(timer);
    },
    every(ms: number, run: () => void): Cancel {
      const timer = setInterval(run, ms / factor);
      return () => clearInterval(timer);
    },
  };
}
