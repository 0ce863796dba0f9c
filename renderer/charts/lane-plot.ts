import uPlot from 'uplot';
import type { Curve, Lane, View } from '../../shared/timeline/lane';
import { curvesOf, type LaneData, laneData, pictureOf } from '../../shared/timeline/lane-data';
import {
  AXIS,
  EDGE,
  GAP,
  GUTTER,
  type Look,
  MARGIN,
  type PlotOptions,
  pixelsOf,
  TEXT,
  ticksIn,
} from './lane-frame';
import { type Brush, paintField, paintOver, paintUnder } from './lane-paint';
import { paintLine } from './line-paint';
import { type Palette, paletteOf, unitPixels } from './palette';
import { thinned } from './ticks';

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
    // Its own way of drawing lines takes a multiple of the time (`line-paint.ts`).
    ...(curve.kind === 'line' ? { paths: () => null } : {}),
    ...(curve.dash ? { dash: curve.dash.map((length) => length * unit) } : {}),
    ...(curve.fill ? { fill: palette(curve.fill) } : {}),
  };
}

/** As the theme around an element has it. */
export const lookOf = (element: Element): Look => ({
  palette: paletteOf(element),
  fontFamily: getComputedStyle(element).fontFamily,
});

/** One lane on its own canvas. The x range is given, never taken from the data. */
export class LanePlot {
  readonly #plot: uPlot;
  #lane: Lane;
  #view: View;
  #data: LaneData;
  #picture = '';

  /** `size`: of the host, CSS pixels. */
  constructor(host: HTMLElement, lane: Lane, view: View, options: PlotOptions) {
    this.#lane = lane;
    this.#view = view;
    const { palette, fontFamily } = options.look;
    const { width, height } = options.size;
    const unit = unitPixels();
    this.#data = laneData(lane, view, pixelsOf(width, unit));
    const font = `${TEXT * unit}px ${fontFamily}`;
    const grid = { stroke: palette('line'), width: 1 };
    const brush = ({ ctx, bbox }: uPlot): Brush => ({
      ...{ ctx, bbox },
      lane: this.#lane,
      drawn: this.#data.drawn,
      view: this.#view,
      palette,
      unit: unit * devicePixelRatio,
      font: `${TEXT * unit * devicePixelRatio}px ${fontFamily}`,
    });
    this.#plot = new uPlot(
      {
        width: Math.max(1, width),
        height: Math.max(1, height),
        padding: [EDGE * unit, MARGIN * unit, options.last ? 0 : EDGE * unit, 0],
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
            gap: GAP * unit,
            splits: () => this.#ticks(unit).at,
            values: (_, splits) =>
              options.last ? splits.map(this.#ticks(unit).write) : splits.map(() => ''),
          },
          {
            stroke: palette('text-3'),
            font,
            grid,
            ticks: { show: false },
            size: GUTTER * unit,
            gap: GAP * unit,
            splits: (plot) => thinned(this.#lane.ticks, plot.height, 18 * unit),
            values: (_, splits) => splits.map((value) => String(value)),
          },
        ],
        series: [{}, ...this.#data.curves.map((curve) => seriesOf(curve, palette, unit))],
        hooks: {
          drawClear: [
            (plot) => {
              paintField(brush(plot));
              paintUnder(brush(plot));
            },
          ],
          drawSeries: [
            (plot, index) => {
              const curve = this.#data.curves[index - 1];
              if (curve?.kind === 'line') paintLine(brush(plot), curve);
            },
          ],
          draw: [(plot) => paintOver(brush(plot))],
        },
      },
      this.#data.columns,
      host,
    );
    this.#picture = pictureOf(lane, view, this.#pixels());
  }

  #ticks(unit: number): ReturnType<typeof ticksIn> {
    return ticksIn(this.#view, this.#plot?.width ?? 600, unit);
  }

  #pixels(): number {
    return pixelsOf(this.#plot.width, unitPixels());
  }

  #draw(picture: string): void {
    this.#picture = picture;
    this.#data = laneData(this.#lane, this.#view, this.#pixels());
    this.#plot.setData(this.#data.columns, true);
  }

  /** Draws what has changed; nothing, where a growing lane only grew beyond the view. */
  update(lane: Lane, view: View): void {
    this.#lane = lane;
    this.#view = view;
    const picture = pictureOf(lane, view, this.#pixels());
    if (picture !== this.#picture) this.#draw(picture);
  }

  resize(width: number, height: number): void {
    if (width <= 0 || height <= 0) return;
    if (width === this.#plot.width && height === this.#plot.height) return;
    this.#plot.setSize({ width, height });
    const picture = pictureOf(this.#lane, this.#view, this.#pixels());
    if (picture !== this.#picture) this.#draw(picture);
  }

  destroy(): void {
    this.#plot.destroy();
  }
}

/** What must stay the same for a plot to be updated rather than made again. */
export function shapeOf(lane: Lane): string {
  return `${lane.key}:${curvesOf(lane)
    .map(({ key, kind, tint }) => `${key}/${kind}/${tint}`)
    .join(',')}`;
}
