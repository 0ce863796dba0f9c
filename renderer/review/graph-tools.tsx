import { formatDuration } from '../../shared/units/format';
import { clockTime } from '../live/words';
import type { DragMode } from './graph-pointer';
import { moveBy, type Stretch, zoomAt } from './view-window';

/** Everything that a mouse wheel, a drag or a key can do to the view, for a finger. */
export function GraphTools(props: {
  view: Stretch;
  whole: Stretch;
  mode: DragMode;
  cursor: number | null;
  onMode(mode: DragMode): void;
  onView(view: Stretch): void;
  onAnnotate?: (t: number) => void;
}) {
  const { view, whole, mode, cursor, onMode, onView, onAnnotate } = props;
  const inView = cursor !== null && cursor >= view.from && cursor <= view.to;
  const centre = inView ? cursor : (view.from + view.to) / 2;
  const fits = view.from <= whole.from + 1 && view.to - view.from >= (whole.to - whole.from) * 0.9;
  return (
    <div className="graph-tools" data-testid="review-tools">
      <button type="button" aria-pressed={mode === 'zoom'} onClick={() => onMode('zoom')}>
        Drag zooms
      </button>
      <button type="button" aria-pressed={mode === 'pan'} onClick={() => onMode('pan')}>
        Drag moves
      </button>
      <button type="button" onClick={() => onView(zoomAt(view, whole, centre, 0.5))}>
        Zoom in
      </button>
      <button type="button" disabled={fits} onClick={() => onView(zoomAt(view, whole, centre, 2))}>
        Zoom out
      </button>
      <button type="button" disabled={fits} onClick={() => onView(moveBy(view, whole, -0.5))}>
        Earlier
      </button>
      <button type="button" disabled={fits} onClick={() => onView(moveBy(view, whole, 0.5))}>
        Later
      </button>
      <button type="button" disabled={fits} data-testid="review-fit" onClick={() => onView(whole)}>
        Whole session
      </button>
      {onAnnotate && (
        <button
          type="button"
          data-testid="review-annotate"
          disabled={cursor === null}
          onClick={() => cursor !== null && onAnnotate(cursor)}
        >
          Annotate here
        </button>
      )}
      <small>
        {clockTime(view.from * 1000)} to {clockTime(view.to * 1000)},{' '}
        {formatDuration((view.to - view.from) * 1000)}
      </small>
    </div>
  );
}
