import type { MonitorColumn, Series } from '../series/series';
import { formatDuration } from '../units/format';
import { lastNotAfter } from './columns';
import type { Silences } from './silences';
import type { Timed } from './timed-events';

/** A stretch of time without numbers, and why; seconds since the epoch. */
export type Gap = { readonly from: number; readonly to: number; readonly words: string };
export type Gaps = { readonly console: Gap[]; readonly pump: Gap[]; readonly monitor: Gap[] };

type Column = readonly (number | null)[];

/** When the first number after `t` came in any of the columns; null: none came. */
function nextValue(times: readonly number[], columns: readonly Column[], t: number): number | null {
  for (let row = lastNotAfter(times, t) + 1; row < times.length; row += 1) {
    if (columns.some((column) => column[row] != null)) return times[row] ?? null;
  }
  return null;
}

const overlaps = (a: Gap, b: Gap): boolean => a.from < b.to && b.from < a.to;
const within = (gaps: readonly Gap[], gap: Gap): boolean => gaps.some((known) => overlaps(known, gap));
const long = (gap: Gap): string => formatDuration((gap.to - gap.from) * 1000);

function named(from: number, to: number, why: string): Gap {
  const gap = { from, to, words: why };
  return { ...gap, words: `${why} ${long(gap)}` };
}

/** The gap's box without its words: another lane above says them. */
export const unnamed = (gap: Gap): Gap => ({ ...gap, words: '' });

/** Stretches in which the console was off or a device said nothing, from the events, ended by the next number. */
export function gapsOf(log: readonly Timed[], series: Series, start: number, end: number): Gaps {
  const { pump, monitor } = series;
  const gaps: Gaps = { console: [], pump: [], monitor: [] };
  const columns = {
    pump: { t: pump.t, all: [pump.rateMlPerHour] },
    monitor: {
      t: monitor.t,
      all: [monitor.hr, monitor.pr, monitor.spo2, monitor.rr, monitor.etco2MmHg, monitor.tempCel],
    },
  };
  for (const { event, t } of log) {
    if (event.type === 'run.started' && (event.body.gapMs ?? 0) > 0) {
      const from = Math.max(start, t - (event.body.gapMs ?? 0) / 1000);
      if (from < t) gaps.console.push(named(from, t, 'console off'));
    }
    if (event.type === 'link.down' || event.type === 'link.silent') {
      const { device } = event.body;
      const to = nextValue(columns[device].t, columns[device].all, t) ?? end;
      const gap = named(t, to, event.type === 'link.down' ? `${device} link lost` : `${device} silent`);
      if (to > t && !within(gaps[device], gap)) gaps[device].push(gap);
    }
  }
  for (const { event } of log) {
    if (event.type !== 'gap.marked') continue;
    const { what, fromAt, toAt } = event.body;
    const gap = named(fromAt / 1000, toAt / 1000, what === 'console' ? 'console off' : `no ${what} readings`);
    if (!within(gaps[what], gap)) gaps[what].push(gap);
  }
  return gaps;
}

/** A stretch without a value shorter than this is seen in the line and needs no box. */
const NAMED_FROM_S = 15;

/**
 * Silences of one column that no device gap explains: why the device did not stand behind its value, if it said so.
 * Artefact gets a box however short; of others only those that last, because the broken line says the rest.
 */
export function sensorGaps(
  column: MonitorColumn,
  { runs }: Silences,
  rejected: Series['rejected'],
  known: readonly Gap[],
  end: number,
): Gap[] {
  return runs[column].flatMap(({ from, to: until }) => {
    const to = until ?? end;
    const why = rejected.find((one) => one.column === column && one.from < to && one.to >= from)?.why;
    const lasts = to - from >= NAMED_FROM_S;
    if (to <= from || (!lasts && why !== 'artefact')) return [];
    const gap = named(from, to, why ?? 'no value');
    return within(known, gap) ? [] : [lasts ? gap : unnamed(gap)];
  });
}
