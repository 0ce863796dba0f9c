import type { Bounds } from '../../shared/limits/profile';

/** Where a value stands on the logarithmic bar, 0 to 1: a tenfold slip jumps far. */
export function limitShare(value: number, min: number, max: number): number {
  if (!(value > 0)) return 0;
  const share = (Math.log(value) - Math.log(min)) / (Math.log(max) - Math.log(min));
  return Math.min(1, Math.max(0, share));
}

/** Ends of the bar: the hard limits where there are any, else a decade around the soft ones. */
export function limitEnds(bounds: Bounds): { min: number; max: number } {
  const min = bounds.hardMin ?? (bounds.softMin ?? 0.1) / 2;
  const max = bounds.hardMax ?? (bounds.softMax ?? 1) * 2;
  return { min: Math.max(min, 0.001), max };
}
