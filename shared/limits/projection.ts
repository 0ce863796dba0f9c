import type { OrderStep } from '../dosing/order';
import { type Kg, type Mg, type MgPerKgPerHour, type Minutes, mg } from '../units/units';
import { checkBounds, worst } from './bounds';
import type { Bounds, Finding, LimitProfile } from './profile';

export type Projected = {
  /** Upper end of what may have been given. */
  readonly deliveredHighMg: Mg;
  /** Time infusing so far, pauses left out. */
  readonly infusedMin: Minutes;
  readonly durationMin: Minutes;
  readonly steps: readonly OrderStep[];
  readonly dosingWeightKg: Kg;
  readonly rateMgPerKgPerHour: MgPerKgPerHour;
  /** What ordered boluses may still add. */
  readonly bolusLeftMg: Mg;
};

/** The programme's rate at a minute of infusing time; 0 before its first step. */
function programmeRate(steps: readonly OrderStep[], minute: number): number {
  let rate = 0;
  let from = Number.NEGATIVE_INFINITY;
  for (const step of steps) {
    if (step.fromMinute <= minute && step.fromMinute >= from) {
      rate = step.rateMgPerKgPerHour;
      from = step.fromMinute;
    }
  }
  return rate;
}

/**
 * What would be given by the end of the ordered time, mg (SR-027). At every minute the higher of the rate in question
 * and the programme's own counts: whoever follows the programme and whoever stays at the rate gives no more than this.
 */
export function projectTotal(question: Projected): Mg {
  const { deliveredHighMg, infusedMin, durationMin, steps, dosingWeightKg, bolusLeftMg } = question;
  const changes = steps.map((step) => step.fromMinute).filter((at) => at > infusedMin && at < durationMin);
  const ends = [...changes, durationMin].sort((a, b) => a - b);
  let from: number = infusedMin;
  let perKg = 0;
  for (const end of ends) {
    if (end <= from) continue;
    const rate = Math.max(question.rateMgPerKgPerHour, programmeRate(steps, from));
    perKg += (rate * (end - from)) / 60;
    from = end;
  }
  return mg(deliveredHighMg + perKg * dosingWeightKg + bolusLeftMg);
}

/**
 * The projected total against the hard limits in mg and in mg/kg; the stricter one speaks. The soft ones are the order's
 * own total's: the pump is given that total as its volume limit, and START asks for its reason. A hard limit holds
 * without trusting the pump to stop by itself.
 */
export function checkProjected(totalMg: number, weightKg: number, limits: LimitProfile): Finding[] {
  const what = 'By the end of the ordered time the total of';
  const findings = [
    ...checkBounds({
      rule: 'projected-total',
      bounds: hardTop(limits.totalMg),
      value: totalMg,
      unit: 'mg',
      what,
    }),
    ...checkBounds({
      rule: 'projected-total',
      bounds: hardTop(limits.totalMgPerKg),
      value: totalMg / weightKg,
      unit: 'mg/kg',
      what,
    }),
  ];
  return worst(findings).map((finding) => ({
    ...finding,
    largest: null,
    words: finding.words.replace(/ Largest: .*$/, ' Lower the rate or have the order changed.'),
  }));
}

const hardTop = ({ hardMax }: Bounds): Bounds => ({ hardMin: null, softMin: null, softMax: null, hardMax });
