import { floorToStep, toPumpRate } from '../dosing/convert';
import type { Order, Syringe } from '../dosing/order';
import type { PumpCapabilities } from '../readings/pump';
import { formatNumber } from '../units/format';
import { type Mg, type MgPerKgPerHour, type Minutes, mg } from '../units/units';
import { atMost, beyond, checkBounds, worst } from './bounds';
import { checkOrder } from './check-order';
import { type Finding, type LimitProfile, limitRule } from './profile';
import { checkProjected, projectTotal } from './projection';
import { show, showPast, showPermitted } from './words';

export type RateQuestion = {
  readonly order: Order;
  readonly limits: LimitProfile;
  readonly capabilities: PumpCapabilities;
  readonly syringe: Syringe | null;
  /** Upper end of what may have been given. */
  readonly deliveredHighMg: Mg;
  /** Time infusing so far, pauses left out. */
  readonly infusedMin: Minutes;
  /** Null before the start and while paused: no step is taken from a standing pump. */
  readonly presentRateMgPerKgPerHour: MgPerKgPerHour | null;
  /** Time since the rate was last raised; null: it was not yet, or nobody knows. */
  readonly sinceLastRiseMin: Minutes | null;
  /** Boluses given in this session; those still ordered count towards the projected total. */
  readonly bolusesGiven: number;
  readonly proposedMgPerKgPerHour: MgPerKgPerHour;
};

/**
 * Every rule that a rate has to pass: per kilogram and absolute (the stricter wins by both being checked, SR-025),
 * the order's ceiling, the step up and the time since the last one (SR-026), the pump's own range, the total given and
 * the total to come (SR-027). Nothing is clamped. A lower rate than the present one is never held up by what is to come.
 */
export function checkRate(question: RateQuestion): Finding[] {
  const { order, limits, capabilities, deliveredHighMg, proposedMgPerKgPerHour } = question;
  const weight = order.dosingWeightKg;
  const proposedMgPerHour = proposedMgPerKgPerHour * weight;
  const mlPerHour = proposedMgPerHour / order.concentrationMgPerMl;
  if (!(weight > 0) || !Number.isFinite(mlPerHour) || !Number.isFinite(deliveredHighMg)) {
    return checkBounds({
      rule: 'rate-per-kg',
      bounds: limits.rateMgPerKgPerHour,
      value: Number.NaN,
      unit: 'mg/kg/h',
      what: 'Rate',
    });
  }
  const pumpRate = toPumpRate(order, capabilities, proposedMgPerKgPerHour);
  return [
    ...checkBounds({
      rule: 'rate-per-kg',
      bounds: limits.rateMgPerKgPerHour,
      value: proposedMgPerKgPerHour,
      unit: 'mg/kg/h',
      what: 'Rate',
    }),
    ...checkBounds({
      rule: 'rate-absolute',
      bounds: limits.rateMgPerHour,
      value: proposedMgPerHour,
      unit: 'mg/h',
      what: 'Rate',
    }),
    ...checkBounds({
      rule: 'order-rate',
      bounds: atMost(order.maxRateMgPerKgPerHour),
      value: proposedMgPerKgPerHour,
      unit: 'mg/kg/h',
      what: 'Rate',
    }).map((finding) => ({
      ...finding,
      words: `${show(proposedMgPerKgPerHour)} mg/kg/h is over the order, which allows up to ${show(order.maxRateMgPerKgPerHour)} mg/kg/h. A physician can change the order.`,
    })),
    ...checkStep(question),
    ...checkBounds({
      rule: 'pump-rate',
      bounds: {
        // A rate that rounds down to nothing is no rate, whatever the pump would take.
        hardMin: Math.max(capabilities.rateMinMlPerHour, capabilities.rateStepMlPerHour),
        softMin: null,
        softMax: null,
        hardMax: capabilities.rateMaxMlPerHour,
      },
      value: pumpRate.mlPerHour,
      unit: 'mL/h',
      what: 'Pump rate',
    }),
    ...checkBounds({
      rule: 'total-mg',
      bounds: limits.totalMg,
      value: Math.max(order.totalMg, deliveredHighMg),
      unit: 'mg',
      what: 'Total',
    }).filter((finding) => finding.severity === 'hard'),
    ...checkBounds({
      rule: 'total-mg-per-kg',
      bounds: limits.totalMgPerKg,
      value: Math.max(order.totalMg, deliveredHighMg) / weight,
      unit: 'mg/kg',
      what: 'Total',
    }).filter((finding) => finding.severity === 'hard'),
    ...(deliveredHighMg >= order.totalMg
      ? [
          {
            rule: 'order-total',
            severity: 'hard',
            value: deliveredHighMg,
            limit: order.totalMg,
            unit: 'mg',
            largest: null,
            words: `The ordered ${show(order.totalMg)} mg is given. A physician can write a new order.`,
          } as const,
        ]
      : []),
    ...checkToCome(question),
  ];
}

/** The first rate with the whole order behind it: START is judged by everything at once. */
export function checkStart(question: RateQuestion): Finding[] {
  // A ceiling over a soft limit asks when the rate goes there, not now.
  const ofOrder = checkOrder(question.order, question.limits).filter(
    ({ rule, severity }) => severity === 'hard' || (rule !== 'rate-per-kg' && rule !== 'rate-absolute'),
  );
  const found = [...checkRate(question), ...ofOrder, ...checkVolumeLimit(question)];
  return limitRule.options.flatMap((rule) => worst(found.filter((one) => one.rule === rule)));
}

/** The order's volume is enforced by the pump's own limit, so it has to be one that the pump takes. */
function checkVolumeLimit({ order, capabilities, deliveredHighMg }: RateQuestion): Finding[] {
  const leftMl = (order.totalMg - deliveredHighMg) / order.concentrationMgPerMl;
  const value = floorToStep(leftMl, capabilities.vtbiStepMl);
  const limit = capabilities.vtbiMaxMl;
  if (!beyond(value, limit)) return [];
  return [
    {
      rule: 'pump-vtbi',
      severity: 'hard',
      value,
      limit,
      unit: 'mL',
      largest: limit,
      words: `The order leaves ${show(value)} mL; the pump takes a volume limit of at most ${show(limit)} mL. A physician has to divide the order.`,
    },
  ];
}

/** A rise, as a share of the present rate and by the time since the last one. */
/** Whole minutes that have passed; never as many as the limit asks for, and never none. */
const agoWords = (min: number): string => (min < 1 ? 'less than a minute' : `${Math.floor(min)} min`);

function checkStep(question: RateQuestion): Finding[] {
  const { limits, presentRateMgPerKgPerHour: present, proposedMgPerKgPerHour: proposed } = question;
  const weight = question.order.dosingWeightKg;
  if (present === null || !(present > 0) || !beyond(proposed, present)) return [];
  const share = beyond((proposed - present) * weight, limits.stepUpFloorMgPerHour)
    ? checkBounds({
        rule: 'step-up',
        bounds: limits.stepUpShare,
        value: proposed / present - 1,
        unit: '% up',
        what: 'Step',
      }).map((finding) => {
        const { words, ...found } = inPercent(finding, present, limits.stepUpFloorMgPerHour / weight);
        return { ...found, words: `${words}${resolutionWords(question, present, finding.limit)}` };
      })
    : [];
  if (question.sinceLastRiseMin === null) return share;
  const interval = checkBounds({
    rule: 'step-interval',
    bounds: { ...limits.stepIntervalMin, softMax: null, hardMax: null },
    value: question.sinceLastRiseMin,
    unit: 'min',
    what: 'A rise',
  }).map((finding) => ({
    ...finding,
    words: `The rate was raised ${agoWords(finding.value)} ago, under the ${finding.severity} limit of ${show(finding.limit)} min between two rises. ${
      finding.severity === 'hard' ? 'Wait, or keep the rate.' : 'A reason is needed.'
    }`,
  }));
  return [...share, ...interval];
}

/**
 * A step counts from what the pump runs, and that was rounded down to what it can set: twice the rate that was asked for
 * can be more than twice of what came of it. The limit holds; where only the pump's own step lies between, that is said.
 */
function resolutionWords(question: RateQuestion, present: MgPerKgPerHour, limit: number): string {
  const { order, capabilities, proposedMgPerKgPerHour: proposed } = question;
  const { rateStepMlPerHour: step } = capabilities;
  const next = present + (step * order.concentrationMgPerMl) / order.dosingWeightKg;
  if (beyond(proposed / next - 1, limit)) return '';
  return ` A step counts from the ${show(present)} mg/kg/h that the pump runs; it is set in steps of ${show(step)} mL/h.`;
}

/** What is to come by the end of the ordered time. A rate that falls is never refused for it. */
function checkToCome(question: RateQuestion): Finding[] {
  const { order, limits, presentRateMgPerKgPerHour: present, proposedMgPerKgPerHour: proposed } = question;
  if (present !== null && present > 0 && !beyond(proposed, present)) return [];
  const bolusesLeft = order.bolus === null ? 0 : Math.max(0, order.bolus.most - question.bolusesGiven);
  const total = projectTotal({
    deliveredHighMg: question.deliveredHighMg,
    infusedMin: question.infusedMin,
    durationMin: order.durationMin,
    steps: order.steps,
    dosingWeightKg: order.dosingWeightKg,
    rateMgPerKgPerHour: proposed,
    bolusLeftMg: mg(bolusesLeft * (order.bolus?.mgPerKg ?? 0) * order.dosingWeightKg),
  });
  return checkProjected(total, order.dosingWeightKg, limits);
}

/** A finding on the step in the words of the entry; a rise up to the floor is permitted whatever its share. */
function inPercent(finding: Finding, present: MgPerKgPerHour, floor: number): Finding {
  const largest = Math.max(present * (1 + finding.limit), present + floor);
  const [value, limit] = [finding.value * 100, finding.limit * 100];
  return {
    ...finding,
    largest,
    words: `That is ${showPast(value, limit, 0)} % up from ${show(present)} mg/kg/h, over the ${finding.severity} limit of ${formatNumber(limit, 0)} % for one step. ${
      finding.severity === 'hard'
        ? `Largest: ${showPermitted(largest, 'over')} mg/kg/h.`
        : 'A reason is needed.'
    }`,
  };
}
