import { instrumentId } from '../../shared/outcomes/instrument';
import { instruments } from '../../shared/outcomes/instruments';
import type { Outcome } from '../../shared/outcomes/outcome';
import { trendOf } from '../../shared/outcomes/trend';
import { pointWords } from '../../shared/outcomes/words';
import { placeWords } from '../../shared/record/place';
import { TrendChart } from '../charts/trend-chart';
import { dayWords } from '../live/words';
import { usePatientCourse } from './use-patient-course';
import './outcomes.css';

const shortDay = (at: number): string => dayWords(at).slice(0, 6);

/** Where forms are from that were not written down here, each place once. */
const placesOf = (outcomes: readonly Outcome[]): string =>
  [...new Set(outcomes.flatMap(({ place }) => (place === undefined ? [] : [placeWords(place)])))].join('; ');

/** Every instrument that a patient answered, below each other, for the page of the whole course. */
export function CourseTrends({ patientId }: { patientId: string }) {
  const { course, failure } = usePatientCourse(patientId);
  if (failure !== null) return <p>{failure}</p>;
  if (course === null) return <p>Reading the outcomes</p>;
  const answered = instrumentId.options.filter((id) =>
    course.outcomes.some((one) => one.instrument === id && one.withdrawn === null),
  );
  if (answered.length === 0) return <p>No questionnaire was answered yet.</p>;
  return (
    <div className="course-trends" data-testid="course-trends">
      {course.risk.length > 0 && (
        <p className="course-trends-risk">
          <b>SUICIDE RISK OPEN:</b> {course.risk.map(({ words }) => words).join('; ')}
        </p>
      )}
      {answered.map((id) => {
        const trend = trendOf(instruments[id], course.outcomes, course.sessions);
        const { instrument, latest } = trend;
        const from = placesOf(course.outcomes.filter((one) => one.instrument === id));
        return (
          <section key={id} aria-label={instrument.name}>
            <h3>{instrument.name}</h3>
            <p>
              {latest === null
                ? 'nothing complete yet'
                : `${shortDay(latest.at)}: ${pointWords(instrument, latest)}`}
            </p>
            {from !== '' && (
              <p className="cap" data-testid="trend-places">
                with forms of {from}
              </p>
            )}
            <div className="course-trends-chart">
              <TrendChart trend={trend} day={shortDay} />
            </div>
          </section>
        );
      })}
    </div>
  );
}
