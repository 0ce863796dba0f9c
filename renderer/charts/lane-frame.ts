import type { View } from '../../shared/timeline/lane';
import type { Palette } from './palette';
import { tickText, timeTicks } from './ticks';

/** Design units left of the plot for its numbers, below the last lane for the time, and right of the plot. */
export const GUTTER = 52;
export const AXIS = 30;
export const MARGIN = 2;
/** Above and below each lane, so that the numbers at its ends are whole. */
export const EDGE = 7;
/** Between the plot and what is written beside it. */
export const GAP = 6;
export const TEXT = 12.5;
/** Half of what a time below the plot is wide, and one with seconds. */
const HALF_TIME = { minutes: 17, seconds: 28 };

/** CSS pixels. */
export type Size = { readonly width: number; readonly height: number };

/** What every lane of a chart looks alike in. */
export type Look = { readonly palette: Palette; readonly fontFamily: string };

export type PlotOptions = {
  /** It carries the axis of time. */
  readonly last: boolean;
  readonly size: Size;
  readonly look: Look;
};

/**
 * The times at which a lane has its upright lines, and how each is written below: not at all where the right edge would
 * cut it. `width`: of the lane, CSS pixels; `unit`: CSS pixels of a design unit.
 */
export function ticksIn(
  { from, to }: View,
  width: number,
  unit: number,
): { at: number[]; write: (t: number) => string } {
  const at = timeTicks(from, to, Math.max(2, Math.floor(width / (70 * unit))));
  const seconds = (at[1] ?? 0) - (at[0] ?? 0) < 60;
  const half = HALF_TIME[seconds ? 'seconds' : 'minutes'] * unit;
  const leftOf = (t: number) => ((to - t) / (to - from)) * (width - (GUTTER + MARGIN) * unit) + MARGIN * unit;
  return { at, write: (t) => (leftOf(t) < half ? '' : tickText(t, seconds)) };
}

/** Pixel columns of the canvas between the gutter and the right edge. */
export function pixelsOf(width: number, unit: number): number {
  return Math.max(1, Math.round((width - (GUTTER + MARGIN) * unit) * devicePixelRatio));
}
