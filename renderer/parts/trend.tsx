import { useLive, useNow } from '../live/store';

const SPAN_S = 15 * 60;
const POINTS = 40;

export type TrendColumn = 'hr' | 'pr' | 'spo2' | 'rr' | 'etco2MmHg';

type Point = { readonly x: number; readonly y: number | null };

/** The last 15 minutes as points between 0 and 1, thinned; a null stays a hole. */
export function trendPoints(
  t: readonly number[],
  v: readonly (number | null)[],
  nowS: number,
  range: { readonly min: number; readonly max: number },
): Point[] {
  const first = t.findIndex((time) => time >= nowS - SPAN_S);
  if (first < 0) return [];
  const stride = Math.max(1, Math.floor((t.length - first) / POINTS));
  const points: Point[] = [];
  for (let index = first; index < t.length; index += stride) {
    const value = v[index] ?? null;
    const y = value === null ? null : (value - range.min) / (range.max - range.min);
    points.push({
      x: ((t[index] ?? 0) - (nowS - SPAN_S)) / SPAN_S,
      y: y === null ? null : Math.min(1, Math.max(0, y)),
    });
  }
  return points;
}

/** A broken line for the holes: one `M` after each. */
export function trendPath(points: readonly Point[], width: number, height: number): string {
  let pen = 'M';
  return points
    .map(({ x, y }) => {
      if (y === null) {
        pen = 'M';
        return '';
      }
      const step = `${pen}${(x * width).toFixed(1)} ${((1 - y) * height).toFixed(1)}`;
      pen = 'L';
      return step;
    })
    .join('');
}

/** 15 minutes of one parameter, without numbers: only where it comes from. */
export function Trend(props: { column: TrendColumn; min: number; max: number; width: number }) {
  const monitor = useLive((view) => view.series.monitor);
  const now = useNow();
  if (now === null) return null;
  const points = trendPoints(monitor.t, monitor[props.column], now.at / 1000, props);
  return (
    <svg
      className="trend"
      viewBox="-2 -2 46 26"
      style={{ width: `${props.width / 10}rem` }}
      aria-hidden="true"
    >
      <path
        d={trendPath(points, 42, 22)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
    </svg>
  );
}
