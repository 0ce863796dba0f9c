import { formatNumber } from '../units/format';
import type { Order, RateConversion } from './order';
import { convertRate, rateReadIn } from './units-of-rate';
import { type LastWeight, orderedWeight, toTenths, weightDoubt, weightInKg } from './weight';

/** An order as it is to be signed. */
export type NewOrder = Omit<Order, 'orderId' | 'signedBy' | 'signedAt'>;

const show = (value: number): string => formatNumber(value, 4);

/** Every rate of an order once, as it was written, in every unit it will be read in. */
export function conversionsOf(
  order: Pick<
    Order,
    'steps' | 'maxRateMgPerKgPerHour' | 'orderedUnit' | 'dosingWeightKg' | 'concentrationMgPerMl'
  >,
): RateConversion[] {
  const rates = [...order.steps.map((step) => step.rateMgPerKgPerHour), order.maxRateMgPerKgPerHour];
  return [...new Set(rates)].map((rate) =>
    convertRate(rateReadIn(rate, order.orderedUnit, order.dosingWeightKg), order.orderedUnit, order),
  );
}

const near = (one: number, other: number): boolean => Math.abs(one - other) <= Math.abs(other) * 1e-9;

function sameConversions(confirmed: readonly RateConversion[], made: readonly RateConversion[]): boolean {
  return (
    confirmed.length === made.length &&
    made.every((line, index) => {
      const other = confirmed[index];
      return (
        other !== undefined &&
        other.unit === line.unit &&
        near(other.value, line.value) &&
        near(other.mgPerKgPerHour, line.mgPerKgPerHour) &&
        near(other.mgPerHour, line.mgPerHour) &&
        near(other.mlPerHour, line.mlPerHour)
      );
    })
  );
}

function weightFaults(order: NewOrder, given: EntryCircumstances): string[] {
  const faults: string[] = [];
  const read = order.weightAsRead;
  if (read !== null && toTenths(weightInKg(read)) !== order.measuredWeightKg) {
    faults.push(
      `${show(read.value)} ${read.unit} is ${show(toTenths(weightInKg(read)))} kg, the order says ${show(order.measuredWeightKg)} kg. Weigh and type again.`,
    );
  }
  const { sex } = given;
  if ((sex === 'male' || sex === 'female') && ![null, sex].includes(order.weightFormulaSex)) {
    faults.push(`The weight was computed for ${order.weightFormulaSex}, the patient is ${sex}.`);
  }
  const weight = orderedWeight(order);
  if (weight.kind === 'refused') faults.push(weight.words);
  else if (weight.kg !== order.dosingWeightKg) {
    faults.push(
      `The ${order.weightBasis} weight is ${show(weight.kg)} kg, the order says ${show(order.dosingWeightKg)} kg. ${weight.words}.`,
    );
  }
  const doubt = weightDoubt(order.measuredWeightKg, given.lastWeight, given.weightDifferencePercent);
  if (doubt !== null && order.weightDoubt?.lastKg !== doubt.lastKg) {
    faults.push(
      `${show(order.measuredWeightKg)} kg differs by ${formatNumber(Math.abs(doubt.differencePercent), 1)} % from the last ${show(doubt.lastKg)} kg. Read the scale again and confirm the weight.`,
    );
  }
  return faults;
}

function programmeFaults({ steps, durationMin, bolus, totalMg, ...order }: NewOrder): string[] {
  const faults: string[] = [];
  if (steps[0]?.fromMinute !== 0) faults.push('The first step begins at the start.');
  if (steps.some((step, index) => index > 0 && step.fromMinute <= (steps[index - 1]?.fromMinute ?? 0)))
    faults.push('Each step begins later than the one before.');
  if (steps.some((step) => step.fromMinute >= durationMin))
    faults.push('A step begins after the end of the infusion.');
  const amounts = [
    ...steps.map((step) => step.rateMgPerKgPerHour),
    order.maxRateMgPerKgPerHour,
    durationMin,
    totalMg,
    order.concentrationMgPerMl,
    order.containerMl,
    order.dosingWeightKg,
    order.nibpEveryMin,
    ...(bolus === null ? [] : [bolus.mgPerKg, bolus.overMinutes]),
  ];
  if (amounts.some((amount) => !(amount > 0))) faults.push('A number of the order is not more than 0.');
  const containerMg = order.concentrationMgPerMl * order.containerMl;
  if (containerMg < totalMg - 1e-9)
    faults.push(
      `The syringe holds ${show(containerMg)} mg, less than the ${show(totalMg)} mg ordered. Fill more, or order less.`,
    );
  return faults;
}

export type EntryCircumstances = {
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
  readonly lastWeight: LastWeight | null;
  readonly weightDifferencePercent: number;
};

/**
 * What of an order contradicts itself, the patient or the scale: reasons against signing it. Dose limits are checked
 * beside this, by the library. Empty: it holds together.
 */
export function orderFaults(order: NewOrder, given: EntryCircumstances): string[] {
  const faults = [...weightFaults(order, given), ...programmeFaults(order)];
  if (faults.length === 0 && !sameConversions(order.conversions, conversionsOf(order))) {
    faults.push('The conversion to mg/h and mL/h was not confirmed for these rates. Read it and confirm it.');
  }
  return faults;
}
