import { type DurationMs, durationMs, type EpochMs, epochMs, type Instant } from '../../../shared/time/clock';
import { type MonitorWallMs, type Ticks, ticksBetween } from './time';

/** A change of the monitor's clock below this is the resolution of its time stamps, ms (monitors.md 11.7). */
export const CLOCK_CHANGE_MS = 2000;

/** The monitor's wall clock at a moment of its relative time, as attributes 0987 and 098F give it. */
export type ClockPair = { readonly wall: MonitorWallMs; readonly at: Ticks };

/**
 * Turns monitor wall time into host time. The difference is learned when the monitor presents itself and kept, so
 * that repeats of one measurement fall on the same host time; a change of more than two seconds replaces it.
 */
export class MonitorTime {
  #differenceMs: number | null = null;
  readonly #changeMs: number;
  readonly #converted = new Map<MonitorWallMs, EpochMs>();

  /** `changeMs`: a difference that moves by no more than this is the same clock. */
  constructor(changeMs: number = CLOCK_CHANGE_MS) {
    this.#changeMs = changeMs;
  }

  /**
   * Takes a clock pair out of a message that was sent at relative time `sent` and received at `received`. Returns
   * the difference to tell (monitor minus host wall clock, ms), or null when it is as it was.
   */
  learn(pair: ClockPair, sent: Ticks, received: Instant): DurationMs | null {
    const difference = pair.wall + ticksBetween(pair.at, sent) - received.at;
    const before = this.#differenceMs;
    if (before !== null && Math.abs(difference - before) <= this.#changeMs) return null;
    this.#differenceMs = difference;
    return durationMs(Math.round(difference - zoneOffsetMs(received.at)));
  }

  /** A new association tells its difference anew, even if it is the same. */
  forgetDifference(): void {
    this.#differenceMs = null;
  }

  /**
   * Host time of a measurement. The same stamp always gives the same host time, whatever the clocks did since; it is
   * never after the moment of receipt, which the one-second stamps could otherwise suggest.
   */
  hostTime(wall: MonitorWallMs, received: Instant): EpochMs | null {
    const known = this.#converted.get(wall);
    if (known !== undefined) return known;
    if (this.#differenceMs === null) return null;
    const host = epochMs(Math.round(Math.min(wall - this.#differenceMs, received.at)));
    this.#converted.set(wall, host);
    return host;
  }
}

/** The monitor shows local time without saying so; its zone is taken to be that of the console. */
function zoneOffsetMs(at: EpochMs): number {
  return -new Date(at).getTimezoneOffset() * 60_000;
}
