import type { PumpCapabilities } from '../readings/pump';
import {
  type Kg,
  type Mg,
  type MgPerHour,
  type MgPerKgPerHour,
  type MgPerMl,
  type Ml,
  type MlPerHour,
  mg,
  mgPerHour,
  mgPerKgPerHour,
  ml,
  mlPerHour,
} from '../units/units';

/** Full precision throughout; only the display and the pump's step round (SR-049). */
export const toMgPerHour = (rate: MgPerKgPerHour, weight: Kg): MgPerHour => mgPerHour(rate * weight);
export const toMgPerKgPerHour = (rate: MlPerHour, concentration: MgPerMl, weight: Kg): MgPerKgPerHour =>
  mgPerKgPerHour((rate * concentration) / weight);
export const toMg = (volume: Ml, concentration: MgPerMl): Mg => mg(volume * concentration);
export const toMl = (dose: Mg, concentration: MgPerMl): Ml => ml(dose / concentration);

/** Down to a multiple of `step`; a value that is such a multiple up to binary noise stays. */
export function floorToStep(value: number, step: number): number {
  const steps = Math.floor(value / step + 1e-7);
  return Number((steps * step).toFixed(6));
}

export type PumpRate = {
  readonly mlPerHour: MlPerHour;
  readonly mgPerHour: MgPerHour;
  readonly mgPerKgPerHour: MgPerKgPerHour;
  /** The pump can be asked for exactly the entered rate. */
  readonly exact: boolean;
};

/** What the pump will be asked for: the entered rate in mL/h, rounded down to the pump's step, and what that is. */
export function toPumpRate(
  order: { readonly concentrationMgPerMl: MgPerMl; readonly dosingWeightKg: Kg },
  capabilities: Pick<PumpCapabilities, 'rateStepMlPerHour'>,
  rate: MgPerKgPerHour,
): PumpRate {
  const wanted = (rate * order.dosingWeightKg) / order.concentrationMgPerMl;
  const asked = mlPerHour(floorToStep(wanted, capabilities.rateStepMlPerHour));
  return {
    mlPerHour: asked,
    mgPerHour: mgPerHour(asked * order.concentrationMgPerMl),
    mgPerKgPerHour: toMgPerKgPerHour(asked, order.concentrationMgPerMl, order.dosingWeightKg),
    exact: Math.abs(asked - wanted) < 1e-6,
  };
}

/** Two rates the pump would show the same way (its resolution is 0.01 mL/h). */
export function sameRate(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.005;
}
