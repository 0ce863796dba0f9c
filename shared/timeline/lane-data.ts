import { type Curve, isCurve, type Lane, type View } from './lane';
import { aligned, type Drawn, rowsFor, type Table, thinned } from './thin';

/** The curves of a lane, in its order. */
export function curvesOf(lane: Lane): Curve[] {
  return lane.traces.filter(isCurve);
}

/** Curves that share their times are thinned together and need no aligning. */
function tablesOf(curves: readonly Curve[]): { table: Table; curves: Curve[] }[] {
  const groups: { table: Table; curves: Curve[] }[] = [];
  for (const curve of curves) {
    const { t, breakAfterS } = curve;
    const group = groups.find(({ table }) => table.t === t && table.breakAfterS === breakAfterS);
    if (group === undefined) groups.push({ table: { t, vs: [curve.v], breakAfterS }, curves: [curve] });
    else {
      group.curves.push(curve);
      group.table = { ...group.table, vs: [...group.table.vs, curve.v] };
    }
  }
  return groups;
}

/** What of a lane is drawn: uPlot's table, and each curve's own drawn rows. `curves` is the order of the columns. */
export type LaneData = {
  readonly curves: readonly Curve[];
  readonly columns: ReturnType<typeof aligned>;
  readonly drawn: ReadonlyMap<
    Curve,
    { readonly t: readonly number[]; readonly v: readonly (number | null)[] }
  >;
};

/** Thins a lane for a view that is `pixels` columns wide. */
export function laneData(lane: Lane, view: View, pixels: number): LaneData {
  const groups = tablesOf(curvesOf(lane));
  const tables: Drawn[] = groups.map(({ table }) => thinned(table, view, Math.max(1, pixels)));
  const drawn = new Map(
    groups.flatMap(({ curves }, index) => {
      const table = tables[index];
      return curves.map((curve, at) => [curve, { t: table?.t ?? [], v: table?.vs[at] ?? [] }] as const);
    }),
  );
  return { curves: groups.flatMap(({ curves }) => curves), columns: aligned(tables), drawn };
}

/**
 * What a picture of a lane depends on, as text: the same text is the same picture. Columns only ever grow at their
 * ends, so of them the rows in view are enough.
 */
export function pictureOf(lane: Lane, view: View, pixels: number): string {
  const rows = lane.traces.map((trace) => {
    if (trace.kind === 'uncertain') return trace.stretches;
    const { first, last } = rowsFor(trace.t, view);
    const cuffs =
      trace.kind === 'chevrons' ? [trace.high, trace.low].map((v) => v.slice(first, last + 1)) : [];
    return [trace.key, first, last, ...cuffs];
  });
  const { min, max, ticks, limits, missing } = lane;
  return JSON.stringify([view, pixels, min, max, ticks, limits, missing, rows]);
}
