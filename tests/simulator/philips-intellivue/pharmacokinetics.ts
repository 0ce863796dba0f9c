import { type Kg, type Mg, mg } from '../../../shared/units/units';

/** Two compartments after a 250 mcg/kg bolus (clinical.md 4.1, `clements250`); rates per minute, volume L/kg. */
const LITRES_PER_KG = 1.7522;
const K10 = 0.0109;
const K12 = 0.0186;
const K21 = 0.0137;
/** Plasma to effect site, per minute: ln 2 / 6.1 min (clinical.md 4.2). */
const KE0 = Math.LN2 / 6.1;

type Term = { readonly perMinute: number; readonly mgPerLitre: number; plasma: number; effect: number };

/**
 * Ketamine in the simulated patient, ng/mL. The exact solution for a constant rate over each step (clinical.md 4.5).
 * This is the simulator's own arithmetic, on purpose not the console's: the two must not share an error.
 */
export class SimulatedPlasma {
  readonly #terms: readonly Term[];

  constructor(weight: Kg) {
    const sum = K10 + K12 + K21;
    const root = Math.sqrt(sum * sum - 4 * K10 * K21);
    const fast = (sum + root) / 2;
    const slow = (sum - root) / 2;
    const litres = LITRES_PER_KG * weight;
    const term = (perMinute: number, other: number): Term => ({
      perMinute,
      mgPerLitre: (perMinute - K21) / (perMinute - other) / litres,
      plasma: 0,
      effect: 0,
    });
    this.#terms = [term(fast, slow), term(slow, fast)];
  }

  /** Gives `dose` evenly over `seconds` and moves on by as much. */
  step(dose: Mg, seconds: number): void {
    const time = seconds / 60;
    if (!(time > 0)) return;
    for (const term of this.#terms) {
      const steady = ((dose / time) * term.mgPerLitre) / term.perMinute;
      const decay = Math.exp(-term.perMinute * time);
      const lag = Math.exp(-KE0 * time);
      const coupled = (KE0 * (term.plasma - steady) * (decay - lag)) / (KE0 - term.perMinute);
      term.effect = steady + coupled + (term.effect - steady) * lag;
      term.plasma = steady + (term.plasma - steady) * decay;
    }
  }

  get plasmaNgPerMl(): number {
    return 1000 * this.#terms.reduce((sum, term) => sum + term.plasma, 0);
  }

  get effectNgPerMl(): number {
    return 1000 * this.#terms.reduce((sum, term) => sum + term.effect, 0);
  }
}

/** No drug in this step. */
export const noDose = mg(0);
