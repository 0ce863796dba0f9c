import type { Order, Syringe } from '../dosing/order';
import { mg, mgPerKgPerHour, minutes } from '../units/units';
import { atMost, beyond, checkBounds, worst } from './bounds';
import type { Finding, LimitProfile } from './profile';
import { checkProjected, projectTotal } from './projection';
import { concentrationSlip } from './slips';
import { show } from './words';

export type CheckedOrder = Pick<
  Order,
  | 'steps'
  | 'maxRateMgPerKgPerHour'
  | 'durationMin'
  | 'totalMg'
  | 'concentrationMgPerMl'
  | 'dosingWeightKg'
  | 'bolus'
>;

/** An order against its care area's limits: what can be judged before any syringe or pump is there. */
export function checkOrder(order: CheckedOrder, limits: LimitProfile): Finding[] {
  const weight = order.dosingWeightKg;
  const rates = [...order.steps.map((step) => step.rateMgPerKgPerHour), order.maxRateMgPerKgPerHour];
  return [
    ...checkConcentration(order, limits),
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
    ...checkOrderedBolus(order, limits),
    ...checkProgramme(order, limits),
  ];
}

/** Both ends of the concentration, and whether it is one of the standard ones. */
function checkConcentration(order: CheckedOrder, limits: LimitProfile): Finding[] {
  const value = order.concentrationMgPerMl;
  const bounds = checkBounds({
    rule: 'concentration',
    bounds: limits.concentrationMgPerMl,
    value,
    unit: 'mg/mL',
    what: 'Concentration',
  });
  const standard = limits.concentrationsMgPerMl;
  const nearest = standard.find((one) => one === value) ?? standard[0];
  if (bounds.length > 0 || nearest === undefined || nearest === value) return bounds;
  return [
    {
      rule: 'concentration',
      severity: 'soft',
      value,
      limit: nearest,
      unit: 'mg/mL',
      largest: null,
      words: `Concentration ${show(value)} mg/mL is none of the standard ones: ${standard.map(show).join(', ')} mg/mL. A reason is needed.`,
    },
  ];
}

/** What the whole programme with every ordered bolus comes to. */
function checkProgramme(order: CheckedOrder, limits: LimitProfile): Finding[] {
  const { dosingWeightKg: weight, durationMin, bolus } = order;
  const sound = [weight, durationMin, ...order.steps.map((step) => step.rateMgPerKgPerHour)];
  if (!sound.every((one) => Number.isFinite(one)) || !(weight > 0)) return [];
  const perKg = order.steps.reduce((sum, step) => sum + step.rateMgPerKgPerHour, 0) * durationMin;
  if (!Number.isFinite(perKg * weight)) return [];
  const total = projectTotal({
    deliveredHighMg: mg(0),
    infusedMin: minutes(0),
    durationMin,
    steps: order.steps,
    dosingWeightKg: weight,
    rateMgPerKgPerHour: mgPerKgPerHour(0),
    bolusLeftMg: mg(bolus === null ? 0 : bolus.mgPerKg * weight * bolus.most),
  });
  return checkProjected(total, weight, limits);
}

/** A bolus as ordered, against the library. */
function checkOrderedBolus({ bolus }: CheckedOrder, limits: LimitProfile): Finding[] {
  if (bolus === null) return [];
  return [
    ...checkBounds({
      rule: 'bolus-dose',
      bounds: limits.bolusMgPerKg,
      value: bolus.mgPerKg,
      unit: 'mg/kg',
      what: 'Bolus',
    }),
    ...checkBounds({
      rule: 'bolus-duration',
      bounds: limits.bolusSeconds,
      value: bolus.overMinutes * 60,
      unit: 's',
      what: 'Bolus over',
    }),
    ...checkBounds({
      rule: 'bolus-lockout',
      bounds: limits.bolusLockoutMin,
      value: bolus.lockoutMinutes,
      unit: 'min',
      what: 'Lockout of',
    }),
  ];
}

/** The unit of the order is one that the library entry allows (SR-047). Words; empty when it is. */
export function checkUnit(order: Pick<Order, 'orderedUnit'>, limits: LimitProfile): string[] {
  if (limits.units.includes(order.orderedUnit)) return [];
  return [
    `${limits.tallMan} is not ordered in ${order.orderedUnit} here. Units of the library: ${limits.units.join(', ')}.`,
  ];
}

/** Drug names as people type them: case and spaces around do not tell drugs apart. */
export function sameDrug(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** The syringe as read from its label against the order and the calendar (`today` ISO). Words; empty when they agree. */
export function checkSyringe(order: Order, syringe: Syringe, today: string): string[] {
  const reasons: string[] = [];
  if (!sameDrug(syringe.drug, order.drug)) {
    reasons.push(`The label says ${syringe.drug}, the order says ${order.drug}. Do not use this syringe.`);
  }
  if (syringe.concentrationMgPerMl !== order.concentrationMgPerMl) {
    const slip = concentrationSlip(order.concentrationMgPerMl, syringe.concentrationMgPerMl);
    reasons.push(
      `The label says ${show(syringe.concentrationMgPerMl)} mg/mL, the order says ${show(order.concentrationMgPerMl)} mg/mL. ${slip === null ? '' : `${slip} `}Do not use this syringe.`,
    );
  }
  if (!(syringe.volumeMl > 0)) reasons.push('The volume in the syringe is not known. Read it and type it.');
  if (syringe.expires !== null && syringe.expires < today) {
    const which = syringe.lot === null ? 'This syringe' : `Lot ${syringe.lot}`;
    reasons.push(`${which} expired on ${syringe.expires}. Do not use this syringe.`);
  }
  return reasons;
}
