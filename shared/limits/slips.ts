import type { Order, OrderedUnit } from '../dosing/order';
import { formatNumber } from '../units/format';
import type { Kg, MgPerKgPerHour, MgPerMl } from '../units/units';

/** How far a number may lie from the one that it is taken for: people round what they copy. */
const TOLERANCE = 0.03;
const LB_PER_KG = 2.20462;
const TENFOLD = 8;

const near = (value: number, other: number): boolean =>
  other > 0 && value > 0 && Math.abs(value - other) <= other * TOLERANCE;
const say = (value: number): string => formatNumber(value, value >= 10 ? 1 : 3);

/** What an order says of a rate, all that a slip can be told by. */
export type SlipOrder = Pick<
  Order,
  'steps' | 'maxRateMgPerKgPerHour' | 'dosingWeightKg' | 'concentrationMgPerMl' | 'totalMg' | 'durationMin'
>;

export type TypedRate = {
  /** The number as it stands in the field. */
  readonly value: number;
  readonly unit: OrderedUnit;
  readonly order: SlipOrder;
  /** The rate that it replaces; null: none. */
  readonly presentMgPerKgPerHour: MgPerKgPerHour | null;
};

type Named = { readonly unit: string; readonly value: number };

/** One rate as every number that stands on a prescription, a label or a pump for it. */
function namesOf(
  rate: number,
  { dosingWeightKg: weight, concentrationMgPerMl: concentration }: SlipOrder,
): Named[] {
  const mgPerHour = rate * weight;
  return [
    { unit: 'mg/kg/h', value: rate },
    { unit: 'mg/h', value: mgPerHour },
    { unit: 'mL/h', value: mgPerHour / concentration },
    { unit: 'mcg/kg/min', value: (rate * 1000) / 60 },
    { unit: 'mcg/kg/h', value: rate * 1000 },
    { unit: 'mcg/min', value: (mgPerHour * 1000) / 60 },
  ];
}

/** The typed number in mg/kg/h, full precision. */
function canonical({ value, unit, order }: TypedRate): number {
  if (unit === 'mg/h') return value / order.dosingWeightKg;
  return unit === 'mcg/kg/min' ? (value * 60) / 1000 : value;
}

/** A rate ten times, or a tenth of, the one beside it gets its own words (SR-046); null otherwise. */
export function tenfoldWords(
  proposed: number,
  reference: number,
  of: 'present' | 'ordered' = 'present',
): string | null {
  if (!(reference > 0) || !(proposed > 0)) return null;
  const ratio = proposed / reference;
  if (ratio >= TENFOLD) return `That is ten times the ${of} rate, or nearly.`;
  if (ratio <= 1 / TENFOLD) return `That is a tenth of the ${of} rate, or nearly.`;
  return null;
}

/**
 * The slips that a typed rate looks like (clinical.md 1.4), each in one sentence; empty when it looks like none. A
 * number that is right for the present or an ordered rate in its own unit is never called a slip.
 */
export function rateSlips(typed: TypedRate): string[] {
  const { value, unit, order, presentMgPerKgPerHour: present } = typed;
  const rate = canonical(typed);
  if (!(value > 0) || !Number.isFinite(rate)) return [];
  const ordered = order.steps.map((step) => step.rateMgPerKgPerHour);
  const known = [
    ...(present === null ? [] : [{ rate: present, of: 'the present rate' }]),
    ...ordered.map((one) => ({ rate: one, of: 'an ordered rate' })),
    { rate: order.maxRateMgPerKgPerHour, of: 'the ordered ceiling' },
  ];
  if (known.some((one) => near(rate, one.rate))) return [];
  const words: string[] = [];
  for (const { rate: reference, of } of known) {
    const found = namesOf(reference, order).find((name) => name.unit !== unit && near(value, name.value));
    if (found === undefined) continue;
    words.push(`${say(value)} is ${of} in ${found.unit}. This field is ${unit}.`);
    break;
  }
  words.push(...volumeSlips(value, unit, order));
  words.push(...tenfolds(rate, present, ordered));
  return words;
}

/** A whole amount typed where the amount of one hour belongs. */
function volumeSlips(value: number, unit: OrderedUnit, order: SlipOrder): string[] {
  if (unit === 'mcg/kg/min') return [];
  const perKg = unit === 'mg/kg/h' ? order.dosingWeightKg : 1;
  const totals = [
    { of: "the order's total in mg", value: order.totalMg },
    { of: "the order's total in mg/kg", value: order.totalMg / order.dosingWeightKg },
    { of: "the order's volume in mL", value: order.totalMg / order.concentrationMgPerMl },
    ...order.steps.map((step) => ({
      of: 'the amount of 24 hours',
      value: (step.rateMgPerKgPerHour * order.dosingWeightKg * 24) / perKg,
    })),
  ];
  const found = totals.find((one) => near(value, one.value));
  return found === undefined ? [] : [`${say(value)} is ${found.of}, not the amount of one hour.`];
}

/** Against the present and against the ordered rates; an ordered rate anywhere near makes it no tenfold. */
function tenfolds(rate: number, present: number | null, ordered: readonly number[]): string[] {
  const words = present === null ? null : tenfoldWords(rate, present, 'present');
  const highest = Math.max(...ordered, 0);
  const lowest = Math.min(...ordered.filter((one) => one > 0));
  const ofOrder =
    rate > highest ? tenfoldWords(rate, highest, 'ordered') : tenfoldWords(rate, lowest, 'ordered');
  return [words, ofOrder].filter((one) => one !== null);
}

/** A weight that looks like pounds, or like a slip of ten, beside one that was measured or recorded; null: like neither. */
export function weightSlip(typedKg: number, recordedKg: Kg): string | null {
  if (near(typedKg, recordedKg * LB_PER_KG))
    return `${say(typedKg)} kg is ${say(recordedKg)} kg in pounds. This field is kilograms.`;
  if (near(typedKg, recordedKg / LB_PER_KG))
    return `${say(typedKg)} kg is ${say(recordedKg)} taken for pounds. It was recorded in kilograms.`;
  if (typedKg >= recordedKg * TENFOLD) return 'That is ten times the recorded weight, or nearly.';
  if (typedKg > 0 && typedKg <= recordedKg / TENFOLD)
    return 'That is a tenth of the recorded weight, or nearly.';
  return null;
}

/**
 * What would happen with a syringe of another strength than the programmed one: the pump gives volume, so a stronger
 * syringe is an overdose. Null when they are the same.
 */
export function concentrationSlip(programmed: MgPerMl, syringe: MgPerMl): string | null {
  if (!(programmed > 0) || !(syringe > 0) || programmed === syringe) return null;
  const ratio = syringe / programmed;
  return ratio > 1
    ? `The syringe is ${say(ratio)} times as strong: the pump would give ${say(ratio)} times the dose.`
    : `The syringe is weaker: the pump would give ${say(ratio * 100)} % of the dose.`;
}

/** A number of an order that does not fit the others, with the field where it stands. */
export type OrderSlip = {
  readonly at: 'weight' | 'total' | `step-${number}`;
  readonly words: string;
};

/** The numbers of an order that do not fit each other, in words; for the form and before signing. */
export function orderSlips(order: SlipOrder & Pick<Order, 'measuredWeightKg'>): OrderSlip[] {
  const slips: OrderSlip[] = [];
  const weight = weightSlip(order.dosingWeightKg, order.measuredWeightKg);
  if (weight !== null) slips.push({ at: 'weight', words: `Dosing weight: ${weight}` });
  const programme = programmeMg(order);
  if (programme > 0 && order.totalMg > 0) {
    const ratio = order.totalMg / programme;
    if (ratio >= TENFOLD)
      slips.push({
        at: 'total',
        words: `The total of ${say(order.totalMg)} mg is ten times, or nearly, what the programme gives: ${say(programme)} mg.`,
      });
    if (ratio <= 1 / TENFOLD)
      slips.push({
        at: 'total',
        words: `The programme gives ${say(programme)} mg, ten times, or nearly, the total of ${say(order.totalMg)} mg.`,
      });
  }
  const [first] = order.steps;
  if (first === undefined) return slips;
  order.steps.forEach((step, index) => {
    const slip = tenfoldWords(step.rateMgPerKgPerHour, first.rateMgPerKgPerHour, 'ordered');
    if (slip !== null)
      slips.push({
        at: `step-${index}`,
        words: `Step from ${step.fromMinute} min: ${slip.replace('the ordered rate', 'the first step')}`,
      });
  });
  return slips;
}

/** What the steps alone add up to, mg. */
function programmeMg(order: SlipOrder): number {
  return order.steps.reduce((sum, step, at) => {
    const end = order.steps[at + 1]?.fromMinute ?? order.durationMin;
    return sum + (step.rateMgPerKgPerHour * order.dosingWeightKg * Math.max(0, end - step.fromMinute)) / 60;
  }, 0);
}
