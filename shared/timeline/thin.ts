import { lastNotAfter } from './columns';

/** A stretch of time, seconds since the epoch. */
type Stretch = { readonly from: number; readonly to: number };

/** Columns over one `t`; null is a gap. Silence longer than `breakAfterS` is one too. */
export type Table = {
  readonly t: readonly number[];
  readonly vs: readonly (readonly (number | null)[])[];
  readonly breakAfterS: number | undefined;
};

/** What is drawn of a table: no row that was not there, apart from the nulls that break a silence. */
export type Drawn = { readonly t: number[]; readonly vs: (number | null)[][] };

/** The first and the last row that a view needs: one beyond it on either side, so that lines run out of the picture. */
export function rowsFor(t: readonly number[], { from, to }: Stretch): { first: number; last: number } {
  return {
    first: Math.max(0, lastNotAfter(t, from)),
    last: Math.min(t.length - 1, lastNotAfter(t, to) + 1),
  };
}

/** Up to so many rows a pixel column, nothing is left out. */
const ALL_UP_TO = 2;

/**
 * The rows of `table` that a view `pixels` columns wide has to draw. Few enough are all drawn. Of more, each pixel
 * column keeps its first and last row, of every column of the table the least and the greatest, and both sides of
 * every edge of a gap: the picture of a line is the same as with all rows (M4; Jugel et al., VLDB 2014).
 */
export function thinned(table: Table, view: Stretch, pixels: number): Drawn {
  const reach = rowsFor(table.t, view);
  const all = reach.last - reach.first + 1 <= pixels * ALL_UP_TO;
  return pickedRows(table, reach, all ? null : keptRows(table, reach, view, pixels));
}

/** Rows `first` to `last`. */
type Reach = { readonly first: number; readonly last: number };

/**
 * The rows that `kept` marks, from `first` on (null: all of them), and a null within each silence. Rows on both sides of
 * one are always there, so it lies right before a row.
 */
function pickedRows(
  { t, vs, breakAfterS = Number.POSITIVE_INFINITY }: Table,
  { first, last }: Reach,
  kept: Uint8Array | null,
): Drawn {
  const times: number[] = [];
  const values: (number | null)[][] = vs.map(() => []);
  for (let row = first; row <= last; row += 1) {
    if (kept !== null && kept[row - first] === 0) continue;
    const before = t[row - 1] ?? 0;
    if (times.length > 0 && (t[row] ?? 0) - before > breakAfterS) {
      times.push(before + breakAfterS);
      for (const drawn of values) drawn.push(null);
    }
    times.push(t[row] ?? 0);
    for (let at = 0; at < values.length; at += 1) values[at]?.push(vs[at]?.[row] ?? null);
  }
  return { t: times, vs: values };
}

/** A mark for each row from `first` to `last` that is kept. */
function keptRows(
  { t, vs, breakAfterS = Number.POSITIVE_INFINITY }: Table,
  { first, last }: Reach,
  { from, to }: Stretch,
  pixels: number,
): Uint8Array {
  const kept = new Uint8Array(last - first + 1);
  const scale = pixels / (to - from);
  let pixel = Math.floor(((t[first] ?? 0) - from) * scale);
  let start = first;
  for (let row = first + 1; row <= last + 1; row += 1) {
    const [before, now] = [t[row - 1] ?? 0, t[row] ?? 0];
    const next = row > last ? Number.POSITIVE_INFINITY : Math.floor((now - from) * scale);
    if (next === pixel) {
      if (now - before > breakAfterS) {
        kept[row - 1 - first] = 1;
        kept[row - first] = 1;
      }
      continue;
    }
    kept[start - first] = 1;
    kept[row - 1 - first] = 1;
    if (row - start > 1) for (const v of vs) keepOf(v, start, row - 1, kept, first);
    [pixel, start] = [next, row];
  }
  return kept;
}

/** The least, the greatest, and both sides of every edge of a gap, of one column within one bucket. */
function keepOf(
  v: readonly (number | null)[],
  start: number,
  end: number,
  kept: Uint8Array,
  first: number,
): void {
  let least = -1;
  let greatest = -1;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let wasNull = (v[start] ?? null) === null;
  for (let row = start; row <= end; row += 1) {
    const value = v[row] ?? null;
    const isNull = value === null;
    if (isNull !== wasNull) {
      kept[row - 1 - first] = 1;
      kept[row - first] = 1;
      wasNull = isNull;
    }
    if (value === null) continue;
    if (value < low) {
      low = value;
      least = row;
    }
    if (value > high) {
      high = value;
      greatest = row;
    }
  }
  if (least >= 0) {
    kept[least - first] = 1;
    kept[greatest - first] = 1;
  }
}

/**
 * Several tables as one for uPlot: every time of any of them once, ascending. Where a table has no row the value is
 * `undefined`, which uPlot draws through; null stays a gap.
 */
export function aligned(tables: readonly Drawn[]): [number[], ...(number | null | undefined)[][]] {
  const [only] = tables;
  if (only === undefined) return [[]];
  if (tables.length === 1) return [only.t, ...only.vs];
  const at = tables.map(() => 0);
  const times: number[] = [];
  const out: (number | null | undefined)[][] = tables.flatMap(({ vs }) => vs.map(() => []));
  for (;;) {
    let next = Number.POSITIVE_INFINITY;
    tables.forEach(({ t }, index) => {
      const time = t[at[index] ?? 0];
      if (time !== undefined && time < next) next = time;
    });
    if (next === Number.POSITIVE_INFINITY) return [times, ...out];
    // The same time twice in one table is a step: both rows stay, and the others have nothing at the second.
    times.push(next);
    let column = 0;
    tables.forEach(({ t, vs }, index) => {
      const row = at[index] ?? 0;
      const here = t[row] === next;
      for (const v of vs) {
        out[column]?.push(here ? v[row] : undefined);
        column += 1;
      }
      if (here) at[index] = row + 1;
    });
  }
}
