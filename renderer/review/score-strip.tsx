import { type ScoreKey, type ScoreSet, scoreRows, scoreText } from '../../shared/timeline/scores';
import type { Picked } from './open-session';
import type { Stretch } from './view-window';

/** Scores nearer to the one before than this share of the view are drawn as a dot: their numbers would overlap. */
const ROOM_SHARE = 0.022;

/** A score, with a dagger where a correction changed the set: the entry and its old value are one touch away. */
function markedText(set: ScoreSet, key: ScoreKey): string {
  const text = scoreText(set, key);
  return text === null ? '' : `${text}${set.corrected ? '†' : ''}`;
}

/** Pain, sedation and distress as numbers at their times, as on a paper chart. */
export function ScoreStrip(props: {
  scores: readonly ScoreSet[];
  view: Stretch;
  onPick(picked: Picked): void;
}) {
  const { scores, view, onPick } = props;
  const length = view.to - view.from;
  let lastWritten = Number.NEGATIVE_INFINITY;
  return (
    <>
      {scoreRows.map(({ key, label }, row) => (
        <span key={key} className={`strip-name row-${row}`}>
          {label}
        </span>
      ))}
      {scores.map((set) => {
        const share = (set.t - view.from) / length;
        if (share < 0 || share > 1) return null;
        const written = share - lastWritten >= ROOM_SHARE;
        if (written) lastWritten = share;
        return (
          <button
            key={set.seq}
            type="button"
            tabIndex={-1}
            className="score"
            style={{ left: `${share * 100}%` }}
            title={`Observation set${set.corrected ? ', corrected later' : ''}. ${set.observation.text}`}
            onClick={() => onPick({ t: set.t, seq: set.seq })}
          >
            {scoreRows.map(({ key }) => (
              <span key={key}>{written ? markedText(set, key) : '·'}</span>
            ))}
          </button>
        );
      })}
    </>
  );
}
