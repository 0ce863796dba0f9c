import { toPumpRate } from '../dosing/convert';
import type { Order, Syringe } from '../dosing/order';
import type { PumpCapabilities } from '../readings/pump';
import { type DisplayUnit, formatNumber } from '../units/format';
import type { Mg, MgPerKgPerHour } from '../units/units';
import type { Bounds, Finding, LimitProfile, LimitRule, SoftReason } from './profile';
import { show, showPast, showPermitted } from './words';

type Judged = {
  readonly rule: LimitRule;
  readonly bounds: Bounds;
  readonly value: number;
  readonly unit: DisplayUnit | 'h' | '% up';
  readonly what: string;
};

/** Binary noise of a conversion is not a breach: 24.5 mg/h computed as 24.500000000000004 is 24.5. */
function beyond(value: number, limit: number): boolean {
  return value > limit && value - limit > Math.abs(limit) * 1e-9;
}

/** Checks one value against bounds at both ends; the hard finding hides the soft one of the same end. */
export function checkBounds({ rule, bounds, value, unit, what }: Judged): Finding[] {
  const finding = (severity: 'hard' | 'soft', end: 'over' | 'under', limit: number): Finding => ({
    rule,
    severity,
    value,
    limit,
    unit,
    largest: end === 'over' ? limit : null,
    words: `${what} ${showPast(value, limit)} ${unit} is ${end} the ${severity} limit of ${show(limit)} ${unit}.${
      severity === 'hard'
        ? ` ${end === 'over' ? 'Largest' : 'Smallest'}: ${showPermitted(limit, end)} ${unit}.`
        : ' A reason is needed.'
    }`,
  });
  if (!Number.isFinite(value)) {
    return [
      { ...finding('hard', 'over', bounds.hardMax ?? 0), largest: null, words: `${what} is not a number.` },
    ];
  }
  if (bounds.hardMax !== null && beyond(value, bounds.hardMax))
    return [finding('hard', 'over', bounds.hardMax)];
  if (bounds.hardMin !== null && beyond(bounds.hardMin, value))
    return [finding('hard', 'under', bounds.hardMin)];
  if (bounds.softMax !== null && beyond(value, bounds.softMax))
    return [finding('soft', 'over', bounds.softMax)];
  if (bounds.softMin !== null && beyond(bounds.softMin, value))
    return [finding('soft', 'under', bounds.softMin)];
  return [];
}

const atMost = (hardMax: number): Bounds => ({ hardMin: null, softMin: null, softMax: null, hardMax });

/** An order against its care area's limits: what can be judged before any syringe or pump is there. */
export function checkOrder(
  order: Pick<
    Order,
    'steps' | 'maxRateMgPerKgPerHour' | 'durationMin' | 'totalMg' | 'concentrationMgPerMl' | 'dosingWeightKg'
  >,
  limits: LimitProfile,
): Finding[] {
  const weight = order.dosingWeightKg;
  const rates = [...order.steps.map((step) => step.rateMgPerKgPerHour), order.maxRateMgPerKgPerHour];
  return [
    ...checkBounds({
      rule: 'concentration',
      bounds: limits.concentrationMgPerMl,
      value: order.concentrationMgPerMl,
      unit: 'mg/mL',
      what: 'Concentration',
    }),
    ...checkBounds({
      rule: 'weight',
      bounds: limits.weightKg,
      value: weight,
      unit: 'kg',
      what: 'Dosing weight',
    }),
    ...checkBounds({
      rule: 'duration',
      bounds: limits.durationH,
      value: order.durationMin / 60,
      unit: 'h',
      what: 'Duration',
    }),
    ...checkBounds({
      rule: 'total-mg',
      bounds: limits.totalMg,
      value: order.totalMg,
      unit: 'mg',
      what: 'Total',
    }),
    ...checkBounds({
      rule: 'total-mg-per-kg',
      bounds: limits.totalMgPerKg,
      value: order.totalMg / weight,
      unit: 'mg/kg',
      what: 'Total',
    }),
    ...worst(
      rates.flatMap((rate) =>
        checkBounds({
          rule: 'rate-per-kg',
          bounds: limits.rateMgPerKgPerHour,
          value: rate,
          unit: 'mg/kg/h',
          what: 'Rate',
        }),
      ),
    ),
    ...worst(
      rates.flatMap((rate) =>
        checkBounds({
          rule: 'rate-absolute',
          bounds: limits.rateMgPerHour,
          value: rate * weight,
          unit: 'mg/h',
          what: 'Rate',
        }),
      ),
    ),
    ...order.steps
      .filter((step) => beyond(step.rateMgPerKgPerHour, order.maxRateMgPerKgPerHour))
      .slice(0, 1)
      .flatMap((step) =>
        checkBounds({
          rule: 'order-rate',
          bounds: atMost(order.maxRateMgPerKgPerHour),
          value: step.rateMgPerKgPerHour,
          unit: 'mg/kg/h',
          what: 'Ordered step',
        }),
      ),
  ];
}

/** Of several findings of one rule the hardest, and of those the furthest out. */
function worst(findings: Finding[]): Finding[] {
  const [first] = [...findings].sort(
    (a, b) =>
      Number(b.severity === 'hard') - Number(a.severity === 'hard') ||
      Math.abs(b.value - b.limit) - Math.abs(a.value - a.limit),
  );
  return first ? [first] : [];
}

/** Drug names as people type them: case and spaces around do not tell drugs apart. */
export function sameDrug(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** The syringe as read from its label against the order. Words; empty when they agree. */
export function checkSyringe(order: Order, syringe: Syringe): string[] {
  const reasons: string[] = [];
  if (!sameDrug(syringe.drug, order.drug)) {
    reasons.push(`The label says ${syringe.drug}, the order says ${order.drug}. Do not use this syringe.`);
  }
  if (syringe.concentrationMgPerMl !== order.concentrationMgPerMl) {
    reasons.push(
      `The label says ${show(syringe.concentrationMgPerMl)} mg/mL, the order says ${show(order.concentrationMgPerMl)} mg/mL. Do not use this syringe.`,
    );
  }
  if (!(syringe.volumeMl > 0)) reasons.push('The volume in the syringe is not known. Read it and type it.');
  return reasons;
}

export type RateQuestion = {
  readonly order: Order;
  readonly limits: LimitProfile;
  readonly capabilities: PumpCapabilities;
  readonly syringe: Syringe | null;
  /** Upper end of what may have been given. */
  readonly deliveredHighMg: Mg;
  /** Null before the start and while paused: no step is taken from a standing pump. */
  readonly presentRateMgPerKgPerHour: MgPerKgPerHour | null;
  readonly proposedMgPerKgPerHour: MgPerKgPerHour;
};

/**
 * Every rule that a rate has to pass: per kilogram and absolute (the stricter wins by both being checked, SR-025),
 * the order's ceiling, the step up, the pump's own range, and the total. Nothing is clamped.
 */
export function checkRate(question: RateQuestion): Finding[] {
  const { order, limits, capabilities, deliveredHighMg, presentRateMgPerKgPerHour, proposedMgPerKgPerHour } =
    question;
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
  const stepUp =
    presentRateMgPerKgPerHour !== null &&
    presentRateMgPerKgPerHour > 0 &&
    beyond(proposedMgPerHour - presentRateMgPerKgPerHour * weight, limits.stepUpFloorMgPerHour)
      ? checkBounds({
          rule: 'step-up',
          bounds: limits.stepUpShare,
          value: proposedMgPerKgPerHour / presentRateMgPerKgPerHour - 1,
          unit: '% up',
          what: 'Step',
        }).map((finding) =>
          inPercent(finding, presentRateMgPerKgPerHour, limits.stepUpFloorMgPerHour / weight),
        )
      : [];
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
    ...stepUp,
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
  ];
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

/** The findings that still forbid: every hard one, and every soft one without its reason. */
export function forbidding(findings: readonly Finding[], reasons: readonly SoftReason[]): Finding[] {
  return findings.filter(
    (finding) => finding.severity === 'hard' || !reasons.some((given) => given.rule === finding.rule),
  );
}

/** A rate ten times, or a tenth of, the one it replaces gets its own words (SR-046); null otherwise. */
export function tenfoldWords(proposed: number, present: number): string | null {
  if (!(present > 0) || !(proposed > 0)) return null;
  const ratio = proposed / present;
  if (ratio >= 8) return 'That is ten times the present rate, or nearly.';
  if (ratio <= 1 / 8) return 'That is a tenth of the present rate, or nearly.';
  return null;
}
