import { type Happening, happeningRows } from '../../shared/timeline/happenings';
import type { Picked } from './open-session';
import type { Stretch } from './view-window';

/** Width of a letter and of a mark without words, as shares of a view of a thousand units. */
const LETTER = 0.0085;
const MARK = 0.012;

/** What fits of the words up to the next one of the same row; a mark alone where nothing fits. */
function fitting(text: string, share: number): string {
  const letters = Math.floor((share - MARK) / LETTER);
  if (letters >= text.length) return text;
  return letters < 5 ? '' : `${text.slice(0, letters - 1)}…`;
}

/** Symptoms, drugs and notes, one row a kind: a mark at the time, its words as far as there is room. */
export function HappeningStrip(props: {
  happenings: readonly Happening[];
  view: Stretch;
  onPick(picked: Picked): void;
}) {
  const { happenings, view, onPick } = props;
  const shareOf = (t: number) => (t - view.from) / (view.to - view.from);
  return (
    <>
      {happeningRows.map(({ kind, label }, row) => (
        <span key={kind} className={`strip-name row-${row}`}>
          {label}
        </span>
      ))}
      {happeningRows.flatMap(({ kind }, row) => {
        const shown = happenings.filter((one) => one.kind === kind && one.t >= view.from && one.t <= view.to);
        return shown.map((one, index) => {
          const share = shareOf(one.t);
          const next = shown[index + 1];
          const free = (next === undefined ? 1 : shareOf(next.t)) - share;
          const words = one.kind === 'note' ? one.more : one.text;
          const whole = [one.text, one.more].filter((part) => part !== '').join(', ');
          return (
            <button
              key={one.seq}
              type="button"
              tabIndex={-1}
              className={`happening row-${row}`}
              data-seq={one.seq}
              style={{ left: `${share * 100}%`, maxWidth: `${free * 100}%` }}
              title={whole}
              aria-label={whole}
              onClick={() => onPick({ t: one.t, seq: one.seq })}
            >
              {fitting(words, free)}
            </button>
          );
        });
      })}
    </>
  );
}
