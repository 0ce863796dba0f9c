import { formatNumber, roundHalfEven } from '../units/format';
import { type Cm, type Kg, kg } from '../units/units';
import type { Order, WeightBasis, WeightDoubt } from './order';

/** The international pound, by definition. */
const KG_PER_POUND = 0.45359237;
const CM_PER_INCH = 2.54;
/** Devine's formula begins at five feet. */
const FIRST_INCHES = 60;
const KG_PER_INCH = 2.3;
const KG_AT_FIRST = { male: 50, female: 45.5 } as const;
const ADJUSTED_SHARE = 0.4;

export type FormulaSex = keyof typeof KG_AT_FIRST;
export type WeightAsRead = NonNullable<Order['weightAsRead']>;

/** What is written and dosed by: tenths of a kilogram, as a scale shows and a second person can type again. */
export const toTenths = (weight: number): Kg => kg(roundHalfEven(weight, 1));

/** The weight in kilograms; pounds are converted here, once (SR-007). */
export function weightInKg({ value, unit }: WeightAsRead): Kg {
  return unit === 'kg' ? kg(value) : kg(value * KG_PER_POUND);
}

/** Devine's ideal weight in kg, full precision; null below 152.4 cm, of which the formula says nothing. */
export function idealWeightKg(sex: FormulaSex, height: Cm): Kg | null {
  const over = height / CM_PER_INCH - FIRST_INCHES;
  return over < 0 ? null : kg(KG_AT_FIRST[sex] + KG_PER_INCH * over);
}

export type DosingWeight =
  | {
      readonly kind: 'weight';
      /** Written on the order: tenths of a kilogram. */
      readonly kg: Kg;
      readonly exactKg: Kg;
      /** The formula with its numbers. */
      readonly words: string;
    }
  | { readonly kind: 'refused'; readonly words: string };

const refused = (words: string): DosingWeight => ({ kind: 'refused', words });
const show = (value: number): string => formatNumber(value, 3);

/**
 * The weight to dose by, with the formula and all its numbers (clinical.md 1.3). A basis that would dose by more than
 * the patient weighs is refused: it was made to give less.
 */
export function dosingWeight(given: {
  readonly basis: WeightBasis;
  readonly measuredKg: Kg;
  readonly heightCm: Cm | null;
  readonly sex: FormulaSex | null;
}): DosingWeight {
  const { basis, measuredKg, heightCm, sex } = given;
  if (basis === 'actual') {
    return {
      kind: 'weight',
      kg: measuredKg,
      exactKg: measuredKg,
      words: `as measured, ${show(measuredKg)} kg`,
    };
  }
  if (heightCm === null) return refused(`The ${basis} weight needs the height.`);
  if (sex === null) return refused(`The ${basis} weight needs a choice: formula for male or female.`);
  const ideal = idealWeightKg(sex, heightCm);
  if (ideal === null)
    return refused(`The formula of the ideal weight begins at 152.4 cm. Choose the actual weight.`);
  if (ideal > measuredKg) {
    return refused(
      `The ideal weight, ${show(ideal)} kg, is over the measured ${show(measuredKg)} kg. Choose the actual weight.`,
    );
  }
  const devine = `Devine, ${sex}, ${show(heightCm)} cm: ${KG_AT_FIRST[sex]} + 2.3 × (${show(heightCm)} / 2.54 − 60) = ${show(ideal)} kg`;
  if (basis === 'ideal') return { kind: 'weight', kg: toTenths(ideal), exactKg: ideal, words: devine };
  const adjusted = kg(ideal + ADJUSTED_SHARE * (measuredKg - ideal));
  return {
    kind: 'weight',
    kg: toTenths(adjusted),
    exactKg: adjusted,
    words: `${devine}; adjusted: ${show(ideal)} + 0.4 × (${show(measuredKg)} − ${show(ideal)}) = ${show(adjusted)} kg`,
  };
}

/** What was last recorded of a patient's weight. */
export type LastWeight = Pick<WeightDoubt, 'lastKg' | 'lastAt'>;

/** Why the measured weight has to be confirmed once more; null: it is near the last one, or there is none (SR-008). */
export function weightDoubt(measured: Kg, last: LastWeight | null, mostPercent: number): WeightDoubt | null {
  if (last === null || !(last.lastKg > 0)) return null;
  const differencePercent = (measured / last.lastKg - 1) * 100;
  // Binary noise is no difference: 77 kg after 70 kg is 10 %, not more.
  return Math.abs(differencePercent) > mostPercent + 1e-9 ? { ...last, differencePercent } : null;
}

/** The dosing weight of an order made anew from what stands in it: shows the formula, and finds a weight that is not its basis's. */
export function orderedWeight(
  order: Pick<Order, 'weightBasis' | 'measuredWeightKg' | 'heightCm' | 'weightFormulaSex'>,
): DosingWeight {
  const { weightBasis, measuredWeightKg, heightCm, weightFormulaSex } = order;
  return dosingWeight({ basis: weightBasis, measuredKg: measuredWeightKg, heightCm, sex: weightFormulaSex });
}
