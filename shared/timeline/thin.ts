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
  const { first, last } = rowsFor(table.t, view);
  const all = last - first + 1 <= pixels * ALL_UP_TO;
  const count = Math.max(0, last - first + 1);
  return pickedRows(
    table,
    all
      ? Array.from({ length: count }, (_, index) => first + index)
      : keptRows(table, { first, last }, view, pixels),
  );
}

/** The rows, and a null within each silence. Rows on both sides of one are always there, so it lies right before a row. */
function pickedRows(
  { t, vs, breakAfterS = Number.POSITIVE_INFINITY }: Table,
  rows: readonly number[],
): Drawn {
  /** The rows in order; a negative number is the null before the row of that number. */
  const places: number[] = [];
  for (const row of rows) {
    const broken = places.length > 0 && (t[row] ?? 0) - (t[row - 1] ?? 0) > breakAfterS;
    if (broken) places.push(-row);
    places.push(row);
  }
  return {
    t: places.map((place) => (place < 0 ? (t[-place - 1] ?? 0) + breakAfterS : (t[place] ?? 0))),
    vs: vs.map((v) => places.map((place) => (place < 0 ? null : (v[place] ?? null)))),
  };
}

function keptRows(
  { t, vs, breakAfterS = Number.POSITIVE_INFINITY }: Table,
  { first, last }: { first: number; last: number },
  { from, to }: Stretch,
  pixels: number,
): number[] {
  const kept: number[] = [];
  const scale = pixels / (to - from);
  const pixelOf = (row: number) => Math.floor(((t[row] ?? 0) - from) * scale);
  let next = pixelOf(first);
  for (let start = first; start <= last; ) {
    const pixel = next;
    let end = start;
    while (end < last) {
      next = pixelOf(end + 1);
      if (next !== pixel) break;
      end += 1;
    }
    const bucket = [start, end];
    for (const v of vs) keepOf(v, start, end, bucket);
    for (let row = start + 1; row <= end; row += 1) {
      if ((t[row] ?? 0) - (t[row - 1] ?? 0) > breakAfterS) bucket.push(row - 1, row);
    }
    bucket.sort((a, b) => a - b);
    for (const row of bucket) if (kept[kept.length - 1] !== row) kept.push(row);
    start = end + 1;
  }
  return kept;
}

/** The least, the greatest, and both sides of every edge of a gap, of one column within one bucket. */
function keepOf(v: readonly (number | null)[], start: number, end: number, into: number[]): void {
  let least = -1;
  let greatest = -1;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let wasNull = (v[start] ?? null) === null;
  for (let row = start; row <= end; row += 1) {
    const value = v[row] ?? null;
    const isNull = value === null;
    if (isNull !== wasNull) {
      into.push(row - 1, row);
      wasNull = isNull;
    }
    if (value === null) continue;
    if (value < low) [low, least] = [value, row];
    if (value > high) [high, greatest] = [value, row];
  }
  if (least >= 0) into.push(least, greatest);
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
