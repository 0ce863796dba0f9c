import type { PumpCommand } from '../../../shared/commands/pump-command';
import type { PumpSnapshot } from '../../../shared/readings/pump';
import { infusingAt, onHold } from '../session-kit';

const HOUR_MS = 3_600_000;
/** The counter shows thousandths of a milliliter, cut off. */
const COUNT_ML = 0.001;

/** A pump as simple as it can be: what it truly gives, and what its counter says of it. */
export class ReferencePump {
  rate = 0;
  /** All that ever left the syringe, whatever the counter says. */
  givenMl = 0;
  resets = 0;
  #counterMl: number;
  #leftMl: number | null = null;
  #steady = 0;
  #ended = false;

  readonly serial: string;

  constructor(serial: string, counterMl: number) {
    this.serial = serial;
    this.#counterMl = counterMl;
  }

  get runs(): boolean {
    return this.rate > 0;
  }

  /** What its display shows as volume. */
  get shownMl(): number {
    return Math.floor(this.#counterMl / COUNT_ML + 1e-9) * COUNT_ML;
  }

  advance(ms: number): void {
    const wanted = (this.rate * ms) / HOUR_MS;
    const flow = this.#leftMl === null ? wanted : Math.min(wanted, this.#leftMl);
    this.givenMl += flow;
    this.#counterMl += flow;
    if (this.#leftMl === null) return;
    this.#leftMl -= flow;
    if (this.#leftMl < 1e-9 && this.runs) {
      this.#run(0);
      this.#leftMl = null;
      this.#ended = true;
    }
  }

  obey(command: PumpCommand): void {
    if (command.kind === 'start') {
      this.#leftMl = command.vtbiMl;
      this.#run(command.rateMlPerHour);
    } else if (command.kind === 'set-rate') {
      if (this.runs) this.#run(command.rateMlPerHour);
    } else {
      this.#run(0);
    }
  }

  /** Keys pressed at the pump itself: a rate, or 0 for stop. */
  press(rate: number): void {
    this.#run(rate);
  }

  /** Off and on again: on hold, counter at zero, no volume limit. */
  reboot(): void {
    this.#run(0);
    this.#counterMl = 0;
    this.#leftMl = null;
    this.#ended = false;
    this.resets += 1;
  }

  /** One status; motion is proven from the second one in the same mode on. */
  read(): PumpSnapshot {
    this.#steady += 1;
    const proven = this.#steady >= 2;
    const over = { serialNumber: this.serial };
    if (this.runs)
      return infusingAt(this.rate, this.shownMl, { ...over, motion: proven ? 'proven' : 'unproven' });
    const alarms = this.#ended ? [{ code: 'END', text: 'end of infusion', severity: 'medium' as const }] : [];
    return onHold(this.shownMl, { ...over, alarms, motion: proven ? 'still' : 'unproven' });
  }

  #run(rate: number): void {
    if (rate !== this.rate) this.#steady = 0;
    if (rate > 0) this.#ended = false;
    this.rate = rate;
  }
}
