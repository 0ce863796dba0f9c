import type { LoggedEvent } from '../session/events';
import { streamingLiveMs } from '../session/freshness';
import type { ChartedSet } from '../session/rounds/slice';
import type { BedsideState, Session } from '../session/state';
import type { MonoMs } from '../time/clock';
import { envelopeFold } from './envelope';
import { noSpan, type Span, widened } from './extremes';
import type { Envelope, Extreme, Pressure, SessionCourse } from './session-course';
import { cuffIn, firstValid } from './streamed';

/** Looks before the start are kept for as long as the page shows of that time. */
const BEFORE_START_MS = 15 * 60_000;

type Look = { readonly mono: MonoMs; readonly spo2: number | null; readonly hr: number | null };
type CuffAt = Pressure & { readonly mono: MonoMs };

/** What the monitor showed: one pass over its readings, valid ones only, of a monitor that is this patient's. */
export function vitalFold(): {
  /** Gives for how long SpO2 was valid since the look before, milliseconds. */
  take(event: LoggedEvent, after: BedsideState): number;
  made(
    session: Session,
    startedMono: MonoMs,
  ): Pick<SessionCourse, 'spo2' | 'pressure' | 'heartRate' | 'envelope'>;
} {
  let waiting: Look[] = [];
  const cuffs = new Map<number, CuffAt>();
  const envelope = envelopeFold();
  let spo2: Span<Extreme> = noSpan;
  let hr: Span<Extreme> = noSpan;
  let last: { mono: MonoMs; under: boolean } | null = null;
  let [underCautionMs, measuredMs] = [0, 0];

  const minuteAfter = (started: MonoMs, mono: MonoMs) => minutesFrom(started, mono);
  const show = ({ mono, spo2: saturation, hr: rate }: Look, started: MonoMs): void => {
    const minute = minuteAfter(started, mono);
    envelope.take({ minute, spo2: saturation, hr: rate });
    if (minute < 0) return;
    if (saturation !== null) spo2 = widened(spo2, { value: saturation, minute, typed: false });
    if (rate !== null) hr = widened(hr, { value: rate, minute, typed: false });
  };

  return {
    take(event, after) {
      const { session } = after;
      if (event.type !== 'monitor.reading' || session === null || !after.monitor.trusted) return 0;
      const { numerics } = event.body;
      const { simulation, startedMono } = session;
      const cuff = cuffIn(numerics, simulation);
      if (cuff !== null && cuff.systolic !== null) {
        const ago = cuff.measuredAt === null ? 0 : Math.max(0, event.at - cuff.measuredAt);
        const mono = (event.mono - ago) as MonoMs;
        const key = cuff.measuredAt ?? event.at;
        if (!cuffs.has(key)) cuffs.set(key, { mono, systolic: cuff.systolic, diastolic: cuff.diastolic });
      }
      const look: Look = {
        mono: event.mono,
        spo2: firstValid(numerics, ['SpO2'], ['pleth'], simulation),
        hr: firstValid(numerics, ['HR', 'PR'], ['ecg', 'pleth', 'abp'], simulation),
      };
      if (startedMono === null) {
        waiting.push(look);
        if (waiting.length > 2_000)
          waiting = waiting.filter(({ mono }) => event.mono - mono <= BEFORE_START_MS);
        return 0;
      }
      for (const one of waiting) if (startedMono - one.mono <= BEFORE_START_MS) show(one, startedMono);
      waiting = [];
      show(look, startedMono);
      if (look.spo2 === null) {
        last = null;
        return 0;
      }
      // Time counts from value to value; a gap adds nothing.
      const since = last === null ? 0 : event.mono - last.mono;
      const counts = since <= streamingLiveMs(session.timeFactor) ? since : 0;
      measuredMs += counts;
      if (last?.under === true) underCautionMs += counts;
      const level = session.vitalLimits.spo2Percent.mediumLow;
      last = { mono: event.mono, under: level !== null && look.spo2 < level };
      return counts;
    },
    made(session, startedMono) {
      const minuteOf = (mono: MonoMs) => minutesFrom(startedMono, mono);
      const { sets } = session.rounds;
      const typed = (sign: 'spo2Percent' | 'heartRatePerMin') => typedValues(sets, sign, minuteOf);
      for (const one of typed('spo2Percent')) spo2 = widened(spo2, one);
      for (const one of typed('heartRatePerMin')) hr = widened(hr, one);
      const baseline = session.baseline.at(-1);
      return {
        spo2: {
          worst: spo2.lowest,
          cautionBelow: session.vitalLimits.spo2Percent.mediumLow,
          underCautionMs,
          measuredMs,
        },
        heartRate: { baseline: baseline?.heartRatePerMin.value ?? null, ...hr },
        pressure: {
          baseline:
            baseline === undefined
              ? null
              : { systolic: baseline.systolicMmHg.value, diastolic: baseline.diastolicMmHg.value },
          cautionOver: session.vitalLimits.systolicMmHg.mediumHigh,
          peak: peakOf([...cuffs.values()], sets, minuteOf),
        },
        envelope: envelope.made(cuffsIn([...cuffs.values()], minuteOf)),
      };
    },
  };
}

/** Minutes from the start, to a hundredth. */
export const minutesFrom = (startedMono: MonoMs, mono: MonoMs): number =>
  Math.round((mono - startedMono) / 600) / 100;

type Sign = 'spo2Percent' | 'heartRatePerMin' | 'systolicMmHg' | 'diastolicMmHg';

function typedValue({ observation }: ChartedSet, sign: Sign): number | null {
  const taken = observation.vitals[sign];
  return taken?.source.kind === 'typed' ? taken.value : null;
}

/** What people typed from the start on. */
function typedValues(sets: readonly ChartedSet[], sign: Sign, minuteOf: (mono: MonoMs) => number): Extreme[] {
  return sets.flatMap((set) => {
    const [value, minute] = [typedValue(set, sign), minuteOf(set.measuredMono)];
    return value === null || minute < 0 ? [] : [{ value, minute, typed: true }];
  });
}

function peakOf(
  cuffs: readonly CuffAt[],
  sets: readonly ChartedSet[],
  minuteOf: (mono: MonoMs) => number,
): SessionCourse['pressure']['peak'] {
  const measured = cuffs.map(({ mono, systolic, diastolic }) => ({
    ...{ systolic, diastolic, minute: minuteOf(mono), typed: false },
  }));
  const typed = sets.flatMap((set) => {
    const systolic = typedValue(set, 'systolicMmHg');
    if (systolic === null) return [];
    const diastolic = typedValue(set, 'diastolicMmHg');
    return [{ systolic, diastolic, minute: minuteOf(set.measuredMono), typed: true }];
  });
  const since = [...measured, ...typed].filter(({ minute }) => minute >= 0);
  return since.sort((a, b) => b.systolic - a.systolic || a.minute - b.minute)[0] ?? null;
}

function cuffsIn(cuffs: readonly CuffAt[], minuteOf: (mono: MonoMs) => number): Envelope['nibp'] {
  return cuffs
    .map(({ mono, systolic, diastolic }) => [minuteOf(mono), systolic, diastolic] as const)
    .filter(([minute]) => minute >= -BEFORE_START_MS / 60_000)
    .sort(([a], [b]) => a - b);
}
