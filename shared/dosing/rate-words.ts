import { formatIn, formatNumber } from '../units/format';
import type { MgPerKgPerHour } from '../units/units';
import type { Order, OrderedUnit } from './order';
import { orderedDecimals, rateReadIn } from './units-of-rate';

type Written = Pick<Order, 'orderedUnit' | 'dosingWeightKg'>;
type Programme = Written & Pick<Order, 'steps' | 'maxRateMgPerKgPerHour'>;

/** Digits after the point that a keypad takes where the order itself needs no more. */
const usualDecimals: Readonly<Record<OrderedUnit, number>> = { 'mg/kg/h': 2, 'mg/h': 1, 'mcg/kg/min': 2 };

/** The number of a rate in the unit of the order, as the large number shows it (ui.md 19.7). */
export function leadNumber(order: Written, rate: MgPerKgPerHour): string {
  return formatIn(rateReadIn(rate, order.orderedUnit, order.dosingWeightKg), order.orderedUnit);
}

/** A rate in the unit of the order: `0.35 mg/kg/h`, `22 mg/h`. */
export function leadWords(order: Written, rate: MgPerKgPerHour): string {
  return `${leadNumber(order, rate)} ${order.orderedUnit}`;
}

/** An ordered rate with every digit it was written with: `0.3125`, not `0.31`. */
export function writtenNumber(order: Written, rate: MgPerKgPerHour): string {
  const { orderedUnit: unit } = order;
  return formatNumber(rateReadIn(rate, unit, order.dosingWeightKg), orderedDecimals[unit]);
}

/** How many digits after the point a rate of this order may be typed with: every ordered rate can be. */
export function rateDecimals(order: Programme): number {
  const rates = [...order.steps.map((step) => step.rateMgPerKgPerHour), order.maxRateMgPerKgPerHour];
  const needed = rates.map((rate) => writtenNumber(order, rate).split('.')[1]?.length ?? 0);
  return Math.max(usualDecimals[order.orderedUnit], ...needed);
}
