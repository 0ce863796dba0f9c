import { type FormEvent, useState } from 'react';
import { refreshFacts } from '../live/connect';
import { failureWords } from '../live/failure-words';
import { complete, noSecrets, OwnSecretsFields, useShortestPassword } from '../parts/own-secrets';
import { RoomFrame } from '../parts/room-frame';
import { SelfTestFailures, SelfTestLine } from '../parts/self-test';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import './signin.css';

/** A workstation that nobody keeps yet: its first administrator is made here, and everybody else by that one. */
export function FirstRunScreen() {
  const [name, setName] = useState('');
  const [own, setOwn] = useState(noSecrets);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const shortest = useShortestPassword();
  const ready = name.trim() !== '' && complete(own, name, shortest);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    try {
      const { password, pin } = own;
      const answer = await window.bridge.ask('addFirst', { name: name.trim(), password, pin });
      if (answer.kind === 'refused') setReasons(answer.reasons);
      else await refreshFacts(window.bridge);
    } catch (failure) {
      setReasons([failureWords(failure)]);
    }
  };
  return (
    <RoomFrame
      actions={
        <p className="panel not-cleared">Not a cleared medical device. Use only as its keeper allows.</p>
      }
    >
      <section className="panel sign-in-panel" data-testid="first-run">
        <div className="door-head">
          <h1 className="h2">First administrator of this workstation</h1>
          <SelfTestLine />
        </div>
        <p className="lab">
          The administrator adds nurses, physicians and pharmacists, and gives no drug. Nothing else works
          before there is one.
        </p>
        <SelfTestFailures />
        <form className="door-form" onSubmit={(event) => void send(event)}>
          <TextField
            name="Your name, as it will stand in the record"
            value={name}
            onChange={setName}
            testid="first-name"
          />
          <OwnSecretsFields own={own} name={name} onChange={setOwn} />
          <Refusals reasons={reasons} />
          <button
            type="submit"
            className="btn primary wide-button"
            data-testid="first-run-done"
            disabled={!ready}
          >
            Make this administrator
          </button>
        </form>
      </section>
    </RoomFrame>
  );
}
