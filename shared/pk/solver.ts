import { type DurationMs, durationMs } from '../time/clock';
import { type Mg, type MgPerMin, type NgPerMl, ngPerMl, type PerMin } from '../units/units';
import type { Disposition } from './disposition';

const MINUTE_MS = 60_000;

/** A model in one body with one rate of equilibration. */
export type Kinetics = { readonly disposition: Disposition; readonly ke0: PerMin };

/** Where the drug is: one number per exponential, in ng/mL, and the effect site. Changed in place by `carry`. */
export type Body = { first: number; second: number; third: number; effect: number };

/** A body that never had any. */
export const emptyBody = (): Body => ({ first: 0, second: 0, third: 0, effect: 0 });
export const copyOf = (body: Body): Body => ({ ...body });

/** What a stretch of one length does to any body, whatever the rate: exact, so it may be of any length. */
export type Stretch = {
  readonly keep: readonly [number, number, number];
  readonly gain: readonly [number, number, number];
  readonly keepEffect: number;
  readonly toEffect: readonly [number, number, number];
  readonly gainEffect: number;
};

/** (e^(−a·t) − e^(−b·t)) / (b − a), exact also where a and b are close or the same; the slower one is taken out. */
function crossing(a: number, b: number, t: number): number {
  const slow = Math.min(a, b);
  const apart = Math.abs(b - a);
  return apart === 0 ? t * Math.exp(-slow * t) : (Math.exp(-slow * t) * -Math.expm1(-apart * t)) / apart;
}

/**
 * The exact solution over a stretch of constant input: no step size, no error of integration. Concentration of each
 * term decays by e^(−L·t) and gains A/L·(1 − e^(−L·t)) per mg/min; the effect site follows plasma by ke0.
 */
export function stretchOf({ disposition, ke0 }: Kinetics, length: DurationMs): Stretch {
  const t = length / MINUTE_MS;
  const [a, b, c] = disposition.perMin;
  const [x, y, z] = disposition.ngPerMlPerMg;
  const gained = (weight: number, rate: number) => (weight * -Math.expm1(-rate * t)) / rate;
  const into = (rate: number) => ke0 * crossing(rate, ke0, t);
  const toEffect = [into(a), into(b), into(c)] as const;
  const lost = -Math.expm1(-ke0 * t);
  return {
    keep: [Math.exp(-a * t), Math.exp(-b * t), Math.exp(-c * t)],
    gain: [gained(x, a), gained(y, b), gained(z, c)],
    keepEffect: Math.exp(-ke0 * t),
    toEffect,
    gainEffect:
      (x / a) * (lost - toEffect[0]) + (y / b) * (lost - toEffect[1]) + (z / c) * (lost - toEffect[2]),
  };
}

/** Carries a body through a stretch in which drug goes in at `rate`. */
export function carry(
  body: Body,
  { keep, gain, keepEffect, toEffect, gainEffect }: Stretch,
  rate: MgPerMin,
): void {
  const { first, second, third } = body;
  body.effect =
    body.effect * keepEffect +
    first * toEffect[0] +
    second * toEffect[1] +
    third * toEffect[2] +
    rate * gainEffect;
  body.first = first * keep[0] + rate * gain[0];
  body.second = second * keep[1] + rate * gain[1];
  body.third = third * keep[2] + rate * gain[2];
}

/** Drug given at once. */
export function inject(body: Body, { disposition }: Kinetics, dose: Mg): void {
  const [x, y, z] = disposition.ngPerMlPerMg;
  body.first += dose * x;
  body.second += dose * y;
  body.third += dose * z;
}

export const plasmaOf = ({ first, second, third }: Body): NgPerMl => ngPerMl(first + second + third);
export const effectOf = ({ effect }: Body): NgPerMl => ngPerMl(effect);

/** Carries a body over a length of time that comes only once. */
export function carryOver(body: Body, kinetics: Kinetics, length: DurationMs, rate: MgPerMin): void {
  if (length > 0) carry(body, stretchOf(kinetics, durationMs(length)), rate);
}
