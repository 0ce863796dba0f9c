import { deliveredRange } from '../../../shared/dosing/delivered';
import type { Session } from '../../../shared/session/state';
import type { MonoMs } from '../../../shared/time/clock';
import { order } from './history-steps';
import { must } from './promises';
import type { ReferencePump } from './reference-pump';

/** What the pumps truly gave in a session, and what they reported, beside what the console makes of it. */
export class TrueVolume {
  readonly #pumps: readonly ReferencePump[];
  #givenBefore = 0;
  #lowMl = 0;
  #reportedMl = 0;
  #lastShown: number | null = null;
  #resetsAtReading = 0;
  /** Something was changed at the pump that no reading has shown: nothing can bound what it gives. */
  #unseen = false;
  /** … and its trace in the counter is gone for good. */
  #unbounded = false;
  #wasTouched = false;

  constructor(pumps: readonly ReferencePump[]) {
    this.#pumps = pumps;
  }

  get #allGivenMl(): number {
    return this.#pumps.reduce((sum, pump) => sum + pump.givenMl, 0);
  }

  /** A session was opened, with no pump running. */
  begin(): void {
    this.#givenBefore = this.#allGivenMl;
    this.#lowMl = 0;
    this.#reportedMl = 0;
    this.#lastShown = null;
    this.#unseen = false;
    this.#unbounded = false;
    this.#wasTouched = false;
  }

  /** The console gets a status; `counts`: of the session's own pump. */
  read(pump: ReferencePump, counts: boolean): void {
    if (counts) {
      const shown = pump.shownMl;
      const before = this.#lastShown ?? shown;
      const isReset = pump.resets !== this.#resetsAtReading;
      // A counter that fell and overtook itself while nobody looked tells of neither.
      if (isReset && this.#lastShown !== null && shown >= before) this.#unbounded = true;
      // A pump that was never read yet has no baseline to show the unseen against.
      if (this.#unseen && this.#lastShown === null) this.#unbounded = true;
      this.#reportedMl += shown < before ? shown : shown - before;
      this.#lastShown = shown;
      this.#unseen = false;
    }
    this.#resetsAtReading = pump.resets;
  }

  /** A key was pressed at the pump; `isMore`: for more than the console holds possible. */
  press(isMore: boolean): void {
    this.#wasTouched = true;
    if (isMore) this.#unseen = true;
  }

  reboot(): void {
    this.#wasTouched = true;
    if (this.#unseen) this.#unbounded = true;
  }

  /** Another pump is at the cable. */
  swap(pump: ReferencePump): void {
    if (this.#unseen) this.#unbounded = true;
    this.#lastShown = null;
    this.#resetsAtReading = pump.resets;
  }

  /** The range of the console holds the truth; true where nothing could have told it the upper end. */
  mustHold(session: Session, mono: MonoMs): boolean {
    const { lowMl, highMl } = deliveredRange(session.delivered, mono);
    const resets = this.#pumps.reduce((sum, pump) => sum + pump.resets, 0);
    // A counter cuts off below its thousandth, anew at every baseline.
    const count = 0.001 * (2 + resets);
    const truly = this.#allGivenMl - this.#givenBefore;
    const all = (): string => `low ${lowMl}, truly ${truly}, high ${highMl}, reported ${this.#reportedMl}`;
    must(lowMl >= this.#lowMl, () => `low fell from ${this.#lowMl}: ${all()}`);
    must(lowMl <= highMl + 1e-9, () => `low above high: ${all()}`);
    must(lowMl <= this.#reportedMl + 1e-9, () => `low above what the pump reported: ${all()}`);
    must(lowMl <= truly + count, () => `low above the truth: ${all()}`);
    const isUnbounded = this.#unbounded || this.#unseen;
    if (!isUnbounded) must(truly <= highMl + count, () => `truth above high: ${all()}`);
    if (!this.#wasTouched) {
      const givenMg = truly * order.concentrationMgPerMl;
      must(givenMg <= order.totalMg + 0.01, () => `more than ordered by the console alone: ${givenMg} mg`);
    }
    this.#lowMl = lowMl;
    return isUnbounded;
  }
}
