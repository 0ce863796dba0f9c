import { useEffect, useState } from 'react';
import type { Person } from '../../shared/record/people';
import { useLive } from '../live/store';
import { Keypad } from './keypad';
import { Refusals } from './sheet';

const KEY_BOUNCE_PIN_MS = 60;
const LONGEST_PIN = 8;

function usePeople(): readonly Person[] | null {
  const [people, setPeople] = useState<readonly Person[] | null>(null);
  useEffect(() => {
    let gone = false;
    window.bridge.ask('people', {}).then(
      (found) => !gone && setPeople(found.filter((person) => person.active)),
      () => !gone && setPeople([]),
    );
    return () => {
      gone = true;
    };
  }, []);
  return people;
}

function PinEntry({ person, onDone }: { person: Person; onDone: () => void }) {
  const facts = useLive((view) => view.facts);
  const [pin, setPin] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const training = facts?.trainingPins?.[person.personId] ?? null;
  const last = useState({ key: '', atMs: 0 })[0];

  const key = (pressed: string) => {
    const now = performance.now();
    const bounced = last.key === pressed && now - last.atMs < KEY_BOUNCE_PIN_MS;
    last.key = pressed;
    last.atMs = now;
    if (bounced) return;
    setReasons([]);
    setPin((before) =>
      (pressed === 'Delete' ? before.slice(0, -1) : /^\d$/.test(pressed) ? before + pressed : before).slice(
        0,
        LONGEST_PIN,
      ),
    );
  };
  const signIn = async () => {
    setAsking(true);
    try {
      const answer = await window.bridge.ask('signIn', { personId: person.personId, pin });
      if (answer.kind === 'done') onDone();
      else setReasons(answer.reasons);
    } catch {
      setReasons(['The console did not take it. Sign in again.']);
    }
    setPin('');
    setAsking(false);
  };
  return (
    <div className="pin-entry">
      <div className="grow">
        <div className="h2">{person.name}</div>
        <div className="lab">{person.role}</div>
        <div
          className="entry pin"
          data-testid="pin-entry"
          role="status"
          aria-label={`${pin.length} digits typed`}
        >
          {'•'.repeat(pin.length)}
        </div>
        {training !== null && (
          <p className="training" data-testid="training-pin">
            This is a simulation: no patient, no drug. PIN of this invented person: <b>{training}</b>
          </p>
        )}
        <Refusals reasons={reasons} />
        <button
          type="button"
          className="btn primary wide-button"
          data-testid="sign-in"
          disabled={pin.length < 4 || asking}
          onClick={() => void signIn()}
        >
          Sign in as {person.name}
        </button>
      </div>
      <Keypad onKey={key} withPoint={false} />
    </div>
  );
}

/** Who it is, then the PIN. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const people = usePeople();
  const [chosen, setChosen] = useState<Person | null>(null);
  return (
    <div className="sign-in">
      <div className="people scroll" data-testid="people">
        {people === null && <p className="lab">Reading the list of people</p>}
        {people?.length === 0 && <p className="lab">Nobody is on the list of this workstation yet.</p>}
        {people?.map((person) => (
          <button
            key={person.personId}
            type="button"
            className={chosen?.personId === person.personId ? 'btn selected' : 'btn'}
            data-testid={`person-${person.personId}`}
            aria-pressed={chosen?.personId === person.personId}
            onClick={() => setChosen(person)}
          >
            {person.name}
            <small>{person.role}</small>
          </button>
        ))}
      </div>
      {chosen === null ? (
        <p className="lab pin-entry">Touch your name.</p>
      ) : (
        <PinEntry key={chosen.personId} person={chosen} onDone={onDone} />
      )}
    </div>
  );
}
