import { useEffect, useRef, useState } from 'react';
import type { AskOutput } from '../../shared/ipc/contract';
import { failureWords } from '../live/failure-words';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';

/** An act on an order that needs a reason and the own PIN. Why it was refused stands below, and what was typed stays. */
export function ReasonedAct(props: {
  /** Of the button that does it; the fields around it are named after it. */
  readonly testid: string;
  /** What the button does, and what follows from it. */
  readonly words: string;
  readonly hint: string;
  readonly reasonName: string;
  readonly leaveWords: string;
  readonly run: (reason: string, pin: string) => Promise<AskOutput<'withdrawOrder'>>;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}) {
  const { testid, words, hint, reasonName, leaveWords, onDone, onLeave } = props;
  const [reason, setReason] = useState('');
  const [pin, setPin] = useState('');
  const [refused, setRefused] = useState<readonly string[]>([]);
  const form = useRef<HTMLElement>(null);
  // It opens inside a list, where its foot may lie below the edge.
  useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), []);
  const missing = reason.trim().length < 3 || pin === '';
  const run = async () => {
    if (missing) return;
    try {
      const answer = await props.run(reason.trim(), pin);
      setPin('');
      setRefused(answer.kind === 'refused' ? answer.reasons : []);
      if (answer.kind === 'done') onDone();
    } catch (failure) {
      setRefused([failureWords(failure)]);
    }
  };
  return (
    <section ref={form} className="reasoned-act" data-testid={`${testid}-form`} aria-label={words}>
      <TextField name={reasonName} value={reason} onChange={setReason} testid={`${testid}-reason`} />
      <TextField name="Your PIN" value={pin} onChange={setPin} testid={`${testid}-pin`} secret numeric />
      <button type="button" className="btn" data-testid={`${testid}-leave`} onClick={onLeave}>
        {leaveWords}
      </button>
      <button
        type="button"
        className={missing ? 'btn blocked' : 'btn primary'}
        data-testid={testid}
        aria-disabled={missing}
        onClick={() => void run()}
      >
        {words}
        <small>{missing ? 'a reason and your PIN are needed' : hint}</small>
      </button>
      <Refusals reasons={refused} />
    </section>
  );
}
