import { useState } from 'react';
import type { AskOutput } from '../../shared/ipc/contract';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';

/** An act on the library and the secret that signs it; why it was refused stands above. */
export function Signature(props: {
  words: string;
  testid: string;
  blocked: boolean;
  sign: (pin: string) => Promise<AskOutput<'approveLibrary'>>;
  onDone: () => void;
}) {
  const [pin, setPin] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const sign = async () => {
    try {
      const answer = await props.sign(pin);
      setReasons(answer.kind === 'refused' ? answer.reasons : []);
      if (answer.kind === 'done') props.onDone();
    } catch (failure) {
      setReasons([failure instanceof Error ? failure.message : 'Nothing was kept.']);
    }
    setPin('');
  };
  return (
    <>
      <Refusals reasons={reasons} />
      <div className="sign-line">
        <TextField
          name="Your PIN"
          value={pin}
          onChange={setPin}
          testid={`${props.testid}-pin`}
          secret
          numeric
        />
        <button
          type="button"
          className={props.blocked ? 'btn blocked' : 'btn primary'}
          data-testid={props.testid}
          disabled={props.blocked || pin.length < 4}
          onClick={() => void sign()}
        >
          {props.words}
        </button>
      </div>
    </>
  );
}
