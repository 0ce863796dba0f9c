import { type FormEvent, useState } from 'react';
import { failureWords } from '../live/failure-words';
import { Refusals } from './sheet';
import { TextField } from './text-field';

/** Emergency access: no secret, so a name and a reason, and what it does and does not open. */
export function EmergencyForm({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const answer = await window.bridge.ask('breakGlass', { name, reason });
      if (answer.kind === 'done') onDone();
      else setReasons(answer.reasons);
    } catch (failure) {
      setReasons([failureWords(failure)]);
    }
  };
  return (
    <form className="door-form" data-testid="emergency-form" onSubmit={(event) => void send(event)}>
      <div className="h2">Emergency access without sign-in</div>
      <p className="lab">
        Opens charting, alarms and records until the next lock. It starts, resumes and raises nothing. PAUSE
        works without it. An administrator reads who used it and why.
      </p>
      <TextField name="Your own name" value={name} onChange={setName} testid="emergency-name" />
      <TextField
        name="Why you can not sign in"
        value={reason}
        onChange={setReason}
        testid="emergency-reason"
      />
      <Refusals reasons={reasons} />
      <div className="door-pair">
        <button type="button" className="btn outline" data-testid="emergency-back" onClick={onBack}>
          Back to signing in
        </button>
        <button
          type="submit"
          className="btn primary"
          data-testid="emergency-open"
          disabled={name.trim().length < 2 || reason.trim().length < 3}
        >
          Open emergency access
        </button>
      </div>
    </form>
  );
}
