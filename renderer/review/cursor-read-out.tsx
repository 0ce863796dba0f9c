import type { ReviewModel } from '../../shared/timeline/model';
import { clockSeconds } from '../live/words';
import { cursorValues } from './cursor-values';

/** What every lane shows at the cursor, each value with its age; without a cursor, how to set one. */
export function CursorReadOut({ model, cursor }: { model: ReviewModel; cursor: number | null }) {
  if (cursor === null) {
    return (
      <div className="cursor-read-out" data-testid="review-cursor">
        <span className="hint">
          Touch the graph, or use the arrow keys, to read every lane at one time. Drag or turn the wheel to
          zoom.
        </span>
      </div>
    );
  }
  const alarms = model.alarms.filter(({ from, to }) => cursor >= from && cursor < to);
  return (
    <div className="cursor-read-out" data-testid="review-cursor" data-at={cursor}>
      <b className="time">{clockSeconds(cursor * 1000)}</b>
      {cursorValues(model, cursor).map(({ key, label, tint, text, note }) => (
        <span key={key} data-key={key}>
          {label}{' '}
          <b style={{ color: `var(--${tint})` }} className={text === null ? 'absent' : ''}>
            {text ?? '- -'}
          </b>
          {note !== '' && <small> {note}</small>}
        </span>
      ))}
      {alarms.map(({ seq, priority, words }) => (
        <em key={seq} className={`alarm-words ${priority}`}>
          {words}
        </em>
      ))}
    </div>
  );
}
