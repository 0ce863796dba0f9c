import type { ReviewModel } from '../../shared/timeline/model';
import { moveBy, nextStop, type Stretch, zoomAt } from './view-window';

type Key = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
};
type Act = { readonly view?: Stretch; readonly cursor?: number | null };

/** Where the arrow keys stop: observations; without any, the measured pressures. */
export function cursorStops({ scores, detail }: ReviewModel): readonly number[] {
  return scores.length > 0 ? scores.map(({ t }) => t) : detail.series.nibp.t;
}

/** What a key means on the graph; null: nothing. */
export function graphKey(
  pressed: Key,
  at: { model: ReviewModel; view: Stretch; whole: Stretch; cursor: number | null },
): Act | null {
  if (pressed.ctrlKey || pressed.altKey) return null;
  const { model, view, whole, cursor } = at;
  const centre = cursor ?? (view.from + view.to) / 2;
  switch (pressed.key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const way = pressed.key === 'ArrowRight' ? 1 : -1;
      const byMinute = Math.min(model.to, Math.max(model.from, centre + way * 60));
      const next = pressed.shiftKey ? byMinute : nextStop(cursorStops(model), cursor, way);
      return next === null ? {} : { cursor: next };
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
      return { cursor: model.from };
    case 'End':
      return { cursor: model.to };
    case 'f':
    case '0':
      return { view: whole };
    case 'Escape':
      return cursor === null ? null : { cursor: null };
    default:
      return null;
  }
}
