import { useState } from 'react';
import type { Session } from '../../shared/session/state';
import { useSubmission } from '../live/submit';
import { clockTime } from '../live/words';
import { noSecondPerson, SecondPerson, secondPersonOf } from '../parts/second-person';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';

const fields = [
  ['assessment', 'Assessment: thoughts, plan, means, protection'],
  ['action', 'What was done'],
  ['told', 'Who was told'],
  ['plan', 'Plan: where the patient goes, who sees them when'],
] as const;
type Field = (typeof fields)[number][0];
const empty: Record<Field, string> = { assessment: '', action: '', told: '', plan: '' };

function Assess() {
  const [typed, setTyped] = useState(empty);
  const [physician, setPhysician] = useState(noSecondPerson);
  const submission = useSubmission();
  const witness = secondPersonOf(physician);
  const open = fields.filter(([field]) => typed[field].trim() === '').length;
  const missing = open > 0 ? `${open} of 4 open` : witness === undefined ? 'physician and PIN' : null;
  const save = async () => {
    if (missing !== null || witness === undefined) return;
    const { assessment, action, told, plan } = typed;
    if (!(await submission.send({ kind: 'assess-risk', assessment, action, told, plan }, witness)))
      setPhysician({ ...physician, pin: '' });
  };
  return (
    <>
      <div className="risk-fields">
        {fields.map(([field, name]) => (
          <TextField
            key={field}
            name={name}
            value={typed[field]}
            onChange={(text) => setTyped((old) => ({ ...old, [field]: text }))}
            testid={`risk-${field}`}
          />
        ))}
      </div>
      <SecondPerson
        name="Physician"
        permission="sign-discharge"
        selfToo
        value={physician}
        onValue={setPhysician}
        testid="risk-by"
      />
      <Refusals reasons={submission.reasons} />
      <button
        type="button"
        className={missing === null ? 'btn primary' : 'btn blocked'}
        data-testid="risk-save"
        aria-disabled={missing !== null || submission.pending}
        onClick={() => void save()}
      >
        Record what was done
        <small>{missing ?? 'the risk is closed by the physician’s name'}</small>
      </button>
    </>
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
