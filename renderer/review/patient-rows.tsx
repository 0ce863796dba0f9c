import type { PatientLine } from '../../shared/finding/query';
import { counted } from '../live/words';
import { dayWords } from './summary-words';

/** The patients of the record: each leads to their sessions, and to the whole course where there is a way to it. */
export function PatientRows(props: {
  patients: readonly PatientLine[];
  onSessions(patient: PatientLine): void;
  onCourse?: ((patientId: string) => void) | undefined;
}) {
  const { patients, onSessions, onCourse } = props;
  return patients.map((patient) => {
    const { patientId, name, mrn, sessions, toReview, firstAt, lastAt } = patient;
    return (
      <div className="patient-row" key={patientId} data-testid="review-patient" data-patient={patientId}>
        <button type="button" className="list-row" onClick={() => onSessions(patient)}>
          <span>
            <b>{name}</b>
            <small>MRN {mrn}</small>
          </span>
          <span>{counted(sessions, 'session', 'sessions')}</span>
          <span>
            {dayWords(lastAt)}
            <small>first {dayWords(firstAt)}</small>
          </span>
          <span className={toReview === 0 ? 'quiet' : 'waits'}>
            {toReview === 0 ? 'all reviewed' : `${toReview} not reviewed`}
          </span>
        </button>
        {onCourse !== undefined && (
          <button
            type="button"
            className="plain"
            data-testid="review-patient-course"
            onClick={() => onCourse(patientId)}
          >
            Course
          </button>
        )}
      </div>
    );
  });
}
