import type { Curve } from '../../shared/timeline/lane';
import type { Brush } from './lane-paint';

/** Points of a curve without a gap, canvas pixels. */
type Run = { readonly xs: number[]; readonly ys: number[] };

/**
 * Points that are stroked at once. A path of thousands of points takes the software canvas several times as long as the
 * same line in pieces, and so does its own dashing of one.
 */
const PIECE = 64;

/** Heights of the lane that a line goes on beyond it; what is further is not worth dashing. */
const BEYOND = 8;

/** Adds a point; one that only goes on in the direction of the two before it takes the place of the last. */
function add({ xs, ys }: Run, x: number, y: number): void {
  const last = xs.length - 1;
  const [x1, y1] = [xs[last], ys[last]];
  if (x === x1 && y === y1) return;
  const [x2, y2] = [xs[last - 1], ys[last - 1]];
  const upright = x === x1 && x === x2 && y1 !== undefined && y2 !== undefined && y > y1 === y1 > y2;
  if (upright || (y === y1 && y === y2)) {
    xs[last] = x;
    ys[last] = y;
    return;
  }
  xs.push(x);
  ys.push(y);
}

/** The drawn rows on whole pixels, as uPlot places its own; a null ends a run. */
function runsOf({ bbox, lane, view }: Brush, t: readonly number[], v: readonly (number | null)[]): Run[] {
  const { left, top, width, height } = bbox;
  const [across, up] = [width / (view.to - view.from), height / (lane.max - lane.min)];
  const [least, most] = [top - BEYOND * height, top + (BEYOND + 1) * height];
  const runs: Run[] = [];
  let run: Run | null = null;
  for (let row = 0; row < t.length; row += 1) {
    const value = v[row] ?? null;
    if (value === null) {
      run = null;
      continue;
    }
    if (run === null) {
      run = { xs: [], ys: [] };
      runs.push(run);
    }
    const y = Math.round(top + (lane.max - value) * up);
    add(run, Math.round(left + ((t[row] ?? 0) - view.from) * across), Math.min(most, Math.max(least, y)));
  }
  return runs;
}

/** A line in pieces; each begins with the last stretch of the one before, so that there is a join between them. */
function strokeSolid(ctx: CanvasRenderingContext2D, { xs, ys }: Run): void {
  for (let start = 0; start < xs.length - 1; start += PIECE) {
    const end = Math.min(xs.length - 1, start + PIECE);
    ctx.beginPath();
    for (let at = Math.max(0, start - 1); at <= end; at += 1) ctx.lineTo(xs[at] ?? 0, ys[at] ?? 0);
    ctx.stroke();
  }
}

/** A line of dashes along its length, as the canvas dashes one, but stroked in pieces. */
function strokeDashed(ctx: CanvasRenderingContext2D, { xs, ys }: Run, dash: readonly number[]): void {
  let [turn, rest, points] = [0, dash[0] ?? 1, 0];
  let [x, y] = [xs[0] ?? 0, ys[0] ?? 0];
  ctx.beginPath();
  ctx.moveTo(x, y);
  for (let next = 1; next < xs.length; next += 1) {
    const [toX, toY] = [xs[next] ?? 0, ys[next] ?? 0];
    let length = Math.hypot(toX - x, toY - y);
    while (length > rest) {
      x += ((toX - x) * rest) / length;
      y += ((toY - y) * rest) / length;
      length -= rest;
      if (turn % 2 === 0) ctx.lineTo(x, y);
      if (turn % 2 === 0 && points >= PIECE) {
        ctx.stroke();
        ctx.beginPath();
        points = 0;
      }
      if (turn % 2 === 1) ctx.moveTo(x, y);
      points += 1;
      turn += 1;
      rest = dash[turn % dash.length] ?? 1;
    }
    rest -= length;
    [x, y] = [toX, toY];
    if (turn % 2 === 0) ctx.lineTo(x, y);
  }
  ctx.stroke();
}

/** The area between a line and zero. */
function fillUnder({ ctx, bbox, lane }: Brush, runs: readonly Run[]): void {
  const zero = Math.round(bbox.top + (lane.max * bbox.height) / (lane.max - lane.min));
  for (const { xs, ys } of runs) {
    ctx.beginPath();
    ctx.moveTo(xs[0] ?? 0, zero);
    for (let at = 0; at < xs.length; at += 1) ctx.lineTo(xs[at] ?? 0, ys[at] ?? 0);
    ctx.lineTo(xs[xs.length - 1] ?? 0, zero);
    ctx.fill();
  }
}

/** Draws a curve of the kind `line` from the rows that are drawn of it. */
export function paintLine(brush: Brush, curve: Curve): void {
  const drawn = brush.drawn.get(curve);
  if (drawn === undefined) return;
  const { ctx, bbox, palette, unit } = brush;
  const runs = runsOf(brush, drawn.t, drawn.v);
  const width = (curve.width ?? 2) * unit;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left - width / 2, bbox.top - width / 2, bbox.width + width, bbox.height + width);
  ctx.clip();
  // The middle of a line an odd number of pixels wide is the middle of a pixel.
  ctx.translate((width % 2) / 2, (width % 2) / 2);
  if (curve.fill !== undefined) {
    ctx.fillStyle = palette(curve.fill);
    fillUnder(brush, runs);
  }
  ctx.strokeStyle = palette(curve.tint);
  ctx.lineWidth = width;
  // A round join of two pixels is not to be told from this one and costs twice as much.
  ctx.lineJoin = 'bevel';
  ctx.lineCap = 'butt';
  ctx.setLineDash([]);
  const dash = curve.dash?.map((length) => length * unit);
  for (const run of runs) {
    if (dash === undefined) strokeSolid(ctx, run);
    else strokeDashed(ctx, run, dash);
  }
  ctx.restore();
}
