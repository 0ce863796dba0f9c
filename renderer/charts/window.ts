type Stretch = { readonly from: number; readonly to: number };

/** The narrowest view, seconds: below it a pump's readings are single points. */
const NARROWEST_S = 60;

/** `view` moved by a share of its own length. */
export function panned(view: Stretch, share: number): { from: number; to: number } {
  const by = (view.to - view.from) * share;
  return { from: view.from + by, to: view.to + by };
}

/** `view` scaled by `factor` with `t` staying where it is. */
export function zoomed(view: Stretch, t: number, factor: number): { from: number; to: number } {
  const length = Math.max(NARROWEST_S, (view.to - view.from) * factor);
  const share = (t - view.from) / (view.to - view.from);
  const from = t - length * share;
  return { from, to: from + length };
}
