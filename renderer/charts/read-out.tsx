import type { Reading } from '../../shared/timeline/lane';
import { tickText } from './ticks';

/** What every lane shows at the cursor, as text. A value that was not there is said to be missing. */
export function ReadOut({ at, readings }: { at: number; readings: readonly Reading[] }) {
  return (
    <div className="read-out" data-testid="graph-read-out">
      <b>{tickText(at, true)}</b>
      {readings.map((reading) => (
        <span key={`${reading.lane}/${reading.key}`}>
          <i style={{ color: `var(--${reading.tint})` }}>{reading.label}</i>{' '}
          {reading.text === null ? 'no value' : `${reading.text} ${reading.unit}`}
        </span>
      ))}
    </div>
  );
}
