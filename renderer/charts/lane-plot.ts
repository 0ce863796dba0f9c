import uPlot from 'uplot';
import { breakGaps } from '../../shared/timeline/columns';
import type { Curve, Lane, View } from '../../shared/timeline/lane';
import { paintField, paintOver } from './lane-paint';
import { type Palette, paletteOf, unitPixels } from './palette';
import { thinned, tickText, timeTicks } from './ticks';

/** Design units left of the plot for its numbers, and below the last lane for the time. */
export const GUTTER = 44;
export const AXIS = 30;
/** Above and below each lane, so that the numbers at its ends are whole. */
const EDGE = 7;

function curves(lane: Lane): Curve[] {
  return lane.traces.filter(
    (trace): trace is Curve => trace.kind !== 'chevrons' && trace.kind !== 'uncertain',
  );
}

function columns(lane: Lane): uPlot.AlignedData {
  const tables = curves(lane).map((curve): uPlot.AlignedData => {
    const { t, v } = breakGaps(curve.t, curve.v, curve.breakAfterS);
    return [t, v];
  });
  return tables.length === 0 ? [[]] : uPlot.join(tables);
}

function seriesOf(curve: Curve, palette: Palette, unit: number): uPlot.Series {
  const step = uPlot.paths.stepped?.({ align: 1 });
  const points = uPlot.paths.points?.();
  return {
    scale: 'y',
    stroke: palette(curve.tint),
    width: (curve.width ?? 2) * unit,
    spanGaps: false,
    points: { show: curve.kind === 'points', size: 6 * unit, fill: palette(curve.tint) },
    ...(curve.kind === 'step' && step ? { paths: step } : {}),
    ...(curve.kind === 'points' && points ? { paths: points } : {}),
    ...(curve.dash ? { dash: curve.dash.map((length) => length * unit) } : {}),
    ...(curve.fill ? { fill: palette(curve.fill) } : {}),
  };
}

/** One lane on its own canvas. The x range is given, never taken from the data. */
export class LanePlot {
  readonly #plot: uPlot;
  #lane: Lane;
  #view: View;

  constructor(host: HTMLElement, lane: Lane, view: View, options: { last: boolean }) {
    this.#lane = lane;
    this.#view = view;
    const palette = paletteOf(host);
    const unit = unitPixels();
    const font = `${12.5 * unit}px ${getComputedStyle(host).fontFamily}`;
    const grid = { stroke: palette('line'), width: 1 };
    const brush = (plot: uPlot) => ({
      plot,
      lane: this.#lane,
      view: this.#view,
      palette,
      unit: unit * devicePixelRatio,
    });
    this.#plot = new uPlot(
      {
        width: Math.max(1, host.clientWidth),
        height: Math.max(1, host.clientHeight),
        padding: [EDGE * unit, 2 * unit, options.last ? 0 : EDGE * unit, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, range: () => [this.#view.from, this.#view.to] },
          y: { range: () => [this.#lane.min, this.#lane.max] },
        },
        axes: [
          {
            stroke: palette('text-3'),
            font,
            grid,
            ticks: { show: false },
            size: options.last ? AXIS * unit : 0,
            gap: 6 * unit,
            splits: () => this.#ticks(unit).at,
            values: (_, splits) =>
              options.last ? splits.map((t) => tickText(t, this.#ticks(unit).seconds)) : splits.map(() => ''),
          },
          {
            stroke: palette('text-3'),
            font,
            grid,
            ticks: { show: false },
            size: GUTTER * unit,
            gap: 6 * unit,
            splits: (plot) => thinned(this.#lane.ticks, plot.height, 18 * unit),
            values: (_, splits) => splits.map((value) => String(value)),
          },
        ],
        series: [{}, ...curves(lane).map((curve) => seriesOf(curve, palette, unit))],
        hooks: {
          drawClear: [(plot) => paintField(brush(plot))],
          draw: [(plot) => paintOver(brush(plot))],
        },
      },
      columns(lane),
      host,
    );
  }

  #ticks(unit: number): { at: number[]; seconds: boolean } {
    const most = Math.max(2, Math.floor((this.#plot?.width ?? 600) / (70 * unit)));
    const at = timeTicks(this.#view.from, this.#view.to, most);
    return { at, seconds: (at[1] ?? 0) - (at[0] ?? 0) < 60 };
  }

  update(lane: Lane, view: View): void {
    this.#lane = lane;
    this.#view = view;
    this.#plot.setData(columns(lane), true);
  }

  resize(width: number, height: number): void {
    if (width > 0 && height > 0) this.#plot.setSize({ width, height });
  }

  destroy(): void {
    this.#plot.destroy();
  }
}

/** What must stay the same for a plot to be updated rather than made again. */
export function shapeOf(lane: Lane): string {
  return `${lane.key}:${curves(lane)
    .map(({ key, kind, tint }) => `${key}/${kind}/${tint}`)
    .join(',')}`;
}
