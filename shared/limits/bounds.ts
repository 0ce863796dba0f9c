import type { DisplayUnit } from '../units/format';
import type { Bounds, Finding, LimitRule } from './profile';
import { show, showPast, showPermitted } from './words';

/** One value to be judged, with the word that stands for it at the bedside. */
export type Judged = {
  readonly rule: LimitRule;
  readonly bounds: Bounds;
  readonly value: number;
  readonly unit: DisplayUnit | 'h' | 's' | '% up';
  readonly what: string;
};

/** Binary noise of a conversion is not a breach: 24.5 mg/h computed as 24.500000000000004 is 24.5. */
export function beyond(value: number, limit: number): boolean {
  return value > limit && value - limit > Math.abs(limit) * 1e-9;
}

/** A ceiling and nothing else. */
export const atMost = (hardMax: number): Bounds => ({ hardMin: null, softMin: null, softMax: null, hardMax });
/** A floor and nothing else. */
export const atLeast = (hardMin: number): Bounds => ({
  hardMin,
  softMin: null,
  softMax: null,
  hardMax: null,
});

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

/** Of several findings of one rule the hardest, and of those the furthest out. */
export function worst(findings: readonly Finding[]): Finding[] {
  const [first] = [...findings].sort(
    (a, b) =>
      Number(b.severity === 'hard') - Number(a.severity === 'hard') ||
      Math.abs(b.value - b.limit) / (Math.abs(b.limit) || 1) -
        Math.abs(a.value - a.limit) / (Math.abs(a.limit) || 1),
  );
  return first ? [first] : [];
}
