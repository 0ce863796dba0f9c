import type { Ink, Mark, Point } from '../document';

/** Where a lane stands on the figure, mm, and what its two axes mean: seconds since the epoch, and its own unit. */
export type Plane = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly from: number;
  readonly to: number;
  readonly min: number;
  readonly max: number;
};

/** Fine enough for any printer, and few digits. */
const rounded = (mm: number): number => Math.round(mm * 1000) / 1000;

export const xOf = ({ left, right, from, to }: Plane, t: number): number =>
  rounded(left + ((t - from) / (to - from)) * (right - left));

/** Values beyond the lane stand on its edge; `beyond` says what they were. */
export function yOf({ top, bottom, min, max }: Plane, value: number): number {
  const inside = Math.min(max, Math.max(min, value));
  return rounded(bottom - ((inside - min) / (max - min)) * (bottom - top));
}

export const within = ({ from, to }: Plane, t: number): number => Math.min(to, Math.max(from, t));

export const stroke = (
  points: readonly Point[],
  ink: Ink,
  widthMm: number,
  dashMm?: readonly [number, number],
): Mark => ({ kind: 'line', points, ink, widthMm, ...(dashMm === undefined ? {} : { dashMm }) });

type Written = {
  readonly sizePt?: number;
  readonly ink?: Ink;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  readonly mostMm?: number;
};

export const words = (at: Point, text: string, how: Written = {}): Mark => ({
  kind: 'text',
  at,
  text,
  sizePt: how.sizePt ?? 6.5,
  ink: how.ink ?? 'black',
  anchor: how.anchor ?? 'start',
  bold: how.bold ?? false,
  mostMm: how.mostMm ?? null,
});

type Framed = {
  readonly fill?: Ink;
  readonly edge?: Ink;
  readonly dashed?: boolean;
  readonly hatched?: boolean;
};

export const box = (at: Point, widthMm: number, heightMm: number, how: Framed): Mark => ({
  kind: 'box',
  at,
  widthMm: rounded(widthMm),
  heightMm: rounded(heightMm),
  fill: how.fill ?? null,
  edge: how.edge ?? null,
  dashed: how.dashed ?? false,
  hatched: how.hatched ?? false,
});

/** About how wide a text is in this type, mm: enough to keep labels apart, not to align by. */
export const aboutMm = (text: string, sizePt: number): number => text.length * sizePt * 0.2;
