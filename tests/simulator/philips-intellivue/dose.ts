import type { Cancel, Clock } from '../../../shared/time/clock';
import { type Mg, type MgPerMl, mg } from '../../../shared/units/units';
import type { Json } from '../device';

/** Where the simulated patient's drug comes from. */
export interface DoseSource {
  /** Drug that went in since this was last asked. */
  taken(): Mg;
  /** Words about the source, for the status. */
  readonly state: string;
  stop(): void;
}

/** A patient at no pump. */
export const noPump: DoseSource = { taken: () => mg(0), state: 'no pump', stop: () => {} };

export type PumpDoseSetting = {
  readonly clock: Clock;
  readonly concentration: MgPerMl;
  /** Asks the pump simulator for its status; rejects when it is not there. */
  readonly pumpStatus: () => Promise<Json>;
  readonly say: (line: string) => void;
};

/** The drug that a pump simulator has really delivered, asked for once a second of simulated time. */
export class PumpDose implements DoseSource {
  readonly #setting: PumpDoseSetting;
  readonly #cancel: Cancel;
  #asking = false;
  #totalMl: number | null = null;
  #pending = 0;
  #state = 'pump not asked yet';

  constructor(setting: PumpDoseSetting) {
    this.#setting = setting;
    this.#cancel = setting.clock.every(1000, () => void this.#ask());
  }

  get state(): string {
    return this.#state;
  }

  taken(): Mg {
    const taken = mg(this.#pending);
    this.#pending = 0;
    return taken;
  }

  stop(): void {
    this.#cancel();
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      this.#count(totalDeliveredMl(await this.#setting.pumpStatus()));
      this.#become('at the simulated pump');
    } catch (error) {
      this.#become(`no word from the pump: ${error instanceof Error ? error.message : String(error)}`);
    }
    this.#asking = false;
  }

  /** What went in before the first answer is not this patient's; a total that fell means that the pump was restarted. */
  #count(totalMl: number): void {
    const before = this.#totalMl;
    this.#totalMl = totalMl;
    if (before === null) return;
    const addedMl = totalMl >= before ? totalMl - before : totalMl;
    this.#pending += addedMl * this.#setting.concentration;
  }

  #become(state: string): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#setting.say(`dose: ${state}`);
  }
}

function totalDeliveredMl(status: Json): number {
  const total =
    typeof status === 'object' && status !== null && 'totalDeliveredMl' in status
      ? status.totalDeliveredMl
      : null;
  if (typeof total !== 'number') throw new Error('its status has no totalDeliveredMl');
  return total;
}
