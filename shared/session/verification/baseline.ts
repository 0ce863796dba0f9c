import type { ChecklistItem } from '../../policy/verification-policy';
import type { NumericCode } from '../../readings/monitor';
import type { EpochMs, MonoMs } from '../../time/clock';
import { isMeasured, vital } from '../freshness';
import type { BedsideState } from '../state';
import type { BaselineSet, BaselineSign } from './events';
import type { TypedBaseline } from './intents';

export type BaselineItem = Extract<ChecklistItem, { kind: 'baseline' }>;

export const baselineSigns: readonly BaselineSign[] = [
  'systolicMmHg',
  'diastolicMmHg',
  'heartRatePerMin',
  'respirationPerMin',
  'spo2Percent',
];

/** Name, unit, and the monitor's numerics that stand for it, best first. */
export const signNames: Record<
  BaselineSign,
  { readonly name: string; readonly unit: string; readonly codes: readonly NumericCode[] }
> = {
  systolicMmHg: { name: 'Systolic', unit: 'mmHg', codes: ['NIBP-sys'] },
  diastolicMmHg: { name: 'Diastolic', unit: 'mmHg', codes: ['NIBP-dia'] },
  heartRatePerMin: { name: 'HR', unit: '/min', codes: ['HR', 'PR'] },
  respirationPerMin: { name: 'RR', unit: '/min', codes: ['RR'] },
  spo2Percent: { name: 'SpO₂', unit: '%', codes: ['SpO2'] },
};

export function typedSet(typed: TypedBaseline, at: EpochMs): BaselineSet {
  const of = (sign: BaselineSign) => ({ value: typed[sign], source: 'typed', measuredAt: at });
  return {
    systolicMmHg: of('systolicMmHg'),
    diastolicMmHg: of('diastolicMmHg'),
    heartRatePerMin: of('heartRatePerMin'),
    respirationPerMin: of('respirationPerMin'),
    spo2Percent: of('spo2Percent'),
  };
}

/** What the monitor shows now, if it shows all of it live; else the signs that it does not show. */
export function monitorSet(
  state: BedsideState,
  mono: MonoMs,
):
  | { readonly kind: 'set'; readonly set: BaselineSet }
  | { readonly kind: 'missing'; readonly signs: BaselineSign[] } {
  const { identity, trusted } = state.monitor;
  const source = identity === null ? 'monitor' : `${identity.manufacturer} ${identity.model}`;
  const found: Partial<Record<BaselineSign, BaselineSet[BaselineSign]>> = {};
  for (const sign of baselineSigns) {
    const seen = signNames[sign].codes
      .map((code) => vital(state, code, mono))
      .find((one) => one !== null && one.freshness === 'live' && isMeasured(one.numeric));
    if (seen?.numeric.value !== undefined && seen.numeric.value !== null && trusted) {
      found[sign] = { value: seen.numeric.value, source, measuredAt: seen.at as EpochMs };
    }
  }
  const signs = baselineSigns.filter((sign) => found[sign] === undefined);
  return signs.length > 0 ? { kind: 'missing', signs } : { kind: 'set', set: found as BaselineSet };
}

/** What of a set can hardly be right, in words; empty when all of it can. */
export function implausibleIn(set: BaselineSet, { plausible }: BaselineItem): string[] {
  const words = baselineSigns.flatMap((sign) => {
    const { value } = set[sign];
    const { low, high } = plausible[sign];
    const { name, unit } = signNames[sign];
    if (value < low) return [`${name} ${value} ${unit} is under ${low}.`];
    return value > high ? [`${name} ${value} ${unit} is over ${high}.`] : [];
  });
  const [systolic, diastolic] = [set.systolicMmHg.value, set.diastolicMmHg.value];
  return systolic > diastolic
    ? words
    : [...words, `Systolic ${systolic} mmHg is not above diastolic ${diastolic} mmHg.`];
}

/** Why this set is none of its own after those before it; null: it is. */
export function tooSoon(
  set: BaselineSet,
  before: readonly BaselineSet[],
  { apartMin }: BaselineItem,
): string | null {
  const last = before.at(-1);
  if (last === undefined) return null;
  const fromMonitor = set.systolicMmHg.source !== 'typed' && last.systolicMmHg.source !== 'typed';
  if (fromMonitor && set.systolicMmHg.measuredAt <= last.systolicMmHg.measuredAt) {
    return 'The pressure is still that of the set before. Measure it again.';
  }
  const apartMs = set.systolicMmHg.measuredAt - last.systolicMmHg.measuredAt;
  return apartMs < apartMin * 60_000
    ? `The sets are taken ${apartMin} min apart. Wait, then take this one.`
    : null;
}

/** Signs of the last set outside of what the clinic starts with, in words. */
export function outsideStartBounds(set: BaselineSet, { startBounds }: BaselineItem): string[] {
  return (Object.keys(startBounds) as (keyof typeof startBounds)[]).flatMap((sign) => {
    const { low, high } = startBounds[sign];
    const { value } = set[sign];
    const { name, unit } = signNames[sign];
    if (low !== null && value < low) return [`${name} ${value} ${unit}, under ${low}`];
    return high !== null && value > high ? [`${name} ${value} ${unit}, over ${high}`] : [];
  });
}
