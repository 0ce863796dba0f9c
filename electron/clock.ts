import { type Cancel, type Clock, epochMs, type Instant, monoMs } from '../shared/time/clock';

/** Where a clock counts from; handed to other processes so that all of them tell the same time. */
export type ClockOrigin = {
  readonly factor: number;
  /** Raw monotonic milliseconds and wall time at the moment of the origin. */
  readonly rawMs: number;
  readonly atMs: number;
  /** The `mono` that the origin stands for. */
  readonly monoMs: number;
};

/** The system's monotonic clock, the same for every process on this machine. */
export function rawMonotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** An origin at this moment whose `mono` continues from `mono` (a log's last one after a restart of the machine). */
export function originNow(factor: number, mono: number | null): ClockOrigin {
  const rawMs = rawMonotonicMs();
  return { factor, rawMs, atMs: Date.now(), monoMs: mono ?? rawMs };
}

/** The one place that reads real time and sets real timers. At factor 1 wall time is the system's own. */
export function systemClock(origin: ClockOrigin): Clock {
  const { factor } = origin;
  return {
    factor,
    now(): Instant {
      const since = (rawMonotonicMs() - origin.rawMs) * factor;
      const at = factor === 1 ? Date.now() : origin.atMs + since;
      return { at: epochMs(at), mono: monoMs(origin.monoMs + since) };
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
