import { panned, zoomed } from '../charts/window';

/** A stretch of time, seconds since the epoch. */
export type Stretch = { readonly from: number; readonly to: number };

/**
 * The whole session with a little room at both ends, so that its first and last marks are not cut. An open one has
 * more room at its end, so that it can grow for a while before the picture has to move.
 */
export function wholeOf({ from, to, open }: Stretch & { readonly open: boolean }): Stretch {
  // The left edge of one that grows stands still.
  if (open) return { from: from - 30, to: to + Math.max(60, (to - from) * 0.06) };
  const room = Math.max(30, (to - from) * 0.012);
  return { from: from - room, to: to + room };
}

/** How far the newest moment of a session is, and the whole of it. */
export type Reach = { readonly newest: number; readonly whole: Stretch };

/** Share of a view that is free again after it had to follow. */
const FREE_SHARE = 0.08;

/**
 * The view after the session grew. One in which the newest moment was follows it, by a piece at a time, so that it
 * stands still in between; one that looks at an earlier time stays where it is.
 */
export function grown(view: Stretch, before: Reach, now: Reach): Stretch {
  const looksElsewhere = view.to < before.newest || view.from > before.newest;
  if (looksElsewhere || now.newest <= view.to) return view;
  if (view.from <= before.whole.from) return now.whole;
  const length = view.to - view.from;
  const to = Math.min(now.whole.to, now.newest + length * FREE_SHARE);
  return { from: to - length, to };
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
