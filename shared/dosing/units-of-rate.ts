import {
  type Kg,
  type MgPerHour,
  type MgPerKgPerHour,
  type MgPerMl,
  mgPerHour,
  mgPerKgPerHour,
  mlPerHour,
} from '../units/units';
import type { OrderedUnit, RateConversion } from './order';

const MCG_PER_MG = 1000;
const MINUTES_PER_HOUR = 60;

/** Digits after the point that a written rate may have; an order says exactly what its digits say. */
export const orderedDecimals: Readonly<Record<OrderedUnit, number>> = {
  'mg/kg/h': 4,
  'mg/h': 2,
  'mcg/kg/min': 3,
};

/** A number written in `unit` as mg/kg/h, in full precision (clinical.md 1.4). */
export function rateWrittenIn(value: number, unit: OrderedUnit, dosingWeight: Kg): MgPerKgPerHour {
  switch (unit) {
    case 'mg/kg/h':
      return mgPerKgPerHour(value);
    case 'mg/h':
      return mgPerKgPerHour(value / dosingWeight);
    case 'mcg/kg/min':
      return mgPerKgPerHour((value * MINUTES_PER_HOUR) / MCG_PER_MG);
  }
}

/** A rate as the number that stands before `unit`, in full precision. */
export function rateReadIn(rate: MgPerKgPerHour, unit: OrderedUnit, dosingWeight: Kg): number {
  switch (unit) {
    case 'mg/kg/h':
      return rate;
    case 'mg/h':
      return rate * dosingWeight;
    case 'mcg/kg/min':
      return (rate * MCG_PER_MG) / MINUTES_PER_HOUR;
  }
}

/** One written rate in every unit that stands on a label, an order or a pump. Nothing is rounded (SR-049). */
export function convertRate(
  value: number,
  unit: OrderedUnit,
  order: { readonly dosingWeightKg: Kg; readonly concentrationMgPerMl: MgPerMl },
): RateConversion {
  const perKg = rateWrittenIn(value, unit, order.dosingWeightKg);
  const perHour: MgPerHour = mgPerHour(unit === 'mg/h' ? value : perKg * order.dosingWeightKg);
  return {
    value,
    unit,
    mgPerKgPerHour: perKg,
    mgPerHour: perHour,
    mlPerHour: mlPerHour(perHour / order.concentrationMgPerMl),
  };
}
