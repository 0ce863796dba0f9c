import { beyondLane, lastNotAfter } from '../../shared/timeline/columns';
import {
  type Band,
  type Chevrons,
  isCurve,
  type Lane,
  type Uncertain,
  type View,
} from '../../shared/timeline/lane';
import type { LaneData } from '../../shared/timeline/lane-data';
import type { Palette } from './palette';

export type Brush = {
  readonly ctx: CanvasRenderingContext2D;
  /** The lane between its axes, canvas pixels. */
  readonly bbox: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  readonly lane: Lane;
  /** The rows of each curve that are drawn: extremes and gaps are among them. */
  readonly drawn: LaneData['drawn'];
  readonly view: View;
  readonly palette: Palette;
  /** Canvas pixels of one design unit. */
  readonly unit: number;
  /** Of everything that is written on the canvas. */
  readonly font: string;
};

const x = ({ bbox, view }: Brush, t: number): number =>
  bbox.left + ((t - view.from) / (view.to - view.from)) * bbox.width;
const y = ({ bbox, lane }: Brush, v: number): number =>
  bbox.top + ((lane.max - v) / (lane.max - lane.min)) * bbox.height;

const widths = new Map<string, number>();

/** Measured once for each text and font. */
function widthOf({ ctx, font }: Brush, text: string): number {
  const key = `${font} ${text}`;
  const known = widths.get(key) ?? ctx.measureText(text).width;
  if (widths.size > 500) widths.clear();
  widths.set(key, known);
  return known;
}

/** Past on the lighter field, future on the darker one. */
export function paintField(brush: Brush): void {
  const { ctx, bbox, palette, view } = brush;
  ctx.save();
  ctx.fillStyle = palette('surface-2');
  ctx.fillRect(bbox.left, bbox.top, bbox.width, bbox.height);
  if (view.now !== null && view.now < view.to) {
    const from = Math.max(bbox.left, x(brush, view.now));
    ctx.globalAlpha = 0.6;
    ctx.fillStyle = palette('bg');
    ctx.fillRect(from, bbox.top, bbox.left + bbox.width - from, bbox.height);
  }
  ctx.restore();
}

function paintLimits(brush: Brush): void {
  const { ctx, bbox, lane, palette, unit } = brush;
  ctx.strokeStyle = palette('limit-line');
  ctx.fillStyle = palette('text-2');
  ctx.lineWidth = unit;
  ctx.setLineDash([2 * unit, 4 * unit]);
  ctx.font = brush.font;
  ctx.textAlign = 'right';
  for (const { value, label, besideName } of lane.limits) {
    if (value < lane.min || value > lane.max) continue;
    const at = Math.round(y(brush, value)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(bbox.left, at);
    ctx.lineTo(bbox.left + bbox.width, at);
    ctx.stroke();
    // Beside the numbers of a second unit; under its line where there is no room above it.
    const right = bbox.left + bbox.width - (lane.second ? 34 : 5) * unit;
    if (besideName || label === '') continue;
    const foot = at - bbox.top < 12 * unit ? at + 13 * unit : at - 4 * unit;
    const width = widthOf(brush, label);
    // A line may run behind the words; it must not run through their letters.
    ctx.globalAlpha = 0.82;
    ctx.fillStyle = palette('surface-2');
    ctx.fillRect(right - width - 2 * unit, foot - 11 * unit, width + 4 * unit, 14 * unit);
    ctx.globalAlpha = 1;
    ctx.fillStyle = palette('text-2');
    ctx.fillText(label, right, foot);
  }
  ctx.setLineDash([]);
}

function paintSecond(brush: Brush): void {
  const { ctx, bbox, lane, palette, unit } = brush;
  const right = bbox.left + bbox.width;
  ctx.fillStyle = palette('text-3');
  ctx.strokeStyle = palette('line-strong');
  ctx.lineWidth = unit;
  ctx.font = brush.font;
  ctx.textAlign = 'right';
  for (const { value, text } of lane.second ?? []) {
    if (value <= 0 || value > lane.max) continue;
    const at = Math.round(y(brush, value)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(right - 5 * unit, at);
    ctx.lineTo(right, at);
    ctx.stroke();
    ctx.fillText(text, right - 7 * unit, at + 4 * unit);
  }
}

function paintMissing(brush: Brush): void {
  const { ctx, bbox, lane, palette, unit } = brush;
  ctx.strokeStyle = palette('text-3');
  ctx.fillStyle = palette('text-2');
  ctx.lineWidth = unit;
  ctx.font = brush.font;
  let wordsEnd = bbox.left;
  for (const { from, to, words } of lane.missing) {
    const left = x(brush, from);
    const width = Math.max(6 * unit, x(brush, to) - left);
    ctx.setLineDash([2 * unit, 2 * unit]);
    ctx.strokeRect(left, bbox.top + bbox.height * 0.2, width, bbox.height * 0.45);
    ctx.setLineDash([]);
    ctx.textAlign = 'center';
    // Words over words can not be read: the box says that something is missing, zooming in says what.
    const middle = left + width / 2;
    const half = widthOf(brush, words) / 2;
    if (middle - half < wordsEnd || middle + half > bbox.left + bbox.width) continue;
    ctx.fillText(words, middle, bbox.top + bbox.height - 5 * unit);
    wordsEnd = middle + half + 8 * unit;
  }
}

/** V points down to the systolic pressure, inverted V up to the diastolic one, a thin line joins them. */
function paintChevrons(brush: Brush, trace: Chevrons): void {
  const { ctx, lane, palette, unit, view } = brush;
  ctx.strokeStyle = palette(trace.tint);
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  const arm = 4.5 * unit;
  const clamp = (value: number) => Math.min(lane.max, Math.max(lane.min, value));
  trace.t.forEach((time, index) => {
    const [high, low] = [trace.high[index], trace.low[index]];
    if (high == null || low == null || time < view.from || time > view.to) return;
    const [at, top, bottom] = [x(brush, time), y(brush, clamp(high)), y(brush, clamp(low))];
    ctx.globalAlpha = 0.55;
    ctx.lineWidth = unit;
    ctx.beginPath();
    ctx.moveTo(at, top);
    ctx.lineTo(at, bottom);
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.lineWidth = 2 * unit;
    ctx.beginPath();
    ctx.moveTo(at - arm, top - arm * 1.2);
    ctx.lineTo(at, top);
    ctx.lineTo(at + arm, top - arm * 1.2);
    ctx.moveTo(at - arm, bottom + arm * 1.2);
    ctx.lineTo(at, bottom);
    ctx.lineTo(at + arm, bottom + arm * 1.2);
    ctx.stroke();
  });
}

/** A filled area between two columns; a gap in either ends it. */
function paintBand(brush: Brush, { tint, t, low, high }: Band): void {
  const { ctx, lane, palette, view } = brush;
  const clamp = (value: number) => Math.min(lane.max, Math.max(lane.min, value));
  ctx.fillStyle = palette(tint);
  let run: { x: number; top: number; bottom: number }[] = [];
  const fill = () => {
    if (run.length > 1) {
      ctx.beginPath();
      for (const { x: at, top } of run) ctx.lineTo(at, top);
      for (const { x: at, bottom } of run.toReversed()) ctx.lineTo(at, bottom);
      ctx.closePath();
      ctx.fill();
    }
    run = [];
  };
  // One point beyond each edge, so that the area reaches it.
  const first = Math.max(0, lastNotAfter(t, view.from));
  for (let index = first; index < t.length; index += 1) {
    const [time, bottom, top] = [t[index] ?? 0, low[index], high[index]];
    if (bottom == null || top == null) fill();
    else run.push({ x: x(brush, time), top: y(brush, clamp(top)), bottom: y(brush, clamp(bottom)) });
    if (time > view.to) break;
  }
  fill();
}

/** What lies below the lines. */
export function paintUnder(brush: Brush): void {
  const { ctx, bbox } = brush;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const trace of brush.lane.traces) if (trace.kind === 'band') paintBand(brush, trace);
  ctx.restore();
}

/** Diagonal hatch: we do not know. */
function paintUncertain(brush: Brush, trace: Uncertain): void {
  const { ctx, palette, unit } = brush;
  ctx.strokeStyle = palette('text-1');
  for (const { from, to, low, high } of trace.stretches) {
    const [left, top, bottom] = [x(brush, from), y(brush, high), y(brush, low)];
    const width = Math.max(4 * unit, x(brush, to) - left);
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, bottom - top);
    ctx.lineWidth = unit;
    ctx.stroke();
    ctx.clip();
    ctx.beginPath();
    for (let start = left - (bottom - top); start < left + width; start += 7 * unit) {
      ctx.moveTo(start, bottom);
      ctx.lineTo(start + (bottom - top), top);
    }
    ctx.stroke();
    ctx.restore();
  }
}

/** A value beyond the lane: an arrow at the edge, with its number. */
function paintBeyond(brush: Brush): void {
  const { ctx, bbox, lane, palette, unit, view } = brush;
  ctx.font = brush.font;
  ctx.textAlign = 'left';
  for (const trace of lane.traces) {
    if (!isCurve(trace) && trace.kind !== 'chevrons') continue;
    const shown = trace.kind === 'chevrons' ? null : brush.drawn.get(trace);
    const columns = trace.kind === 'chevrons' ? [trace.high, trace.low] : [shown?.v ?? []];
    const times = trace.kind === 'chevrons' ? trace.t : (shown?.t ?? []);
    const digits = trace.kind === 'chevrons' ? 0 : trace.digits;
    ctx.fillStyle = palette(trace.tint);
    for (const column of columns)
      for (const run of beyondLane(times, column, lane.min, lane.max)) {
        if (run.t < view.from || run.t > view.to) continue;
        const at = x(brush, run.t);
        const edge = run.side === 'above' ? bbox.top + 2 * unit : bbox.top + bbox.height - 2 * unit;
        const inward = run.side === 'above' ? 8 * unit : -8 * unit;
        ctx.beginPath();
        ctx.moveTo(at, edge);
        ctx.lineTo(at - 5 * unit, edge + inward);
        ctx.lineTo(at + 5 * unit, edge + inward);
        ctx.fill();
        ctx.fillText(
          run.value.toFixed(digits),
          at + 7 * unit,
          edge + (run.side === 'above' ? 11 : -2) * unit,
        );
      }
  }
}

/** Everything over the lines: limits, missing stretches, pressures, what is not known, what is beyond. */
export function paintOver(brush: Brush): void {
  const { ctx, bbox } = brush;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  paintLimits(brush);
  paintSecond(brush);
  paintMissing(brush);
  for (const trace of brush.lane.traces) {
    if (trace.kind === 'chevrons') paintChevrons(brush, trace);
    if (trace.kind === 'uncertain') paintUncertain(brush, trace);
  }
  paintBeyond(brush);
  ctx.restore();
}
