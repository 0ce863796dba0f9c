import { useState } from 'react';
import { failureWords } from '../live/failure-words';
import { Refusals } from './sheet';
import { TextField } from './text-field';
import './own-pin-act.css';

/** One act, signed with the own PIN at this moment; what was against it stands above, and the PIN is typed anew. */
export function OwnPinAct(props: {
  readonly words: string;
  /** What follows from it, or what is in the way. */
  readonly below?: string;
  readonly testid: string;
  readonly blocked: boolean;
  readonly run: (pin: string) => Promise<{ kind: 'done' } | { kind: 'refused'; reasons: string[] }>;
  readonly onDone: () => void;
}) {
  const { words, below, testid, blocked, onDone } = props;
  const [pin, setPin] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [pending, setPending] = useState(false);
  const run = async () => {
    setPending(true);
    const answer = await props
      .run(pin)
      .catch((failure: unknown) => ({ kind: 'refused' as const, reasons: [failureWords(failure)] }));
    setPending(false);
    setPin('');
    setReasons(answer.kind === 'refused' ? answer.reasons : []);
    if (answer.kind === 'done') onDone();
  };
  return (
    <>
      <Refusals reasons={reasons} />
      <div className="own-pin-act">
        <TextField name="Your PIN" value={pin} onChange={setPin} testid={`${testid}-pin`} secret numeric />
        <button
          type="button"
          className={blocked ? 'btn blocked' : 'btn primary'}
          data-testid={testid}
          disabled={blocked || pending || pin.length < 4}
          onClick={() => void run()}
        >
          {words}
          {below !== undefined && <small>{below}</small>}
        </button>
      </div>
    </>
  );
}
