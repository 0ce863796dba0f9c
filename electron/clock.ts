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
      // Wall time is told in whole milliseconds, as the system tells it.
      const at = factor === 1 ? Date.now() : Math.round(origin.atMs + since);
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

/** The machine at the start of a run. */
export type Machine = { readonly bootId: string; readonly rawMs: number; readonly atMs: number };

/** The session that a run found open, as far as time is concerned. */
export type FoundTime = {
  readonly openSessionId: string | null;
  /** The scale of the monotonic time in which its last run counted. */
  readonly bootId: string | null;
  readonly state: { readonly at: number; readonly mono: number };
};

/**
 * Where time begins in a new run. An open session's monotonic time goes on: by the machine's own clock where that
 * still counts from the same start, else by the wall clock. `scale` names the count in the log (`run.started`,
 * `run.continued`): the boot alone while it is the machine's own count, with the shift added once it is not, so that
 * a later run on the same boot neither takes the one for the other nor has to ask the wall clock again.
 */
export function beginClock(
  found: FoundTime,
  { bootId, rawMs, atMs }: Machine,
  factor: number,
): { readonly origin: ClockOrigin; readonly scale: string } {
  const { openSessionId, state } = found;
  const scaleOf = (monoMs: number) => {
    if (factor !== 1) return `${bootId}*${factor}`;
    return monoMs === rawMs ? bootId : `${bootId}+${monoMs - rawMs}`;
  };
  if (openSessionId === null) {
    return { origin: { factor, rawMs, atMs, monoMs: rawMs }, scale: scaleOf(rawMs) };
  }
  const shift = factor === 1 ? shiftOf(found.bootId, bootId) : null;
  if (shift !== null && found.bootId !== null && rawMs + shift >= state.mono) {
    return { origin: { factor, rawMs, atMs, monoMs: rawMs + shift }, scale: found.bootId };
  }
  const continued = state.mono + Math.max(0, atMs - state.at);
  // A fast clock is ahead of the wall: the log's wall time does not go back for it.
  const from = factor === 1 ? atMs : Math.max(atMs, state.at);
  return { origin: { factor, rawMs, atMs: from, monoMs: continued }, scale: scaleOf(continued) };
}

/** By how much a named count is ahead of this boot's own; null for that of another boot or another speed. */
function shiftOf(scale: string | null, bootId: string): number | null {
  if (scale === bootId) return 0;
  if (!scale?.startsWith(`${bootId}+`)) return null;
  const shift = scale.slice(bootId.length + 1);
  return shift !== '' && Number.isFinite(Number(shift)) ? Number(shift) : null;
}
