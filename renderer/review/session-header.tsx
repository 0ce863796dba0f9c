import type { ReviewStanding } from '../../shared/ipc/session-detail';
import { placeWords } from '../../shared/record/place';
import type { Review } from '../../shared/review/fold';
import type { ReviewModel } from '../../shared/timeline/model';
import { formatDuration, formatIn, withUnit } from '../../shared/units/format';
import { entriesWords } from '../../shared/words/event-words';
import { ageInYears, allergyWords, clockSeconds, dateWords, sexWords } from '../live/words';
import { DrugLabel } from '../parts/banner';
import { ExportMenu } from './export-menu';
import type { HeadProps } from './open-session';
import { checkWords, reviewStandingWords } from './review-words';
import { phaseWords, whenWords } from './summary-words';

/** Who, what was ordered, which session of how many, and how the record of it stands. */
export function SessionHeader({
  model,
  review,
  standing,
  ...head
}: { model: ReviewModel; review: Review | null; standing: ReviewStanding | null } & HeadProps) {
  const { session, detail } = model;
  const { patient, order } = session;
  const { summary } = detail;
  const rates = order.steps.map(({ rateMgPerKgPerHour }) => rateMgPerKgPerHour);
  const steps = rates.map((rate) => formatIn(rate, 'mg/kg/h')).join(', ');
  const top = order.maxRateMgPerKgPerHour;
  return (
    <header className="panel session-head" data-testid="review-header">
      <button type="button" className="plain" onClick={head.onBack} data-testid="review-back">
        All sessions
      </button>
      <div className="who">
        <h1 className="name">{patient.name}</h1>
        <small>
          {dateWords(patient.birthDate)}, {ageInYears(patient.birthDate, session.openedAt)} y ·{' '}
          {sexWords(patient.sex)}
        </small>
        <small>MRN {patient.mrn}</small>
      </div>
      <div className="allergies">
        <small>Allergies</small>
        <b>{allergyWords(patient)}</b>
      </div>
      <DrugLabel order={order} />
      <div className="about">
        <span>
          <b>
            Session {order.sessionNumber} of {order.sessionsPlanned}
          </b>
          , {whenWords(summary)}
        </span>
        <small>
          Order {withUnit(order.totalMg, 'mg')} in {formatDuration(order.durationMin * 60_000)}: {steps}{' '}
          mg/kg/h
          {top > Math.max(...rates) && `, top ${formatIn(top, 'mg/kg/h')}`}
        </small>
        <small>
          dosing weight {withUnit(order.dosingWeightKg, 'kg')}, {order.weightBasis} ·{' '}
          {summary.place === undefined ? session.room : placeWords(summary.place)} · {session.openedBy.name}
        </small>
      </div>
      <div className="standing">
        {summary.simulation && <em className="mark">SIMULATION</em>}
        <b data-testid="review-standing">
          {session.phase !== 'closed'
            ? phaseWords[session.phase]
            : review === null
              ? ''
              : reviewStandingWords(review, false)}
        </b>
        <small>{session.phase === 'closed' ? checkWords(standing) : entriesWords(summary.events)}</small>
        {session.phase !== 'closed' && <small>as of {clockSeconds(head.readAt)}, not live</small>}
      </div>
      {session.phase !== 'closed' && (
        <button type="button" className="plain" onClick={head.onReadAgain}>
          Read again
        </button>
      )}
      <ExportMenu sessionId={session.sessionId} />
      <div className="ways">
        <button
          type="button"
          className="plain"
          onClick={() => head.onCourse(patient.patientId)}
          data-testid="review-course"
        >
          Course
        </button>
        <button type="button" className="plain" onClick={head.onLeave} data-testid="review-leave">
          Leave
        </button>
      </div>
    </header>
  );
}
