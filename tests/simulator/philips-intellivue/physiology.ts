import { seededNoise, wander } from './noise';

/** What sub-anaesthetic ketamine does to the simulated patient at this moment, as differences from baseline. */
export type DrugResponse = {
  readonly sysMmHg: number;
  readonly diaMmHg: number;
  readonly heartRatePerMin: number;
  readonly breathsPerMin: number;
  readonly etco2MmHg: number;
};

/** Most of the response is there at the concentrations of a sub-anaesthetic infusion, ng/mL. */
const HALF_WAY_NG_PER_ML = 70;

/**
 * Response to an effect-site concentration, ng/mL. At 150 ng/mL, the end of 0.5 mg/kg over 40 min, it is +16 mmHg
 * systolic and +11 diastolic, the mean peak of 2342 infusions (clinical.md 2.1); the rest is plausible, not measured.
 */
export function drugResponse(effectNgPerMl: number): DrugResponse {
  const share = 1 - Math.exp(-Math.max(0, effectNgPerMl) / HALF_WAY_NG_PER_ML);
  return {
    sysMmHg: 18.1 * share,
    diaMmHg: 12.5 * share,
    heartRatePerMin: 9 * share,
    breathsPerMin: -1.5 * share,
    etco2MmHg: 2.5 * share,
  };
}

/** What no recording has: everything but SpO2 and pulse. */
export type ModelledVitals = {
  readonly sysMmHg: number;
  readonly diaMmHg: number;
  readonly breathsPerMin: number;
  readonly etco2MmHg: number;
  readonly inspiredCo2MmHg: number;
  readonly temperatureCel: number;
  readonly perfusion: number;
  /** Difference of the heart rate from that of the recording. */
  readonly heartRateNoisePerMin: number;
};

/** Baseline of the modelled patient. */
export const baseline = {
  sysMmHg: 122,
  diaMmHg: 76,
  breathsPerMin: 14,
  etco2MmHg: 37,
  temperatureCel: 36.7,
  perfusion: 3.2,
} as const;

/** A small deterministic patient: baseline, slow wander, breath-to-breath noise and the response to the drug. */
export class Physiology {
  readonly #noise: () => number;
  readonly #pressure: () => number;
  readonly #breathing: () => number;
  readonly #carbonDioxide: () => number;
  readonly #temperature: () => number;
  readonly #perfusion: () => number;

  constructor(seed: number) {
    this.#noise = seededNoise(seed);
    this.#pressure = wander(this.#noise, 4, 0.995);
    this.#breathing = wander(this.#noise, 0.9, 0.97);
    this.#carbonDioxide = wander(this.#noise, 0.8, 0.97);
    this.#temperature = wander(this.#noise, 0.06, 0.999);
    this.#perfusion = wander(this.#noise, 0.4, 0.98);
  }

  /** The next second, with this much drug at the effect site. */
  next(effectNgPerMl: number): ModelledVitals & { readonly response: DrugResponse } {
    const response = drugResponse(effectNgPerMl);
    const pressure = this.#pressure();
    return {
      sysMmHg: baseline.sysMmHg + pressure + this.#noise() * 2 + response.sysMmHg,
      diaMmHg: baseline.diaMmHg + pressure * 0.6 + this.#noise() * 1.5 + response.diaMmHg,
      breathsPerMin: baseline.breathsPerMin + this.#breathing() + response.breathsPerMin,
      etco2MmHg: baseline.etco2MmHg + this.#carbonDioxide() + response.etco2MmHg,
      inspiredCo2MmHg: Math.max(0, 0.4 + this.#noise() * 0.4),
      temperatureCel: baseline.temperatureCel + this.#temperature(),
      perfusion: Math.max(0.3, baseline.perfusion + this.#perfusion()),
      heartRateNoisePerMin: this.#noise(),
      response,
    };
  }
}
