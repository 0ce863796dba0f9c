import type { Mg } from '../../../shared/units/units';
import type { SimulatedPlasma } from './pharmacokinetics';
import { type ModelledVitals, Physiology } from './physiology';
import { playBack, type Recording } from './recording';

/** A cuff measurement, mmHg and per minute. */
export type CuffReading = {
  readonly sysMmHg: number;
  readonly diaMmHg: number;
  readonly meanMmHg: number;
  readonly pulsePerMin: number | null;
};

/** What the sensors on the simulated patient see in one second; null: no value. */
export type SensorValues = {
  readonly spo2: number | null;
  readonly pulse: number | null;
  readonly heartRate: number;
  readonly modelled: ModelledVitals;
  readonly pass: number;
};

/** Changes that somebody asked for through the control socket. */
export type Steering = {
  spo2Limit: number | null;
  heartRateRise: number;
  pressureRise: number;
};

/** Which parameter comes from where, told when the simulator starts. */
export const provenance = [
  'SpO2: recorded, unchanged, with its real drop-outs',
  'PR (pleth): recorded with its real drop-outs, plus the modelled rise under the drug',
  'HR (ECG): the recorded pulse with own small noise and the same rise; held through drop-outs of the pleth sensor',
  'NIBP, RR, EtCO2, InsCO2, Temp, Perf: modelled',
] as const;

/** One simulated person: a recording for what was recorded, a model for the rest and for the drug. */
export class SimulatedPatient {
  readonly steering: Steering = { spo2Limit: null, heartRateRise: 0, pressureRise: 0 };
  readonly #recording: Recording;
  readonly #plasma: SimulatedPlasma;
  readonly #physiology: Physiology;
  #second = 0;
  #lastPulse: number;
  #now: SensorValues;

  constructor(recording: Recording, plasma: SimulatedPlasma, seed: number) {
    this.#recording = recording;
    this.#plasma = plasma;
    this.#physiology = new Physiology(seed);
    this.#lastPulse = recording.meanPulse;
    this.#now = this.#sense();
  }

  get now(): SensorValues {
    return this.#now;
  }

  get plasma(): SimulatedPlasma {
    return this.#plasma;
  }

  /** One second passes in which `dose` goes in. */
  live(dose: Mg): SensorValues {
    this.#plasma.step(dose, 1);
    this.#second += 1;
    this.#now = this.#sense();
    return this.#now;
  }

  /** What the cuff would measure now. */
  cuff(): CuffReading {
    const { modelled, pulse } = this.#now;
    const sysMmHg = Math.round(modelled.sysMmHg + this.steering.pressureRise);
    const diaMmHg = Math.round(modelled.diaMmHg + this.steering.pressureRise * 0.6);
    return { sysMmHg, diaMmHg, meanMmHg: Math.round(diaMmHg + (sysMmHg - diaMmHg) / 3), pulsePerMin: pulse };
  }

  #sense(): SensorValues {
    const recorded = playBack(this.#recording, this.#second);
    const { response, ...modelled } = this.#physiology.next(this.#plasma.effectNgPerMl);
    const rise = response.heartRatePerMin + this.steering.heartRateRise;
    // In a drop-out the ECG goes on: it drifts from the last pulse seen towards the person's mean.
    this.#lastPulse =
      recorded.pulse ?? this.#lastPulse + (this.#recording.meanPulse - this.#lastPulse) * 0.01;
    const limit = this.steering.spo2Limit ?? 100;
    return {
      spo2: recorded.spo2 === null ? null : Math.min(recorded.spo2, limit),
      pulse: recorded.pulse === null ? null : Math.round(recorded.pulse + rise),
      heartRate: Math.round(this.#lastPulse + rise + modelled.heartRateNoisePerMin),
      modelled,
      pass: recorded.pass,
    };
  }
}
