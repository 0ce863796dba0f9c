import type { Trend, TrendPoint } from '../../shared/outcomes/trend';

/** Where everything of one trend is drawn, in pixels of the box. */
export type TrendGeometry = {
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly x: (at: number) => number;
  readonly y: (score: number) => number;
  readonly bands: readonly { readonly words: string; readonly top: number; readonly bottom: number }[];
  readonly ticks: readonly number[];
  readonly points: readonly {
    readonly point: TrendPoint;
    readonly x: number;
    readonly y: number;
    /** In which of two rows its date stands; null: no room, the point's own words say it. */
    readonly dateRow: 0 | 1 | null;
  }[];
  readonly sessions: readonly { readonly x: number; readonly number: number; readonly named: boolean }[];
};

/** What stands around the plot, design units: figures to the left, sessions and dates below, names of lines to the right. */
const edge = { left: 40, right: 148, top: 22, bottom: 58 };
const DATE_UNITS = 58;
const NUMBER_UNITS = 18;
const DAY_MS = 24 * 3_600_000;

/** Steps that a person counts in, and the ends of the scale; a step too near the upper end would be written into it. */
function ticksOf({ least, most }: { least: number; most: number }): number[] {
  const step = [1, 2, 3, 5, 10, 20].find((one) => (most - least) / one <= 6) ?? 20;
  const steps = Array.from({ length: Math.floor((most - least) / step) + 1 }, (_, at) => least + at * step);
  return [...steps.filter((tick) => most - tick >= step / 2), most];
}

/** Places a label from the left on wherever it does not touch the one before it in its row. */
function rowsOf(xs: readonly number[], width: number): (0 | 1 | null)[] {
  const last = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return xs.map((x) => {
    for (const row of [0, 1] as const) {
      if (x - (last[row] ?? 0) >= width) {
        last[row] = x;
        return row;
      }
    }
    return null;
  });
}

/** Lays out a trend; `span` puts several instruments on one time axis. */
export function trendGeometry(
  trend: Trend,
  box: { readonly width: number; readonly height: number; readonly unitPx: number },
  span: { readonly from: number; readonly to: number } | null = null,
): TrendGeometry {
  const { least, most } = trend.instrument.range;
  const px = (units: number) => units * box.unitPx;
  const plot = {
    left: px(edge.left),
    right: Math.max(px(edge.left + 40), box.width - px(edge.right)),
    top: px(edge.top),
    bottom: Math.max(px(edge.top + 40), box.height - px(edge.bottom)),
  };
  const times = [...trend.points.map(({ at }) => at), ...trend.sessions.map(({ startedAt }) => startedAt)];
  const [first, last] = times.length === 0 ? [0, DAY_MS] : [Math.min(...times), Math.max(...times)];
  const from = span?.from ?? first;
  const to = Math.max(span?.to ?? last, from + DAY_MS);
  const inset = px(26);
  const x = (at: number) =>
    plot.left + inset + ((at - from) / (to - from)) * (plot.right - plot.left - 2 * inset);
  const y = (score: number) => plot.bottom - ((score - least) / (most - least)) * (plot.bottom - plot.top);
  const named = trend.instrument.bands.map(({ from: low, words }, at, all) => {
    // A band ends where the next begins: half a point apart on a scale of whole points.
    const next = all[at + 1];
    const high = next === undefined ? most : next.from - 0.5;
    return { words, bottom: y(at === 0 ? least : low - 0.5), top: y(high) };
  });
  const rows = rowsOf(
    trend.points.map(({ at }) => x(at)),
    px(DATE_UNITS),
  );
  const numbers = rowsOf(
    trend.sessions.map(({ startedAt }) => x(startedAt)),
    px(NUMBER_UNITS),
  );
  return {
    plot,
    x,
    y,
    bands: named,
    ticks: ticksOf(trend.instrument.range),
    points: trend.points.map((point, at) => ({
      point,
      x: x(point.at),
      y: y(point.score ?? point.bounds.least),
      dateRow: rows[at] ?? null,
    })),
    sessions: trend.sessions.map(({ startedAt, sessionNumber }, at) => ({
      x: x(startedAt),
      number: sessionNumber,
      named: numbers[at] === 0,
    })),
  };
}
