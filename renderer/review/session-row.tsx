import type { SessionSummary } from '../../shared/ipc/session-detail';
import { placeWords } from '../../shared/record/place';
import { counted } from '../live/words';
import { givenWords, happenedWords, lengthWords, phaseWords, whenWords } from './summary-words';

/** One session of the list: a button as wide as the list. */
export function SessionRow({
  summary,
  onOpen,
}: {
  summary: SessionSummary;
  onOpen(sessionId: string): void;
}) {
  const { sessionId, patientName, mrn, drug, room, phase, alarms, simulation, reviewed, place } = summary;
  return (
    <button
      type="button"
      className="list-row"
      data-testid="review-row"
      data-session={sessionId}
      onClick={() => onOpen(sessionId)}
    >
      <span>
        <b>{patientName}</b>
        <small>MRN {mrn}</small>
      </span>
      <span>{whenWords(summary)}</span>
      <span>
        {drug}
        <small>{place === undefined ? room : placeWords(place)}</small>
      </span>
      <span>
        {phaseWords[phase]}
        {simulation && <em className="mark">SIMULATION</em>}
        {phase === 'closed' && (
          <small className={reviewed ? '' : 'waits'}>{reviewed ? 'reviewed' : 'not reviewed'}</small>
        )}
      </span>
      <span className="happened">{happenedWords(summary)}</span>
      <span className="right">
        <b>{givenWords(summary)}</b>
      </span>
      <span className="right">{lengthWords(summary)}</span>
      <span className="right">{alarms === 0 ? 'none' : counted(alarms, 'alarm', 'alarms')}</span>
    </button>
  );
}
