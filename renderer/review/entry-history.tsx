import type { AmendedEntry } from '../../shared/review/fold';
import { correctionWords, valueWords } from '../../shared/review/words';
import { clockTime } from '../live/words';
import { dateTime } from './review-words';

/** The small mark of an entry that was corrected later. */
export function CorrectedMark({ amended }: { amended: readonly AmendedEntry[] }) {
  if (amended.length === 0) return null;
  return (
    <em className="corrected" data-testid="corrected">
      corrected: {amended.map(({ title }) => title).join(', ')}
    </em>
  );
}

/** What an entry said before, and how it came to what it says now. */
export function EntryHistory({ amended }: { amended: readonly AmendedEntry[] }) {
  return (
    <ul className="history" data-testid="entry-history">
      {amended.map((one) => (
        <li key={one.field}>
          First written:{' '}
          <b>
            {one.title} {valueWords(one, one.original, clockTime)}
          </b>
          {one.corrections.map((step) => (
            <small key={step.seq}>
              {correctionWords(step, clockTime)}, {step.by.name}, {dateTime(step.at)}: {step.reason}
            </small>
          ))}
        </li>
      ))}
    </ul>
  );
}
