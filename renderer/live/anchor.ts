import { epochMs, type Instant, monoMs } from '../../shared/time/clock';

/** One reading of the main process's clock, and when this window got it by its own monotonic clock. */
export type Anchor = {
  readonly instant: Instant;
  readonly receivedMs: number;
  /** How much faster than real time the console's clock runs; 1 at the bedside. */
  readonly factor: number;
};

/**
 * The console's time as this window reckons it. It goes on counting when the main process hangs, so that ages grow
 * instead of freezing.
 */
export function nowBy(anchor: Anchor, performanceMs: number): Instant {
  const passed = Math.max(0, performanceMs - anchor.receivedMs) * anchor.factor;
  return { at: epochMs(anchor.instant.at + passed), mono: monoMs(anchor.instant.mono + passed) };
}

/** Real milliseconds without a pulse after which the screen is not live. */
export const NOT_LIVE_AFTER_MS = 3_000;

/** Whether the main process has been heard from lately; before the first pulse there is nothing to call live. */
export function isLive(lastPulseMs: number | null, performanceMs: number): boolean {
  return lastPulseMs !== null && performanceMs - lastPulseMs <= NOT_LIVE_AFTER_MS;
}
