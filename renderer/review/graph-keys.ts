import type { ReviewModel } from '../../shared/timeline/model';
import type { Timed } from '../../shared/timeline/timed-events';
import type { Picked } from './open-session';
import { moveBy, nextStop, type Stretch, zoomAt } from './view-window';

type Key = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
};
type Act = { readonly view?: Stretch; readonly picked?: Picked | null };

/** Where the arrow keys stop: observations; without any, the measured pressures. */
export function cursorStops({ scores, detail }: ReviewModel): readonly number[] {
  return scores.length > 0 ? scores.map(({ t }) => t) : detail.series.nibp.t;
}

/** The entry after or before the one that is picked; without one, after or before the cursor. Null: there is none. */
export function nextEntry(entries: readonly Timed[], picked: Picked | null, way: 1 | -1): Picked | null {
  const at = picked?.seq == null ? -1 : entries.findIndex(({ event }) => event.seq === picked.seq);
  const found = (): Timed | undefined => {
    if (at >= 0) return entries[at + way];
    if (picked === null) return way === 1 ? entries[0] : entries.at(-1);
    return way === 1 ? entries.find(({ t }) => t > picked.t) : entries.findLast(({ t }) => t < picked.t);
  };
  const next = found();
  return next === undefined ? null : { t: next.t, seq: next.event.seq };
}

/** What a key means on the graph; null: nothing. */
export function graphKey(
  pressed: Key,
  at: {
    model: ReviewModel;
    /** What N and P walk along: the entries that the filter lets through. */
    entries: readonly Timed[];
    view: Stretch;
    whole: Stretch;
    picked: Picked | null;
  },
): Act | null {
  if (pressed.ctrlKey || pressed.altKey) return null;
  const { model, entries, view, whole, picked } = at;
  const cursor = picked?.t ?? null;
  const bare = (t: number | null): Act => (t === null ? {} : { picked: { t, seq: null } });
  const centre = cursor ?? (view.from + view.to) / 2;
  switch (pressed.key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const way = pressed.key === 'ArrowRight' ? 1 : -1;
      const byMinute = Math.min(model.to, Math.max(model.from, centre + way * 60));
      const next = pressed.shiftKey ? byMinute : nextStop(cursorStops(model), cursor, way);
      return bare(next);
    }
    case 'ArrowUp':
    case '+':
      return { view: zoomAt(view, whole, centre, 0.5) };
    case 'ArrowDown':
    case '-':
      return { view: zoomAt(view, whole, centre, 2) };
    case 'PageUp':
      return { view: moveBy(view, whole, -0.5) };
    case 'PageDown':
      return { view: moveBy(view, whole, 0.5) };
    case 'Home':
      return bare(model.from);
    case 'End':
      return bare(model.to);
    case 'n':
    case 'p': {
      const next = nextEntry(entries, picked, pressed.key === 'n' ? 1 : -1);
      return next === null ? {} : { picked: next };
    }
    case 'f':
    case '0':
      return { view: whole };
    case 'Escape':
      return picked === null ? null : { picked: null };
    default:
      return null;
  }
}
