import type { PumpSnapshot } from '../../../shared/readings/pump';
import type { Clock, MonoMs } from '../../../shared/time/clock';
import { elapsed, patience } from '../../../shared/time/clock';
import type { Ml, MlPerHour } from '../../../shared/units/units';

export type Motion = PumpSnapshot['motion'];
export type MotionSeen = {
  readonly motion: Motion;
  /** The volume rises although the pump says that it holds, or faster than the rate says. */
  readonly against: 'rises-on-hold' | 'rises-too-fast' | null;
};

/** The pump counts volume in steps of 0.001 mL (pumps.md 2.4). */
const COUNT_ML = 0.001;
/** A slope is judged once this many counts are due; at 0.1 mL/h that takes three minutes. */
const ENOUGH_COUNTS = 5;
/** After a rise on hold the counter has to stand for this long before the pump is taken to stand, ms. */
const QUIET_AFTER_RISE_MS = 5_000;
const HOUR_MS = 3_600_000;

/**
 * Judges from the volume counter whether the motor turns as the rate says (pumps.md 2.4, H9): a set rate is never
 * taken for a delivered one. A window of at least three polls, two seconds and five due counts slides along while
 * mode and rate stay the same.
 */
export class MotionWatch {
  readonly #spanMs: number;
  readonly #quietMs: number;
  #key = '';
  #risen = false;
  #points: { mono: MonoMs; volume: number }[] = [];

  constructor(clock: Clock) {
    this.#spanMs = patience(2000, clock.factor, 2_000);
    this.#quietMs = patience(QUIET_AFTER_RISE_MS, clock.factor, 2_000);
  }

  /** Takes one status; `running` is what mode and rate claim. Volume in mL, rate in mL/h. */
  see(status: {
    mono: MonoMs;
    mode: string;
    rate: MlPerHour | null;
    volume: Ml | null;
    running: boolean;
  }): MotionSeen {
    const { mono, rate, volume, running } = status;
    if (volume === null || (running && rate === null)) {
      this.#points = [];
      return { motion: 'unproven', against: null };
    }
    const key = `${status.mode} ${rate}`;
    const last = this.#points.at(-1);
    if (key !== this.#key || (last !== undefined && volume < last.volume)) {
      this.#points = [];
      this.#risen = false;
    }
    this.#key = key;
    this.#points.push({ mono, volume });
    return running ? this.#judgeSlope(rate ?? 0) : this.#judgeRest();
  }

  #judgeSlope(rate: number): MotionSeen {
    const dueBetween = (from: MonoMs, to: MonoMs) => (rate * elapsed(from, to)) / HOUR_MS;
    const last = this.#points.at(-1);
    while (last !== undefined && this.#points.length > 3) {
      const second = this.#points[1];
      if (
        second === undefined ||
        !this.#isEnough(dueBetween(second.mono, last.mono), elapsed(second.mono, last.mono))
      )
        break;
      this.#points.shift();
    }
    const first = this.#points[0];
    if (first === undefined || last === undefined || this.#points.length < 3)
      return { motion: 'unproven', against: null };
    const due = dueBetween(first.mono, last.mono);
    if (!this.#isEnough(due, elapsed(first.mono, last.mono))) return { motion: 'unproven', against: null };
    const missing = due - (last.volume - first.volume);
    const tolerance = Math.max(0.25 * due, 2 * COUNT_ML);
    if (Math.abs(missing) <= tolerance) return { motion: 'proven', against: null };
    if (missing < 0) return { motion: 'unproven', against: 'rises-too-fast' };
    return { motion: missing >= Math.max(0.5 * due, 3 * COUNT_ML) ? 'stalled' : 'unproven', against: null };
  }

  #isEnough(due: number, spanMs: number): boolean {
    return due >= ENOUGH_COUNTS * COUNT_ML && spanMs >= this.#spanMs;
  }

  #judgeRest(): MotionSeen {
    const first = this.#points[0];
    const last = this.#points.at(-1);
    if (first === undefined || last === undefined || this.#points.length < 2)
      return { motion: 'unproven', against: null };
    const rise = last.volume - first.volume;
    // One count may be the last movement before the hold. A pump that ran and stopped while nobody heard it shows a
    // rise too: that is past once the counter stands, and must not be held against it for ever.
    if (rise > 1.5 * COUNT_ML || (this.#risen && rise > 0)) {
      this.#risen = true;
      this.#points = [last];
      return { motion: 'unproven', against: 'rises-on-hold' };
    }
    if (this.#risen && elapsed(first.mono, last.mono) < this.#quietMs) {
      return { motion: 'unproven', against: 'rises-on-hold' };
    }
    this.#risen = false;
    if (this.#points.length > 3) this.#points.splice(1, 1);
    return { motion: 'still', against: null };
  }
}
