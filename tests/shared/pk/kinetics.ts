import type { DoseStep } from '../../../shared/pk/dose-step';
import { compartmentsOf, type PkModel } from '../../../shared/pk/model';
import { epochMs } from '../../../shared/time/clock';
import { type Kg, mgPerMin } from '../../../shared/units/units';

const MINUTE_MS = 60_000;

/** A step from and to a minute, both ends at one rate. */
export function stepOf(fromMin: number, toMin: number, rate: number, low = rate): DoseStep {
  return {
    fromMs: epochMs(fromMin * MINUTE_MS),
    toMs: epochMs(toMin * MINUTE_MS),
    lowMgPerMin: mgPerMin(low),
    highMgPerMin: mgPerMin(rate),
  };
}

export const minute = (value: number) => epochMs(value * MINUTE_MS);

/**
 * Plasma and effect at each moment by a fourth-order Runge-Kutta integration of the compartments themselves: shares
 * nothing with the solver but the numbers of the model. Steps end where a rate changes.
 */
export function integrated(
  model: PkModel,
  weight: Kg,
  ke0: number,
  dose: readonly DoseStep[],
  moments: readonly number[],
  stepMin: number,
): { plasma: number; effect: number }[] {
  const { v1L, k10, k12, k21, k13, k31 } = compartmentsOf(model, weight);
  const slope = ([a = 0, b = 0, c = 0, e = 0]: readonly number[], rate: number): number[] => [
    rate - (k10 + k12 + k13) * a + k21 * b + k31 * c,
    k12 * a - k21 * b,
    k13 * a - k31 * c,
    ke0 * ((a / v1L) * 1000 - e),
  ];
  const plus = (y: readonly number[], k: readonly number[], h: number) =>
    y.map((value, index) => value + h * (k[index] ?? 0));
  const advance = (y: readonly number[], rate: number, h: number): number[] => {
    const k1 = slope(y, rate);
    const k2 = slope(plus(y, k1, h / 2), rate);
    const k3 = slope(plus(y, k2, h / 2), rate);
    const k4 = slope(plus(y, k3, h), rate);
    return y.map(
      (value, i) => value + (h / 6) * ((k1[i] ?? 0) + 2 * (k2[i] ?? 0) + 2 * (k3[i] ?? 0) + (k4[i] ?? 0)),
    );
  };
  const edges = [...moments, ...dose.flatMap((one) => [one.fromMs / MINUTE_MS, one.toMs / MINUTE_MS])];
  const times = [...new Set(edges.filter((t) => t >= 0))].sort((one, other) => one - other);
  const at = new Map<number, { plasma: number; effect: number }>();
  let now = 0;
  let y = [0, 0, 0, 0];
  for (const time of times) {
    const middle = ((now + time) / 2) * MINUTE_MS;
    const running = dose.find(({ fromMs, toMs }) => middle > fromMs && middle < toMs);
    const turns = Math.max(1, Math.ceil((time - now) / stepMin));
    for (let turn = 0; turn < turns; turn += 1)
      y = advance(y, running?.highMgPerMin ?? 0, (time - now) / turns);
    now = time;
    at.set(time, { plasma: ((y[0] ?? 0) / v1L) * 1000, effect: y[3] ?? 0 });
  }
  return moments.map((moment) => at.get(moment) ?? { plasma: Number.NaN, effect: Number.NaN });
}
