import type { AlarmPriority } from '../alarms/alarm';
import { deliveredMg, deliveredMl, infusingMs, pausedForMs } from '../session/view';
import type { Mg, MgPerKg, MgPerKgPerHour, Ml } from '../units/units';
import type { CommandEnding } from './command-stories';
import { doseOf, dosingOf, perKg, rateOf } from './doses';
import type { ReviewModel } from './model';
import { largest, smallest } from './scale';

type Span<Q> = { readonly low: Q; readonly high: Q };

/** The numbers that sum a session up. Times are seconds since the epoch. */
export type Totals = {
  readonly givenMg: Span<Mg>;
  readonly givenMgPerKg: Span<MgPerKg>;
  readonly givenMl: Span<Ml>;
  /** One number, not a range: no display could show its two ends apart. */
  readonly exact: boolean;
  readonly orderShare: number;
  /** Our own account: reported rate times monotonic time. */
  readonly integratedMg: Mg;
  /** Our own account less the pump's; outside a range, less its nearer end. */
  readonly differenceMg: number;
  readonly counterResets: number;
  readonly infusingMs: number;
  readonly pausedMs: number;
  readonly pauses: number;
  readonly highestRate: { readonly value: MgPerKgPerHour; readonly t: number } | null;
  readonly highestNibp: { readonly sys: number; readonly dia: number | null; readonly t: number } | null;
  readonly baselineNibp: { readonly sys: number; readonly dia: number | null; readonly t: number } | null;
  readonly lowestSpo2: { readonly value: number; readonly t: number } | null;
  readonly commands: Readonly<Record<CommandEnding, number>>;
  /** Commands that nobody knew the ending of, for however long. */
  readonly uncertain: number;
  readonly alarms: Readonly<Record<AlarmPriority, number>>;
};

function tally<K extends string>(keys: readonly K[], found: readonly K[]): Record<K, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  for (const key of found) counts[key] += 1;
  return counts;
}

function pressureAt({ detail }: ReviewModel, row: number): Totals['highestNibp'] {
  const { t, sys, dia } = detail.series.nibp;
  const [time, value] = [t[row], sys[row]];
  return time === undefined || value == null ? null : { sys: value, dia: dia[row] ?? null, t: time };
}

/** The last pressure before the start; without one, the first of the session. */
function baseline(model: ReviewModel): Totals['baselineNibp'] {
  const { t, sys } = model.detail.series.nibp;
  const start = (model.session.startedAt ?? Number.POSITIVE_INFINITY) / 1000;
  const before = t.findLastIndex((time, row) => time <= start && sys[row] != null);
  return pressureAt(model, before >= 0 ? before : sys.findIndex((value) => value !== null));
}

/** Sums a session up, from the fold of its log and from its columns. */
export function totalsOf(model: ReviewModel): Totals {
  const { session, detail, stories } = model;
  const { state, series } = detail;
  const dosing = dosingOf(session);
  const given = deliveredMg(session, state.mono);
  const volume = deliveredMl(session, state.mono);
  const integratedMg = doseOf(dosing, session.delivered.integratedMl);
  const nearest = Math.min(Math.max(integratedMg, given.lowMg), given.highMg);
  const top = largest(model.flow);
  const highest = largest(series.nibp.sys);
  const lowest = smallest(series.monitor.spo2);
  const at = (column: readonly number[], row: number) => column[row] ?? 0;
  return {
    givenMg: { low: given.lowMg, high: given.highMg },
    givenMgPerKg: { low: perKg(dosing, given.lowMg), high: perKg(dosing, given.highMg) },
    givenMl: { low: volume.low, high: volume.high },
    exact: given.highMg - given.lowMg < 0.05,
    orderShare: given.highMg / session.order.totalMg,
    integratedMg,
    differenceMg: integratedMg - nearest,
    counterResets: session.delivered.pumpCounterResets,
    infusingMs: infusingMs(session, state.mono),
    pausedMs: session.pausedMs + pausedForMs(session, state.mono),
    pauses: session.pauses,
    highestRate:
      top && top.value > 0 ? { value: rateOf(dosing, top.value), t: at(series.pump.t, top.row) } : null,
    highestNibp: highest && pressureAt(model, highest.row),
    baselineNibp: baseline(model),
    lowestSpo2: lowest && { value: lowest.value, t: at(series.monitor.t, lowest.row) },
    commands: tally(
      ['confirmed', 'refused', 'resolved-took', 'resolved-did-not-take', 'overtaken', 'open'],
      stories.map(({ ending }) => ending),
    ),
    uncertain: stories.filter(({ uncertain }) => uncertain !== null).length,
    alarms: tally(
      ['high', 'medium', 'low'],
      model.alarms.map(({ priority }) => priority),
    ),
  };
}
