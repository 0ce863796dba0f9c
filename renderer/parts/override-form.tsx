import { useState } from 'react';
import type { Submission } from '../live/submit';
import { noSecondPerson, SecondPerson, secondPersonOf } from './second-person';
import { TextField } from './text-field';

/** A physician takes something open upon themselves: reason in words, own name, own PIN. */
export function OverrideForm(props: {
  /** What the button does: `Start without an escort`. */
  words: string;
  testid: string;
  submission: Submission;
  intentFor: (reason: string) => Parameters<Submission['send']>[0];
  onDone: () => void;
}) {
  const { words, testid, submission, intentFor, onDone } = props;
  const [physician, setPhysician] = useState(noSecondPerson);
  const [reason, setReason] = useState('');
  const witness = secondPersonOf(physician);
  const send = async () => {
    if (await submission.send(intentFor(reason), witness)) onDone();
    setPhysician((before) => ({ ...before, pin: '' }));
  };
  return (
    <div className="check-form override-form" data-testid={testid}>
      <TextField name="Reason, in words" value={reason} onChange={setReason} testid={`${testid}-reason`} />
      <SecondPerson
        name="Physician"
        permission="override-check"
        selfToo
        value={physician}
        onValue={setPhysician}
        testid={`${testid}-by`}
      />
      <button
        type="button"
        className="btn low"
        data-testid={`${testid}-confirm`}
        disabled={witness === undefined || reason.trim() === '' || submission.pending}
        onClick={() => void send()}
      >
        {words}
      </button>
    </div>
  );
}
