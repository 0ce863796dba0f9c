import { instrumentId } from '../../shared/outcomes/instrument';
import { instruments } from '../../shared/outcomes/instruments';
import { trendOf } from '../../shared/outcomes/trend';
import { pointWords } from '../../shared/outcomes/words';
import { TrendChart } from '../charts/trend-chart';
import { dayWords } from '../live/words';
import { usePatientCourse } from './use-patient-course';
import './outcomes.css';

const shortDay = (at: number): string => dayWords(at).slice(0, 6);

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
        return (
          <section key={id} aria-label={instrument.name}>
            <h3>{instrument.name}</h3>
            <p>
              {latest === null
                ? 'nothing complete yet'
                : `${shortDay(latest.at)}: ${pointWords(instrument, latest)}`}
            </p>
            <div className="course-trends-chart">
              <TrendChart trend={trend} day={shortDay} />
            </div>
          </section>
        );
      })}
    </div>
  );
}
