import { toMgPerKgPerHour } from '../../shared/dosing/convert';
import type { Order } from '../../shared/dosing/order';
import type { LoggedEvent } from '../../shared/session/events';
import type { Session } from '../../shared/session/state';
import type { Lane, Trace } from '../../shared/timeline/lane';
import { mlPerHour } from '../../shared/units/units';
import type { SeriesBuffer } from '../live/series-buffer';
import { uncertainStretches } from './uncertain-stretches';

export type GraphInput = {
  readonly series: SeriesBuffer;
  readonly session: Session;
  readonly journal: readonly LoggedEvent[];
  /** Seconds since the epoch. */
  readonly now: number;
  readonly planEnd: number | null;
  /** Seconds of silence, in clock time, that break the lines of pump and monitor. */
  readonly breakAfterS: number;
};

/** Top of the rate lane: 0.6 mg/kg/h, or the order's own top plus a fifth. */
export function rateTop(order: Order): number {
  return Math.max(0.6, Math.ceil(order.maxRateMgPerKgPerHour * 1.2 * 10) / 10);
}

/** Runs of nulls in a column, as stretches; one still open at the end lasts until `now`. */
export function nullRuns(
  t: readonly number[],
  v: readonly (number | null)[],
  now: number,
): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let from: number | null = null;
  t.forEach((time, index) => {
    if (v[index] == null) from ??= time;
    else if (from !== null) {
      runs.push({ from, to: time });
      from = null;
    }
  });
  if (from !== null) runs.push({ from, to: now });
  return runs;
}

/** Up to `now` at the last value: a step line of readings ends at its last reading otherwise. */
function rateColumns({ series, session, now, breakAfterS }: GraphInput): {
  t: number[];
  v: (number | null)[];
} {
  const { concentrationMgPerMl, dosingWeightKg } = session.order;
  const { t, rateMlPerHour } = series.pump;
  const v = rateMlPerHour.map((rate) =>
    rate === null ? null : toMgPerKgPerHour(mlPerHour(rate), concentrationMgPerMl, dosingWeightKg),
  );
  const last = t[t.length - 1];
  const fresh = last !== undefined && now > last && now - last < breakAfterS;
  return fresh ? { t: [...t, now], v: [...v, v[v.length - 1] ?? null] } : { t: [...t], v };
}

function rateLane(input: GraphInput): Lane {
  const { session, now, planEnd, breakAfterS } = input;
  const top = rateTop(session.order);
  const columns = rateColumns(input);
  const ahead =
    session.phase === 'infusing'
      ? (session.confirmedRate?.value.mgPerKgPerHour ?? null)
      : session.phase === 'paused' && session.rateBeforePauseMlPerHour !== null
        ? toMgPerKgPerHour(
            session.rateBeforePauseMlPerHour,
            session.order.concentrationMgPerMl,
            session.order.dosingWeightKg,
          )
        : null;
  const plan: Trace[] =
    ahead === null || planEnd === null || planEnd <= now
      ? []
      : [
          {
            kind: 'step',
            key: 'plan',
            label: 'ordered',
            unit: 'mg/kg/h',
            digits: 2,
            tint: 'plan',
            t: [now, planEnd, planEnd + 1],
            v: [ahead, 0, 0],
            width: 1.6,
            dash: [6, 4],
            silent: true,
          },
        ];
  const soft = session.limits.rateMgPerKgPerHour.softMax;
  const step = top > 1.2 ? 0.5 : 0.2;
  return {
    key: 'rate',
    titles: [{ text: 'Rate', unit: 'mg/kg/h', tint: 'text-1' }],
    weight: 9,
    min: 0,
    max: top,
    ticks: Array.from(
      { length: Math.floor(top / step + 1e-6) + 1 },
      (_, i) => Math.round(i * step * 10) / 10,
    ),
    traces: [
      {
        kind: 'step',
        key: 'rate',
        label: 'Rate',
        unit: 'mg/kg/h',
        digits: 2,
        tint: 'dose',
        ...columns,
        width: 2.5,
        fill: 'dose-area',
        breakAfterS,
      },
      ...plan,
      { kind: 'uncertain', key: 'uncertain', stretches: uncertainStretches(input) },
    ],
    limits: soft === null ? [] : [{ value: soft, label: `soft limit ${soft}` }],
    missing: [],
  };
}

function pressureLane({ series, session, breakAfterS }: GraphInput): Lane {
  const { systolicMmHg } = session.vitalLimits;
  const high = systolicMmHg.mediumHigh ?? systolicMmHg.highHigh;
  return {
    key: 'pressure',
    titles: [
      { text: 'NIBP', unit: 'mmHg', tint: 'nibp' },
      { text: 'HR', unit: '/min', tint: 'hr' },
    ],
    weight: 14,
    min: 40,
    max: 180,
    ticks: [40, 80, 120, 160],
    traces: [
      {
        kind: 'line',
        key: 'hr',
        label: 'HR',
        unit: '/min',
        digits: 0,
        tint: 'hr',
        t: series.monitor.t,
        v: series.monitor.hr,
        width: 1.8,
        breakAfterS,
      },
      {
        kind: 'chevrons',
        key: 'nibp',
        label: 'NIBP',
        unit: 'mmHg',
        tint: 'nibp',
        t: series.nibp.t,
        high: series.nibp.sys,
        low: series.nibp.dia,
      },
    ],
    limits: high === null ? [] : [{ value: high, label: '' }],
    missing: [],
  };
}

function saturationLane({ series, session, now, breakAfterS }: GraphInput): Lane {
  const { spo2Percent } = session.vitalLimits;
  const low = spo2Percent.mediumLow ?? spo2Percent.highLow;
  const runs = nullRuns(series.monitor.t, series.monitor.spo2, now).filter(
    ({ from, to }) => to - from > breakAfterS,
  );
  return {
    key: 'spo2',
    titles: [{ text: 'SpO₂', unit: '%', tint: 'spo2' }],
    weight: 8,
    min: 84,
    max: 101,
    ticks: [85, 90, 95, 100],
    traces: [
      {
        kind: 'line',
        key: 'spo2',
        label: 'SpO₂',
        unit: '%',
        digits: 0,
        tint: 'spo2',
        t: series.monitor.t,
        v: series.monitor.spo2,
        breakAfterS,
      },
    ],
    limits: low === null ? [] : [{ value: low, label: '' }],
    missing: runs.map((run) => ({ ...run, words: 'no value' })),
  };
}

/** The bedside's lanes: rate, predicted, pressures with heart rate, saturation; all on fixed scales. */
export function bedsideLanes(input: GraphInput, predicted: Lane | null): Lane[] {
  const below = predicted === null ? [] : [predicted];
  return [rateLane(input), ...below, pressureLane(input), saturationLane(input)];
}
