import { breakGaps } from '../../timeline/columns';
import type { Curve } from '../../timeline/lane';
import type { Point } from '../document';
import { type Plane, xOf, yOf } from './plane';

/** Values closer than this on paper share one column of it, mm. */
const COLUMN_MM = 0.12;

/**
 * The unbroken runs of a curve as polylines. Of values that share a column of paper the first, the least, the greatest
 * and the last are drawn: no extreme is lost, and every gap stays one.
 */
export function runsOf(curve: Curve, plane: Plane): Point[][] {
  const { t, v } = breakGaps(curve.t, curve.v, curve.breakAfterS);
  const step = curve.kind === 'step';
  const runs: Point[][] = [];
  let run: Point[] = [];
  let column: Point[] = [];
  const settle = () => {
    run.push(...extremes(column));
    column = [];
  };
  const end = () => {
    settle();
    if (run.length > 0) runs.push(run);
    run = [];
  };
  t.forEach((time, row) => {
    const value = v[row] ?? null;
    if (value === null) {
      // A step holds its value up to where nothing is known any more.
      const last = column.at(-1) ?? run.at(-1);
      if (step && last !== undefined) column.push([Math.max(last[0], xOf(plane, time)), last[1]]);
      end();
      return;
    }
    if (time < plane.from || time > plane.to) return;
    const point: Point = [xOf(plane, time), yOf(plane, value)];
    const before = column.at(-1) ?? run.at(-1);
    const first = column[0];
    if (first !== undefined && point[0] - first[0] > COLUMN_MM) settle();
    if (step && before !== undefined && before[1] !== point[1]) column.push([point[0], before[1]]);
    column.push(point);
  });
  end();
  return runs;
}

function extremes(column: readonly Point[]): Point[] {
  if (column.length <= 4) return [...column];
  const rows = new Set([0, column.length - 1]);
  let [low, high] = [0, 0];
  column.forEach(([, y], row) => {
    if (y > (column[low]?.[1] ?? y)) low = row;
    if (y < (column[high]?.[1] ?? y)) high = row;
  });
  rows.add(low).add(high);
  return [...rows].sort((a, b) => a - b).flatMap((row) => (column[row] === undefined ? [] : [column[row]]));
}
