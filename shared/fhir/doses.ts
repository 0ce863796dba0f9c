import type { Counted, FromSyringe, Stretch } from './dose-account';

/**
 * A dose in whole nanograms, so that what is added up adds up: 1e-6 mg is far below what any pump counts, and as a
 * decimal of milligrams it is written exactly.
 */
export type DoseNg = { readonly low: number; readonly high: number };

export const noDose: DoseNg = { low: 0, high: 0 };
const NG_PER_MG = 1e6;

export const toNg = (mg: number): number => Math.round(mg * NG_PER_MG);
/** Milligrams, exact to the sixth decimal. */
export const ngToMg = (ng: number): number => ng / NG_PER_MG;

export const addDose = (a: DoseNg, b: DoseNg): DoseNg => ({ low: a.low + b.low, high: a.high + b.high });

const grown = (from: number, to: number, { concentrationMgPerMl }: FromSyringe): number =>
  toNg(to * concentrationMgPerMl) - toNg(from * concentrationMgPerMl);

/** What was given between two moments, from one syringe. The high end is never below the low one. */
export function doseOf({ from, to, syringe }: Pick<Stretch, 'from' | 'to' | 'syringe'>): DoseNg {
  const low = grown(from.lowMl, to.lowMl, syringe);
  return { low, high: Math.max(low, grown(from.highMl, to.highMl, syringe)) };
}

/** mL, to a nanolitre. */
export const volumeOf = (from: Counted, to: Counted): { readonly low: number; readonly high: number } => {
  const nl = (ml: number): number => Math.round(ml * 1e6);
  const low = nl(to.lowMl) - nl(from.lowMl);
  return { low: low / 1e6, high: Math.max(low, nl(to.highMl) - nl(from.highMl)) / 1e6 };
};
