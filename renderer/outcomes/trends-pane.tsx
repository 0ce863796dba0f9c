import { useState } from 'react';
import type { PatientCourse } from '../../shared/ipc/asks/outcomes';
import { type InstrumentId, instrumentId } from '../../shared/outcomes/instrument';
import { instruments } from '../../shared/outcomes/instruments';
import { trendOf } from '../../shared/outcomes/trend';
import { clusterWords, pointWords, scoreWords } from '../../shared/outcomes/words';
import { TrendChart } from '../charts/trend-chart';
import { dayWords } from '../live/words';

/** `14 Mar`. */
const shortDay = (at: number): string => dayWords(at).slice(0, 6);

/** One instrument over time, with what the last one comes to in words. */
export function TrendsPane({ course }: { course: PatientCourse }) {
  const answered = instrumentId.options.filter((id) => course.outcomes.some((one) => one.instrument === id));
  const [chosen, setChosen] = useState<InstrumentId | null>(null);
  const id = chosen ?? answered[0] ?? 'NRS';
  const trend = trendOf(instruments[id], course.outcomes, course.sessions);
  const { instrument, latest, baseline } = trend;
  const parts = latest === null ? null : clusterWords(instrument, latest.outcome.answers);
  return (
    <div className="outcomes-pane">
      <div className="choice-row">
        {instrumentId.options.map((one) => (
          <button
            key={one}
            type="button"
            className={one === id ? 'btn low selected' : 'btn low'}
            data-testid={`trend-of-${one}`}
            aria-pressed={one === id}
            onClick={() => setChosen(one)}
          >
            {instruments[one].name}
          </button>
        ))}
      </div>
      <p data-testid="trend-words">
        <b>
          {latest === null
            ? 'Nothing complete yet.'
            : `${dayWords(latest.at)}: ${instrument.name} ${pointWords(instrument, latest)}.`}
        </b>{' '}
        {parts !== null && `${parts}. `}
        <span className="lab">
          {instrument.against === 'itself'
            ? 'It asks for the change itself.'
            : baseline === null
              ? 'No baseline: it is the last complete one before the first session of the series.'
              : `Baseline ${scoreWords(instrument, baseline.score)} of ${dayWords(baseline.at)}, the last complete one before the first session of the series.`}{' '}
          {latest?.change?.rule ? `Rule: ${latest.change.rule.source}.` : ''}
        </span>
      </p>
      <div className="outcomes-chart">
        <TrendChart trend={trend} day={shortDay} />
      </div>
    </div>
  );
}
