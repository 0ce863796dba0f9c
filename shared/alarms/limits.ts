import type { VitalLimit, VitalLimits } from '../dosing/order';
import type { AlarmsPolicy } from '../policy/alarms-policy';
import { formatNumber } from '../units/format';

export type Sign = keyof VitalLimits;
export type Bound = keyof VitalLimit;

type Watched = {
  readonly sign: Sign;
  readonly name: string;
  readonly unit: string;
  /** Which sides of this sign are a danger. */
  readonly bounds: readonly Bound[];
  /** What a limit may be at all: outside it the monitor shows no number. */
  readonly from: number;
  readonly to: number;
};

const both = ['highLow', 'mediumLow', 'mediumHigh', 'highHigh'] as const;

/** The vital signs whose limits can be set, in the order of the tiles. */
export const watchedSigns: readonly Watched[] = [
  { sign: 'heartRatePerMin', name: 'HR', unit: '/min', bounds: both, from: 20, to: 250 },
  { sign: 'spo2Percent', name: 'SpO₂', unit: '%', bounds: ['highLow', 'mediumLow'], from: 50, to: 100 },
  { sign: 'systolicMmHg', name: 'Systolic', unit: 'mmHg', bounds: both, from: 40, to: 260 },
  {
    sign: 'diastolicMmHg',
    name: 'Diastolic',
    unit: 'mmHg',
    bounds: ['mediumHigh', 'highHigh'],
    from: 20,
    to: 180,
  },
  { sign: 'respirationPerMin', name: 'RR', unit: '/min', bounds: both, from: 2, to: 60 },
];

export const boundWords: Record<Bound, string> = {
  highLow: 'stop low',
  mediumLow: 'caution low',
  mediumHigh: 'caution high',
  highHigh: 'stop high',
};

const isLow = (bound: Bound): boolean => bound === 'highLow' || bound === 'mediumLow';
const text = (value: number | null): string => (value === null ? 'off' : formatNumber(value, 0));

export type LimitChange = {
  readonly words: string;
  /** It fires later than before. */
  readonly widened: boolean;
};

/** What differs between two sets of limits, each in words: `SpO₂ stop low 90 → 88 %`. */
export function limitChanges(before: VitalLimits, after: VitalLimits): LimitChange[] {
  return watchedSigns.flatMap(({ sign, name, unit, bounds }) =>
    bounds.flatMap((bound) => {
      const [from, to] = [before[sign][bound], after[sign][bound]];
      if (from === to) return [];
      const later = to === null || (from !== null && (isLow(bound) ? to < from : to > from));
      return [{ words: `${name} ${boundWords[bound]} ${text(from)} → ${text(to)} ${unit}`, widened: later }];
    }),
  );
}

/** Why these limits can not stand, in words; empty when they can. A limit that is on can be widened, not put off. */
export function wrongLimits(before: VitalLimits, after: VitalLimits): string[] {
  return watchedSigns.flatMap(({ sign, name, unit, bounds, from, to }) => {
    const limit = after[sign];
    const found: string[] = [];
    for (const bound of bounds) {
      const value = limit[bound];
      if (value === null && before[sign][bound] !== null) {
        found.push(`${name} ${boundWords[bound]} can be widened, not switched off.`);
      }
      if (value !== null && !(value >= from && value <= to)) {
        found.push(`${name} ${boundWords[bound]} has to lie between ${from} and ${to} ${unit}.`);
      }
    }
    const rising = both.flatMap((bound) => {
      const value = bounds.includes(bound) ? limit[bound] : null;
      return value === null ? [] : [{ bound, value }];
    });
    for (const [at, { bound, value }] of rising.entries()) {
      const next = rising[at + 1];
      if (next !== undefined && next.value <= value) {
        found.push(`${name} ${boundWords[bound]} has to lie below ${boundWords[next.bound]}.`);
      }
    }
    return found;
  });
}

export type WideLimit = { readonly sign: Sign; readonly side: 'low' | 'high'; readonly words: string };

/** Limits that are off, or so wide that they hardly ever fire (SR-116): what fires first is past the clinic's band. */
export function wideLimits(limits: VitalLimits, bands: AlarmsPolicy['vitalBands']): WideLimit[] {
  return watchedSigns.flatMap(({ sign, name }) => {
    const { mediumLow, highLow, mediumHigh, highHigh } = limits[sign];
    const { lowest, highest } = bands[sign];
    const low = mediumLow ?? highLow;
    const high = mediumHigh ?? highHigh;
    const found: WideLimit[] = [];
    if (lowest !== null && (low === null || low < lowest)) {
      found.push({ sign, side: 'low', words: `${name} low ${low === null ? 'off' : `${text(low)}, wide`}` });
    }
    if (highest !== null && (high === null || high > highest)) {
      found.push({
        sign,
        side: 'high',
        words: `${name} high ${high === null ? 'off' : `${text(high)}, wide`}`,
      });
    }
    return found;
  });
}
