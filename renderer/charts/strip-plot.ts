import type { Lane, View } from '../../shared/timeline/lane';
import { pictureOf } from '../../shared/timeline/lane-data';
import { AXIS, EDGE, GAP, GUTTER, MARGIN, type PlotOptions, pixelsOf, TEXT, ticksIn } from './lane-frame';
import { type Brush, paintField, paintOver, paintUnder } from './lane-paint';
import { unitPixels } from './palette';

/** As uPlot places the edges of a plot. */
const toHalf = (pixels: number): number => Math.round(pixels * 2) / 2;

/**
 * A lane without curves, drawn as uPlot draws the others: its field, the upright lines, the time below the last one.
 * What it is for is laid over it, and a whole chart for that is most of what the lane would cost.
 */
export class StripPlot {
  readonly #canvas = document.createElement('canvas');
  readonly #options: PlotOptions;
  #size: PlotOptions['size'];
  #lane: Lane;
  #view: View;
  #picture = '';

  constructor(host: HTMLElement, lane: Lane, view: View, options: PlotOptions) {
    this.#options = options;
    this.#size = options.size;
    this.#lane = lane;
    this.#view = view;
    this.#canvas.className = 'strip';
    host.append(this.#canvas);
    this.#measure();
    this.#draw();
  }

  #measure(): void {
    this.#canvas.width = Math.max(1, Math.round(this.#size.width * devicePixelRatio));
    this.#canvas.height = Math.max(1, Math.round(this.#size.height * devicePixelRatio));
  }

  #brush(ctx: CanvasRenderingContext2D): Brush {
    const unit = unitPixels() * devicePixelRatio;
    const { last, look } = this.#options;
    const [left, top] = [toHalf(GUTTER * unit), toHalf(EDGE * unit)];
    return {
      ctx,
      bbox: {
        ...{ left, top },
        width: toHalf(this.#canvas.width - (GUTTER + MARGIN) * unit),
        height: toHalf(this.#canvas.height - (EDGE + (last ? AXIS : EDGE)) * unit),
      },
      ...{ lane: this.#lane, view: this.#view, drawn: new Map(), palette: look.palette, unit },
      font: `${TEXT * unit}px ${look.fontFamily}`,
    };
  }

  /** Upright lines at round times, and what they are in words below the last lane. */
  #times({ ctx, bbox, view, palette, unit, font }: Brush): void {
    const { at, write } = ticksIn(view, this.#size.width, unitPixels());
    const xs = at.map((t) => Math.round(bbox.left + ((t - view.from) / (view.to - view.from)) * bbox.width));
    ctx.strokeStyle = palette('line');
    ctx.lineWidth = devicePixelRatio;
    const middle = (devicePixelRatio % 2) / 2;
    ctx.beginPath();
    for (const x of xs) {
      ctx.moveTo(x + middle, bbox.top + middle);
      ctx.lineTo(x + middle, bbox.top + bbox.height + middle);
    }
    ctx.stroke();
    if (!this.#options.last) return;
    ctx.font = font;
    ctx.fillStyle = palette('text-3');
    ctx.textAlign = 'center';
    ctx.textBaseline = 'top';
    const top = Math.round(bbox.top + bbox.height) + Math.round(GAP * unit);
    for (const [index, t] of at.entries()) ctx.fillText(write(t), xs[index] ?? 0, top);
    // As uPlot leaves it to what is painted over a lane.
    ctx.textBaseline = 'middle';
  }

  #draw(): void {
    this.#picture = this.#pictureNow();
    const ctx = this.#canvas.getContext('2d');
    if (ctx === null) return;
    const brush = this.#brush(ctx);
    ctx.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    paintField(brush);
    paintUnder(brush);
    this.#times(brush);
    paintOver(brush);
  }

  #pictureNow(): string {
    return pictureOf(this.#lane, this.#view, pixelsOf(this.#size.width, unitPixels()));
  }

  /** Draws what has changed. */
  update(lane: Lane, view: View): void {
    this.#lane = lane;
    this.#view = view;
    if (this.#pictureNow() !== this.#picture) this.#draw();
  }

  resize(width: number, height: number): void {
    if (width <= 0 || height <= 0) return;
    if (width === this.#size.width && height === this.#size.height) return;
    this.#size = { width, height };
    this.#measure();
    this.#draw();
  }

  destroy(): void {
    this.#canvas.remove();
  }
}
