import { useState } from 'react';
import type { PatientCourse } from '../../shared/ipc/asks/outcomes';
import { failureWords } from '../live/failure-words';
import { clockTime, dayWords } from '../live/words';
import { RiskAssessment } from '../parts/risk-assessment';
import { Refusals } from '../parts/sheet';

/** A patient's suicide risk outside a session: what opened it, and what a physician did; or the way to report one. */
export function RiskPane(props: {
  readonly patientId: string;
  readonly course: PatientCourse;
  readonly onChanged: () => void;
}) {
  const { patientId, course, onChanged } = props;
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const { risk, assessed } = course;
  const settle = async (ask: () => Promise<{ kind: 'done' } | { kind: 'refused'; reasons: string[] }>) => {
    try {
      const answer = await ask();
      setReasons(answer.kind === 'refused' ? answer.reasons : []);
      if (answer.kind === 'done') onChanged();
      return answer.kind === 'done';
    } catch (failure) {
      setReasons([failureWords(failure)]);
      return false;
    }
  };
  if (risk.length > 0)
    return (
      <div className="outcomes-pane">
        <ul className="risk-reasons" data-testid="risk-reasons">
          {risk.map(({ words, by, at }) => (
            <li key={`${at}${words}`}>
              {dayWords(at)} {clockTime(at)} {words} ({by.name})
            </li>
          ))}
        </ul>
        <p className="lab">
          It stays open, on the worklist too, until a physician has recorded what was done.
        </p>
        <RiskAssessment
          reasons={reasons}
          onAssess={(assessment, physician) =>
            settle(() => window.bridge.ask('assessPatientRisk', { patientId, ...assessment, physician }))
          }
        />
      </div>
    );
  return (
    <div className="outcomes-pane">
      <p>
        {assessed === null
          ? 'None is open.'
          : `None is open. Last closed by ${assessed.by.name}, ${dayWords(assessed.at)}: ${assessed.assessment}. Plan: ${assessed.plan}.`}
      </p>
      <Refusals reasons={reasons} />
      <button
        type="button"
        className="btn"
        data-testid="risk-report"
        onClick={() =>
          void settle(() =>
            window.bridge.ask('reportPatientRisk', { patientId, words: 'the patient spoke of suicide' }),
          )
        }
      >
        Report: the patient spoke of suicide
      </button>
    </div>
  );
}
