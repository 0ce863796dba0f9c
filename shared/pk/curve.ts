import { durationMs, type EpochMs } from '../time/clock';
import { type MgPerMin, mgPerMin } from '../units/units';
import type { DoseStep } from './dose-step';
import { type Body, carry, emptyBody, type Kinetics, type Stretch, stretchOf } from './solver';

/** Which end of the pump's account a curve is computed from. */
export type End = 'low' | 'high';

const NOTHING = mgPerMin(0);

function rateOf(step: DoseStep, end: End): MgPerMin {
  return end === 'high' ? step.highMgPerMin : step.lowMgPerMin;
}

/** Walks a body through a regimen, forward only. */
export type Walk = {
  readonly body: Body;
  /** Carries the body to this moment. */
  to(moment: EpochMs): void;
  /** The body was carried to this moment by other means, at the rates of the regimen. */
  wasCarriedTo(moment: EpochMs): void;
};

/** Begins before the first step, with `body` as it was at `from`. */
export function walk(
  kinetics: Kinetics,
  dose: readonly DoseStep[],
  end: End,
  from: EpochMs,
  body: Body = emptyBody(),
): Walk {
  let now: number = from;
  let next = 0;
  let known: { readonly length: number; readonly stretch: Stretch } | null = null;
  const go = (until: number, rate: MgPerMin): void => {
    if (until <= now) return;
    const length = until - now;
    if (known?.length !== length) known = { length, stretch: stretchOf(kinetics, durationMs(length)) };
    carry(body, known.stretch, rate);
    now = until;
  };
  return {
    body,
    wasCarriedTo(moment) {
      now = moment;
    },
    to(moment) {
      for (;;) {
        const step = dose[next];
        if (step === undefined || step.fromMs >= moment) break;
        go(step.fromMs, NOTHING);
        go(Math.min(step.toMs, moment), rateOf(step, end));
        if (step.toMs > moment) return;
        next += 1;
      }
      go(moment, NOTHING);
    },
  };
}

/** The body at `moment`, after all of the regimen up to then. */
export function bodyAt(kinetics: Kinetics, dose: readonly DoseStep[], end: End, moment: EpochMs): Body {
  const { body, to } = walk(kinetics, dose, end, dose[0]?.fromMs ?? moment);
  to(moment);
  return body;
}

/** Concentrations at evenly spaced moments, ng/mL. */
export type Curve = { readonly plasma: Float64Array; readonly effect: Float64Array };

/** Evenly spaced moments: `fromMs`, `fromMs + everyMs`, … `count` of them. */
export type Grid = { readonly fromMs: EpochMs; readonly everyMs: number; readonly count: number };

/** The whole curve of one model on a grid; what was given before the grid counts. */
export function curveOf(kinetics: Kinetics, dose: readonly DoseStep[], end: End, grid: Grid): Curve {
  const { fromMs, everyMs, count } = grid;
  const [plasma, effect] = [new Float64Array(count), new Float64Array(count)];
  const begin = Math.min(fromMs, dose[0]?.fromMs ?? fromMs) as EpochMs;
  const { body, to, wasCarriedTo } = walk(kinetics, dose, end, begin);
  const whole = stretchOf(kinetics, durationMs(everyMs));
  let next = 0;
  for (let index = 0; index < count; ) {
    const at = (fromMs + index * everyMs) as EpochMs;
    to(at);
    plasma[index] = body.first + body.second + body.third;
    effect[index] = body.effect;
    index += 1;
    // As long as the rate stays, each next moment is the same exact step.
    while ((dose[next]?.toMs ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    const step = dose[next];
    const inside = step !== undefined && step.fromMs <= at;
    const until = step === undefined ? Number.POSITIVE_INFINITY : inside ? step.toMs : step.fromMs;
    const steps = Math.min(count - index, Math.floor((until - at) / everyMs));
    if (steps <= 0) continue;
    run(body, whole, inside ? rateOf(step, end) : NOTHING, { plasma, effect }, index, steps);
    index += steps;
    wasCarriedTo((fromMs + (index - 1) * everyMs) as EpochMs);
  }
  return { plasma, effect };
}

/** Equal stretches one after the other: the same as `carry` each time, with nothing looked up in between. */
function run(body: Body, stretch: Stretch, rate: MgPerMin, into: Curve, from: number, steps: number): void {
  const { keep, gain, keepEffect, toEffect, gainEffect } = stretch;
  const [keepA, keepB, keepC] = keep;
  const [gainA, gainB, gainC] = [rate * gain[0], rate * gain[1], rate * gain[2]];
  const [toA, toB, toC] = toEffect;
  const gainE = rate * gainEffect;
  const { plasma, effect } = into;
  let { first: a, second: b, third: c, effect: e } = body;
  for (let index = from; index < from + steps; index += 1) {
    e = e * keepEffect + a * toA + b * toB + c * toC + gainE;
    a = a * keepA + gainA;
    b = b * keepB + gainB;
    c = c * keepC + gainC;
    plasma[index] = a + b + c;
    effect[index] = e;
  }
  body.first = a;
  body.second = b;
  body.third = c;
  body.effect = e;
}
