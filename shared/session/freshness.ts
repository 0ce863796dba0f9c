import type { Numeric, NumericCode } from '../readings/monitor';
import { type DurationMs, durationMs, type MonoMs, patience } from '../time/clock';
import type { BedsideState, Stamped } from './state';

/** How long a value may be called live, and from when on it is not shown at all (ui.md 4), in milliseconds. */
const pumpLimits = { staleMs: 2_500, absentMs: 5_000 };
const streamingLimits = { staleMs: 5_000, absentMs: 15_000 };

export type Freshness = 'live' | 'stale' | 'absent';

function judge(ageMs: number, limits: { staleMs: number; absentMs: number }, factor: number): Freshness {
  if (ageMs > patience(limits.absentMs, factor, 500)) return 'absent';
  return ageMs > patience(limits.staleMs, factor, 300) ? 'stale' : 'live';
}

/** After this silence a device's readings are absent and its link is called silent, in clock milliseconds. */
export function quietLimitMs(device: 'pump' | 'monitor', factor: number): DurationMs {
  return device === 'pump' ? patience(pumpLimits.absentMs, factor, 500) : patience(10_000, factor, 700);
}

/** Age of the last pump reading and what it still stands for. */
export function pumpAge(state: BedsideState, mono: MonoMs): { ms: DurationMs | null; freshness: Freshness } {
  const { reading, link } = state.pump;
  if (reading === null) return { ms: null, freshness: 'absent' };
  const ms = durationMs(Math.max(0, mono - reading.mono));
  if (link.kind !== 'up') return { ms, freshness: 'absent' };
  return { ms, freshness: judge(ms, pumpLimits, state.timeFactor) };
}

export type Vital = {
  readonly numeric: Numeric;
  /** Since the value came; for an intermittent value since it was measured. */
  readonly ageMs: DurationMs;
  readonly freshness: Freshness;
  readonly at: number;
};

/** Sources in the order in which one is shown; all of them stay in the record. */
const preferred: Partial<Record<NumericCode, readonly string[]>> = {
  HR: ['ecg'],
  PR: ['pleth', 'abp'],
  RR: ['airway', 'impedance'],
  Temp: ['core', 'tympanic', 'oesophageal', 'rectal', 'skin', 'generic'],
};

function candidates(state: BedsideState, code: NumericCode): Stamped<Numeric>[] {
  const all = Object.values(state.monitor.numerics).filter((seen) => seen.value.code === code);
  const order = preferred[code] ?? [];
  const rank = (source: string): number => {
    const at = order.indexOf(source);
    return at < 0 ? order.length : at;
  };
  return all.sort((a, b) => rank(a.value.source) - rank(b.value.source));
}

/**
 * The numeric to show for a parameter, with its age; null when the monitor never gave one or its link is gone. A
 * numeric without a value (sensor off) is returned as such: the device's own "no value" is news. Preferred is the
 * first source that has a value, then the first that has none.
 */
export function vital(state: BedsideState, code: NumericCode, mono: MonoMs): Vital | null {
  const seen = candidates(state, code);
  const shown = seen.find((one) => one.value.value !== null) ?? seen[0];
  if (shown === undefined) return null;
  const { measuredAt } = shown.value;
  const sinceReading = Math.max(0, mono - shown.mono);
  if (measuredAt !== null) {
    const ageMs = durationMs(Math.max(0, shown.at - measuredAt) + sinceReading);
    const everyMs = (state.session?.order.nibpEveryMin ?? 5) * 60_000;
    const linked = state.monitor.link.kind === 'up';
    const freshness = ageMs > everyMs + 120_000 ? 'stale' : 'live';
    return { numeric: shown.value, ageMs, freshness: linked ? freshness : 'stale', at: measuredAt };
  }
  const ageMs = durationMs(sinceReading);
  const freshness =
    state.monitor.link.kind === 'up' ? judge(ageMs, streamingLimits, state.timeFactor) : 'absent';
  return { numeric: shown.value, ageMs, freshness, at: shown.at };
}
