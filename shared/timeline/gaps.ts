import type { Series } from '../ipc/contract';
import { formatDuration } from '../units/format';
import { lastNotAfter } from './columns';
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

/** Silences of one column that no device gap explains: a sensor that was off. Shorter than `leastS` is not named. */
export function sensorGaps(
  t: readonly number[],
  v: Column,
  known: readonly Gap[],
  leastS: number,
  end: number,
): Gap[] {
  const found: Gap[] = [];
  let since: number | null = null;
  let seen = false;
  const close = (to: number) => {
    if (since !== null && to - since >= leastS) {
      const gap = named(since, to, 'no value');
      if (!within(known, gap)) found.push(gap);
    }
    since = null;
  };
  t.forEach((time, row) => {
    if (v[row] != null) {
      close(time);
      seen = true;
    } else if (seen && since === null) since = time;
  });
  if (seen) close(end);
  return found;
}
