import { type Curve, isCurve, type Lane, type Reading } from './lane';

/** Index of the last element not after `x` in an ascending column, −1 if all are. */
export function lastNotAfter(column: readonly number[], x: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? Number.POSITIVE_INFINITY) <= x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Puts a null row into every silence longer than `breakAfterS`, so that no line is drawn across it. */
export function breakGaps(
  t: readonly number[],
  v: readonly (number | null)[],
  breakAfterS: number | undefined,
): { t: number[]; v: (number | null)[] } {
  const times: number[] = [];
  const values: (number | null)[] = [];
  let before: number | null = null;
  t.forEach((time, index) => {
    if (breakAfterS !== undefined && before !== null && time - before > breakAfterS) {
      times.push(before + breakAfterS);
      values.push(null);
    }
    times.push(time);
    values.push(v[index] ?? null);
    before = time;
  });
  return { t: times, v: values };
}

function curveAt(lane: Lane, curve: Curve, time: number): Reading {
  const index = lastNotAfter(curve.t, time);
  const at = index < 0 ? null : (curve.t[index] ?? null);
  const reach = curve.breakAfterS ?? Number.POSITIVE_INFINITY;
  const value = at === null || time - at > reach ? null : (curve.v[index] ?? null);
  const { key, label, unit, tint } = curve;
  const text = value === null ? null : value.toFixed(curve.digits);
  return { lane: lane.key, key, label, unit, tint, text, at: value === null ? null : at };
}

/** What every lane shows at one time: the last value not after it, never a neighbour from across a gap. */
export function readAt(lanes: readonly Lane[], time: number): Reading[] {
  return lanes.flatMap((lane) =>
    lane.traces.flatMap((trace): Reading[] => {
      if (trace.kind === 'chevrons') {
        const index = lastNotAfter(trace.t, time);
        const [high, low] = [trace.high[index] ?? null, trace.low[index] ?? null];
        const { key, label, unit, tint } = trace;
        const text = high === null || low === null ? null : `${high.toFixed(0)}/${low.toFixed(0)}`;
        return [{ lane: lane.key, key, label, unit, tint, text, at: trace.t[index] ?? null }];
      }
      return isCurve(trace) && !trace.silent ? [curveAt(lane, trace, time)] : [];
    }),
  );
}

/** The values that lie beyond a lane, one per unbroken run: its time and its furthest value. */
export function beyondLane(
  t: readonly number[],
  v: readonly (number | null)[],
  min: number,
  max: number,
): { t: number; value: number; side: 'above' | 'below' }[] {
  const runs: { t: number; value: number; side: 'above' | 'below' }[] = [];
  let open: { t: number; value: number; side: 'above' | 'below' } | null = null;
  for (let row = 0; row < t.length; row += 1) {
    const value = v[row];
    if (value == null || (value <= max && value >= min)) {
      open = null;
      continue;
    }
    const time = t[row] ?? 0;
    const side = value > max ? 'above' : 'below';
    if (open === null || open.side !== side) {
      open = { t: time, value, side };
      runs.push(open);
    } else if (side === 'above' ? value > open.value : value < open.value) {
      open.value = value;
      open.t = time;
    }
  }
  return runs;
}
