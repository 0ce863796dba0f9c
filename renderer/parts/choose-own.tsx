import { type FormEvent, useState } from 'react';
import type { PersonAtDoor } from '../../shared/ipc/asks/people';
import { failureWords } from '../live/failure-words';
import { complete, noSecrets, OwnSecretsFields, useShortestPassword } from './own-secrets';
import { Refusals } from './sheet';

/** A one-time password lets its person in only to choose what nobody else knows. */
export function ChooseOwn(props: { person: PersonAtDoor; oneTime: string; onDone: () => void }) {
  const { person, oneTime, onDone } = props;
  const shortest = useShortestPassword();
  const [own, setOwn] = useState(noSecrets);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const { personId } = person;
    try {
      const answer = await window.bridge.ask('chooseOwn', {
        ...{ personId, oneTime, password: own.password, pin: own.pin },
      });
      if (answer.kind === 'done') onDone();
      else setReasons(answer.reasons);
    } catch (failure) {
      setReasons([failureWords(failure)]);
    }
  };
  return (
    <form className="door-form" data-testid="choose-own" onSubmit={(event) => void send(event)}>
      <div className="h2">{person.name}, choose a password and a PIN that only you know</div>
      <OwnSecretsFields own={own} name={person.name} onChange={setOwn} />
      <Refusals reasons={reasons} />
      <button
        type="submit"
        className="btn primary wide-button"
        data-testid="choose-own-done"
        disabled={!complete(own, person.name, shortest)}
      >
        Keep both and sign in
      </button>
    </form>
  );
}
