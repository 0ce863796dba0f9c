import type { Session } from '../../shared/session/state';
import { useSubmission } from '../live/submit';
import { clockTime } from '../live/words';
import { RiskAssessment } from '../parts/risk-assessment';
import { Refusals } from '../parts/sheet';

function Assess() {
  const submission = useSubmission();
  return (
    <RiskAssessment
      reasons={submission.reasons}
      onAssess={(assessment, physician) => submission.send({ kind: 'assess-risk', ...assessment }, physician)}
    />
  );
}

/** What was said or answered, and what a physician did about it; nobody else closes it and nothing skips it. */
export function RiskForm({ session }: { session: Session }) {
  const submission = useSubmission();
  const { risk, assessed } = session.recovery;
  return (
    <>
      {risk.length === 0 ? (
        <p>
          {assessed === null
            ? 'None is open.'
            : `Closed by ${assessed.by.name} at ${clockTime(assessed.at)}: ${assessed.assessment}. Plan: ${assessed.plan}.`}
        </p>
      ) : (
        <ul className="risk-reasons" data-testid="risk-reasons">
          {risk.map(({ words, by, at }) => (
            <li key={`${at}${words}`}>
              {clockTime(at)} {words} ({by.name})
            </li>
          ))}
        </ul>
      )}
      {risk.length > 0 && <Assess />}
      {risk.length === 0 && (
        <>
          <Refusals reasons={submission.reasons} />
          <button
            type="button"
            className="btn"
            data-testid="risk-report"
            onClick={() =>
              void submission.send({ kind: 'report-risk', words: 'the patient spoke of suicide' })
            }
          >
            Report: the patient spoke of suicide
          </button>
        </>
      )}
    </>
  );
}
