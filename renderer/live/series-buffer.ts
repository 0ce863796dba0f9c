import { flowRate } from '../../shared/dosing/delivered';
import type { NumericCode } from '../../shared/readings/monitor';
import type { Series } from '../../shared/series/series';
import type { LoggedEvent } from '../../shared/session/events';
import { vital } from '../../shared/session/freshness';
import type { BedsideState } from '../../shared/session/state';
import { chartedValue } from './charted-value';

/** The open session's numbers as the graph needs them. The arrays grow in place; `length` says when they did. */
export type SeriesBuffer = Series;

const last = (column: readonly number[]): number => column[column.length - 1] ?? Number.NEGATIVE_INFINITY;

function pumpRow(
  series: SeriesBuffer,
  t: number,
  row: readonly [number | null, number | null, number | null],
): void {
  if (t <= last(series.pump.t)) return;
  series.pump.t.push(t);
  series.pump.rateMlPerHour.push(row[0]);
  series.pump.givenLowMl.push(row[1]);
  series.pump.givenHighMl.push(row[2]);
}

const streaming: readonly [Exclude<keyof Series['monitor'], 't'>, NumericCode][] = [
  ['hr', 'HR'],
  ['pr', 'PR'],
  ['spo2', 'SpO2'],
  ['rr', 'RR'],
  ['etco2MmHg', 'EtCO2'],
  ['tempCel', 'Temp'],
];

function monitorRow(series: SeriesBuffer, t: number, state: BedsideState | null): void {
  if (t <= last(series.monitor.t)) return;
  series.monitor.t.push(t);
  for (const [column, code] of streaming) {
    const seen = state === null ? null : vital(state, code, state.mono);
    const usable = seen !== null && seen.freshness === 'live' && seen.numeric.quality === 'valid';
    series.monitor[column].push(usable ? chartedValue(seen.numeric) : null);
  }
}

function nibpRow(series: SeriesBuffer, state: BedsideState): void {
  const sys = vital(state, 'NIBP-sys', state.mono);
  const measuredAt = sys?.numeric.measuredAt ?? null;
  if (sys === null || measuredAt === null || sys.numeric.value === null) return;
  const t = measuredAt / 1000;
  if (t <= last(series.nibp.t)) return;
  series.nibp.t.push(t);
  series.nibp.sys.push(sys.numeric.value);
  series.nibp.dia.push(vital(state, 'NIBP-dia', state.mono)?.numeric.value ?? null);
  series.nibp.mean.push(vital(state, 'NIBP-mean', state.mono)?.numeric.value ?? null);
}

/** Adds what one event, already folded into `state`, means for the graph. A lost link makes a row of nulls. */
export function appendTo(series: SeriesBuffer, event: LoggedEvent, state: BedsideState): void {
  const t = event.at / 1000;
  const given = state.session?.delivered;
  if (event.type === 'pump.reading') {
    pumpRow(series, t, [flowRate(event.body), given?.lowMl ?? null, given?.highMl ?? null]);
  } else if (event.type === 'monitor.reading') {
    monitorRow(series, t, state);
    nibpRow(series, state);
  } else if (event.type === 'link.down' || event.type === 'link.silent') {
    if (event.body.device === 'pump') pumpRow(series, t, [null, null, null]);
    else monitorRow(series, t, null);
  }
}
