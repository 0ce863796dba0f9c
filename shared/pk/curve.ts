import { durationMs, type EpochMs } from '../time/clock';
import { type MgPerMin, mgPerMin } from '../units/units';
import type { DoseStep } from './dose-step';
import { type Body, carry, emptyBody, type Kinetics, stretchOf } from './solver';

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
  let [gridMs, grid] = [Number.NaN, stretchOf(kinetics, durationMs(0))];
  const go = (until: number, rate: MgPerMin): void => {
    if (until <= now) return;
    const length = until - now;
    if (length !== gridMs) [gridMs, grid] = [length, stretchOf(kinetics, durationMs(length))];
    carry(body, grid, rate);
    now = until;
  };
  return {
    body,
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
  const { body, to } = walk(kinetics, dose, end, begin);
  for (let index = 0; index < count; index += 1) {
    to((fromMs + index * everyMs) as EpochMs);
    plasma[index] = body.first + body.second + body.third;
    effect[index] = body.effect;
  }
  return { plasma, effect };
}
