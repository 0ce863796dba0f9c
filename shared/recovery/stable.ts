import { z } from 'zod';
import type { MonoMs } from '../time/clock';
import { formatNumber, withUnit } from '../units/format';

/** Vital signs of one observation set; null: not measured then. */
export type VitalSet = {
  readonly mono: MonoMs;
  readonly systolicMmHg: number | null;
  readonly diastolicMmHg: number | null;
  readonly heartRatePerMin: number | null;
  readonly spo2Percent: number | null;
  readonly respirationPerMin: number | null;
};
export type Sign = Exclude<keyof VitalSet, 'mono'>;

/** What counts as stable and near baseline; the clinic's own. */
export const stabilitySchema = z.object({
  pressureWithinPercent: z.number().positive(),
  heartRateWithinPercent: z.number().positive(),
  spo2AtLeastPercent: z.number(),
  respirationFromPerMin: z.number(),
  respirationToPerMin: z.number(),
  /** Two sets closer to each other than this count as one. */
  setsApartMin: z.number().min(0),
  /** A cuff pressure older than this does not belong to the set. */
  pressureAtMostOldMin: z.number().positive(),
});
export type Stability = z.infer<typeof stabilitySchema>;

const signs: readonly Sign[] = [
  'systolicMmHg',
  'diastolicMmHg',
  'heartRatePerMin',
  'spo2Percent',
  'respirationPerMin',
];

/** The mean of what was measured before drug flowed, sign by sign; null: never measured. */
export function baselineOf(sets: readonly VitalSet[]): Readonly<Record<Sign, number | null>> {
  const mean = (sign: Sign): number | null => {
    const values = sets.map((set) => set[sign]).filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;
  };
  return Object.fromEntries(signs.map((sign) => [sign, mean(sign)])) as Record<Sign, number | null>;
}

function near(name: string, value: number | null, baseline: number | null, percent: number, unit: string) {
  if (value === null) return `${name} not measured`;
  if (baseline === null) return `no baseline ${name}`;
  const off = (Math.abs(value - baseline) / baseline) * 100;
  if (off <= percent) return null;
  return `${name} ${formatNumber(value, 0)} ${unit}, over ${percent} % off ${formatNumber(baseline, 0)}`;
}

/** What keeps a set from being stable, each in words; empty: it is stable. An unknown value is never stable. */
export function unstable(
  set: VitalSet,
  baseline: Readonly<Record<Sign, number | null>>,
  rules: Stability,
): string[] {
  const { spo2Percent: spo2, respirationPerMin: rr } = set;
  const { pressureWithinPercent: pressure, heartRateWithinPercent: heart } = rules;
  return [
    near('systolic', set.systolicMmHg, baseline.systolicMmHg, pressure, 'mmHg'),
    near('diastolic', set.diastolicMmHg, baseline.diastolicMmHg, pressure, 'mmHg'),
    near('HR', set.heartRatePerMin, baseline.heartRatePerMin, heart, '/min'),
    spo2 === null
      ? 'SpO₂ not measured'
      : spo2 < rules.spo2AtLeastPercent
        ? `SpO₂ ${withUnit(spo2, '%')}, under ${rules.spo2AtLeastPercent}`
        : null,
    rr === null
      ? 'RR not measured'
      : rr < rules.respirationFromPerMin || rr > rules.respirationToPerMin
        ? `RR ${withUnit(rr, '/min')}, outside ${rules.respirationFromPerMin} to ${rules.respirationToPerMin}`
        : null,
  ].filter((words) => words !== null);
}

/** How many stable sets in a row stand at the end, those closer together than the rule counted once. */
export function stableInARow(
  sets: readonly VitalSet[],
  baseline: Readonly<Record<Sign, number | null>>,
  rules: Stability,
): number {
  let count = 0;
  let after: MonoMs | null = null;
  for (const set of sets.toReversed()) {
    if (unstable(set, baseline, rules).length > 0) break;
    if (after !== null && after - set.mono < rules.setsApartMin * 60_000) continue;
    count += 1;
    after = set.mono;
  }
  return count;
}
