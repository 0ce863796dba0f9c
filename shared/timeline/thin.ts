import { lastNotAfter } from './columns';
import type { Curve, Lane } from './lane';

type Columns = { readonly t: readonly number[]; readonly v: readonly (number | null)[] };
type Stretch = { readonly from: number; readonly to: number };

/**
 * At most about `most` points of a column within a stretch: of each bucket its first, least, greatest and last row and
 * the first of its gaps, at their own times. No value is made up, no extreme and no gap is lost. Few enough points are
 * given as they are.
 */
export function thinnedColumns({ t, v }: Columns, { from, to }: Stretch, most: number): Columns {
  const first = Math.max(0, lastNotAfter(t, from) - 1);
  const last = Math.min(t.length - 1, lastNotAfter(t, to) + 2);
  const count = last - first + 1;
  if (count <= most) return { t: t.slice(first, last + 1), v: v.slice(first, last + 1) };
  const size = Math.ceil((count * 4) / most);
  const rows: number[] = [];
  for (let start = first; start <= last; start += size) {
    const end = Math.min(last, start + size - 1);
    const keep = new Set([start, end]);
    let [least, greatest]: [number | null, number | null] = [null, null];
    for (let row = start; row <= end; row += 1) {
      const value = v[row] ?? null;
      const before = row > start ? (v[row - 1] ?? null) : value;
      // Both sides of every edge of a gap stay, so that a gap keeps its length.
      if ((value === null) !== (before === null)) keep.add(row - 1).add(row);
      if (value === null) continue;
      if (least === null || value < (v[least] ?? value)) least = row;
      if (greatest === null || value > (v[greatest] ?? value)) greatest = row;
    }
    for (const row of [least, greatest]) if (row !== null) keep.add(row);
    rows.push(...[...keep].sort((a, b) => a - b));
  }
  return { t: rows.map((row) => t[row] ?? 0), v: rows.map((row) => v[row] ?? null) };
}

/** Puts the nulls of long silences into a column first, so that thinning sees them as gaps. */
function withGaps({ t, v, breakAfterS }: Curve): Columns {
  if (breakAfterS === undefined) return { t, v };
  const [times, values]: [number[], (number | null)[]] = [[], []];
  t.forEach((time, row) => {
    const before = t[row - 1];
    if (before !== undefined && time - before > breakAfterS) {
      times.push(before + breakAfterS);
      values.push(null);
    }
    times.push(time);
    values.push(v[row] ?? null);
  });
  return { t: times, v: values };
}

const gapped = new WeakMap<Curve, Columns>();

function gappedOf(curve: Curve): Columns {
  const known = gapped.get(curve) ?? withGaps(curve);
  gapped.set(curve, known);
  return known;
}

/** A lane with its curves cut to a stretch and thinned to what a screen can show. */
export function thinned(lane: Lane, stretch: Stretch, most: number): Lane {
  const traces = lane.traces.map((trace) => {
    if (trace.kind === 'chevrons' || trace.kind === 'uncertain') return trace;
    const columns = thinnedColumns(gappedOf(trace), stretch, most);
    const { breakAfterS: _, ...rest } = trace;
    return { ...rest, ...columns };
  });
  return { ...lane, traces };
}
