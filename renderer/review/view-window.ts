import { panned, zoomed } from '../charts/window';

/** A stretch of time, seconds since the epoch. */
export type Stretch = { readonly from: number; readonly to: number };

/** The whole session with a little room at both ends, so that its first and last marks are not cut. */
export function wholeOf({ from, to }: Stretch): Stretch {
  const room = Math.max(30, (to - from) * 0.012);
  return { from: from - room, to: to + room };
}

/** `view` moved back into `whole`; one that is longer becomes the whole. */
export function kept(view: Stretch, whole: Stretch): Stretch {
  const length = view.to - view.from;
  if (length >= whole.to - whole.from) return whole;
  if (view.from < whole.from) return { from: whole.from, to: whole.from + length };
  if (view.to > whole.to) return { from: whole.to - length, to: whole.to };
  return { from: view.from, to: view.to };
}

/** Scaled about `t`; a factor under 1 shows less time in more detail. */
export const zoomAt = (view: Stretch, whole: Stretch, t: number, factor: number): Stretch =>
  kept(zoomed(view, t, factor), whole);

/** Moved by a share of its own length. */
export const moveBy = (view: Stretch, whole: Stretch, share: number): Stretch =>
  kept(panned(view, share), whole);

/** Between two times in either order, never narrower than a minute. */
export function between(a: number, b: number, whole: Stretch): Stretch {
  const middle = (a + b) / 2;
  const half = Math.max(30, Math.abs(b - a) / 2);
  return kept({ from: middle - half, to: middle + half }, whole);
}

/** The view moved just so far that `t` is in it. */
export function showing(view: Stretch, whole: Stretch, t: number): Stretch {
  if (t >= view.from && t <= view.to) return view;
  const half = (view.to - view.from) / 2;
  return kept({ from: t - half, to: t + half }, whole);
}

/** The next stop of the cursor in a direction; null: there is none. */
export function nextStop(stops: readonly number[], cursor: number | null, way: 1 | -1): number | null {
  if (cursor === null) return (way === 1 ? stops[0] : stops.at(-1)) ?? null;
  const beyond = way === 1 ? stops.find((t) => t > cursor + 0.5) : stops.findLast((t) => t < cursor - 0.5);
  return beyond ?? null;
}
