import type { MonitorWallMs } from '../../../electron/devices/philips-intellivue/codec';
import type { Cancel, Clock } from '../../../shared/time/clock';
import type { CuffResult } from './objects';
import type { CuffReading } from './patient';

/** From the start of inflation to the result, ms. */
export const INFLATION_MS = 25_000;
/** The first measurement of a cycle begins this long after power-on, ms. */
const FIRST_MS = 5000;

/** The cuff: its own cycle, its own time stamp, and measurements that can fail. */
export class Cuff {
  readonly #clock: Clock;
  readonly #subject: { measure: () => CuffReading; wall: () => MonitorWallMs; say: (line: string) => void };
  readonly #cycle: Cancel[] = [];
  #pending: Cancel | null = null;
  #failNext = false;
  #result: CuffResult | null = null;

  constructor(
    clock: Clock,
    cycleMs: number,
    subject: { measure: () => CuffReading; wall: () => MonitorWallMs; say: (line: string) => void },
  ) {
    this.#clock = clock;
    this.#subject = subject;
    if (cycleMs > 0) {
      this.#cycle.push(clock.after(FIRST_MS, () => this.start()));
      this.#cycle.push(clock.every(cycleMs, () => this.start()));
    }
  }

  /** The last measurement with the monitor time at which it ended; null: none yet. */
  get result(): CuffResult | null {
    return this.#result;
  }

  get inflating(): boolean {
    return this.#pending !== null;
  }

  get failed(): boolean {
    return this.#result !== null && this.#result.reading === null;
  }

  /** Begins a measurement, as the button on the monitor does. */
  start(): void {
    if (this.#pending !== null) return;
    this.#pending = this.#clock.after(INFLATION_MS, () => {
      this.#pending = null;
      const reading = this.#failNext ? null : this.#subject.measure();
      this.#failNext = false;
      this.#result = { reading, at: this.#subject.wall() };
      const words =
        reading === null ? 'failed' : `${reading.sysMmHg}/${reading.diaMmHg} (${reading.meanMmHg})`;
      this.#subject.say(`cuff: ${words}`);
    });
  }

  /** The measurement that runs, or the next one, fails. */
  failNext(): void {
    this.#failNext = true;
    this.start();
  }

  /** As after a reboot or with another patient: no result. */
  forget(): void {
    this.#result = null;
  }

  stop(): void {
    for (const cancel of this.#cycle) cancel();
    this.#pending?.();
    this.#pending = null;
  }
}
