import { formatIn } from '../units/format';
import type { NgPerMl } from '../units/units';
import type { PkModel } from './model';

/** Of whom, and of which drug, something is to be predicted. */
export type Subject = { readonly drug: string; readonly ageYears: number };

/** Below this age no model here is relied on, whatever it was made from. */
const ADULT_YEARS = 18;
/** No model here was made from longer infusions. */
export const LONGEST_HOURS = 8;
/** All of them are of the racemate; its half, esketamine, is another drug. */
const DRUG = 'ketamine';

/** Why the model was not made for this patient or drug at all; null: it was. */
export function notMadeFor(model: PkModel, { drug, ageYears }: Subject): string | null {
  if (drug.trim().toLowerCase() !== DRUG) return `made for racemic ketamine, not for ${drug}`;
  if (ageYears < ADULT_YEARS) return `under ${ADULT_YEARS} years`;
  if (ageYears < model.fromYears) return `made from patients of ${model.fromYears} years and over`;
  if (model.belowYears !== null && ageYears >= model.belowYears)
    return `made from patients under ${model.belowYears} years`;
  return null;
}

/** Why a value at this moment of the infusion is outside what the model was made for; null: it is inside (SR-132). */
export function outsideNow(model: PkModel, plasma: NgPerMl, hoursSinceFirstDose: number): string | null {
  if (plasma > model.upTo) return `above ${formatIn(model.upTo, 'ng/mL')} ng/mL`;
  return hoursSinceFirstDose > LONGEST_HOURS ? `over ${LONGEST_HOURS} h` : null;
}

/** Full years between a calendar date (`1979-03-14`) and another one of the same form. */
export function yearsBetween(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
