import type { ReviewModel } from '../../shared/timeline/model';
import { clockSeconds } from '../live/words';
import { type CursorValue, cursorValues } from './cursor-values';

/** Values of one observation set have one age, which is said once, behind the last of them. */
function ofOneAge(values: readonly CursorValue[]): readonly CursorValue[][] {
  const groups: CursorValue[][] = [];
  for (const value of values) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const same =
      last !== undefined && last.note !== '' && last.note === value.note && last.ageS === value.ageS;
    if (same) group?.push(value);
    else groups.push([value]);
  }
  return groups;
}

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
      {ofOneAge(cursorValues(model, cursor)).map((group) => (
        <span key={group[0]?.key} className="of-one-age">
          {group.map(({ key, label, tint, text }) => (
            <span key={key} data-key={key}>
              {label}{' '}
              <b style={{ color: `var(--${tint})` }} className={text === null ? 'absent' : ''}>
                {text ?? '- -'}
              </b>{' '}
            </span>
          ))}
          {group[0] !== undefined && group[0].note !== '' && <small>{group[0].note}</small>}
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
