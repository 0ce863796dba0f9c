import type { Numeric, NumericCode } from '../readings/monitor';
import { type DurationMs, durationMs, type MonoMs, patience } from '../time/clock';
import type { BedsideState, Stamped } from './state';

/** How long a value may be called live, and from when on it is not shown at all (ui.md 4), in milliseconds. */
const pumpLimits = { staleMs: 2_500, absentMs: 5_000 };
/**
 * In a simulation faster than life: what a device takes for a whole round of questions, with a command between them,
 * when it answers each within 200 ms. Real milliseconds; nothing of it counts at the bedside.
 */
export const ROUND_FLOOR_MS = 2_000;
const streamingLimits = { staleMs: 5_000, absentMs: 15_000 };

export type Freshness = 'live' | 'stale' | 'absent';

function judge(ageMs: number, limits: { staleMs: number; absentMs: number }, factor: number): Freshness {
  if (ageMs > patience(limits.absentMs, factor, ROUND_FLOOR_MS)) return 'absent';
  return ageMs > patience(limits.staleMs, factor, ROUND_FLOOR_MS) ? 'stale' : 'live';
}

/** After this silence a device's readings are absent and its link is called silent, in clock milliseconds. */
export function quietLimitMs(device: 'pump' | 'monitor', factor: number): DurationMs {
  return device === 'pump'
    ? patience(pumpLimits.absentMs, factor, ROUND_FLOOR_MS)
    : patience(10_000, factor, ROUND_FLOOR_MS);
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

/** A number that was measured on the patient: not a demo, a test or what the device itself calls invalid. */
export function isMeasured(numeric: Numeric): boolean {
  return numeric.value !== null && (numeric.quality === 'valid' || numeric.quality === 'questionable');
}

/** Up to this silence a streaming value is live, in clock milliseconds. */
export function streamingLiveMs(factor: number): DurationMs {
  return patience(streamingLimits.staleMs, factor, ROUND_FLOOR_MS);
}

/**
 * The value on which the console itself may act: live, and called valid by a monitor that is this patient's. A
 * questionable one is shown and alarmed, and acts on nothing.
 */
export function valid(state: BedsideState, code: NumericCode, mono: MonoMs): Stamped<Numeric> | null {
  if (!state.monitor.trusted) return null;
  const good = candidates(state, code).find(
    (seen) =>
      seen.value.quality === 'valid' &&
      seen.value.value !== null &&
      aged(state, seen, mono).freshness === 'live',
  );
  return good ?? null;
}

/** How old a pressure may be before the next one is overdue: the ordered interval and two minutes. */
export function nibpPatienceMs(state: BedsideState): DurationMs {
  return durationMs((state.session?.order.nibpEveryMin ?? 5) * 60_000 + 120_000);
}

/** When this value stops being live and when it stops being shown, by time alone. */
export function agingMoments(state: BedsideState, seen: Stamped<Numeric>): number[] {
  const { measuredAt } = seen.value;
  if (measuredAt !== null) return [seen.mono + nibpPatienceMs(state) - Math.max(0, seen.at - measuredAt)];
  return [
    seen.mono + patience(streamingLimits.staleMs, state.timeFactor, ROUND_FLOOR_MS),
    seen.mono + patience(streamingLimits.absentMs, state.timeFactor, ROUND_FLOOR_MS),
  ];
}

/**
 * The numeric to show for a parameter, with its age; null when the monitor never gave one or its link is gone. A
 * numeric without a value (sensor off) is returned as such: the device's own "no value" is news. Preferred is the
 * first source that has a value and is live, then the first that has a value, then the first that has none.
 */
export function vital(state: BedsideState, code: NumericCode, mono: MonoMs): Vital | null {
  const seen = candidates(state, code).map((one) => aged(state, one, mono));
  const valued = seen.filter((one) => one.numeric.value !== null);
  return valued.find((one) => one.freshness === 'live') ?? valued[0] ?? seen[0] ?? null;
}

function aged(state: BedsideState, shown: Stamped<Numeric>, mono: MonoMs): Vital {
  const { measuredAt } = shown.value;
  const linked = state.monitor.link.kind === 'up';
  const sinceReading = Math.max(0, mono - shown.mono);
  if (measuredAt !== null) {
    const ageMs = durationMs(Math.max(0, shown.at - measuredAt) + sinceReading);
    const freshness = linked && ageMs <= nibpPatienceMs(state) ? 'live' : 'stale';
    return { numeric: shown.value, ageMs, freshness, at: measuredAt };
  }
  const freshness = linked ? judge(sinceReading, streamingLimits, state.timeFactor) : 'absent';
  return { numeric: shown.value, ageMs: durationMs(sinceReading), freshness, at: shown.at };
}
