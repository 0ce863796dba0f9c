import { useState } from 'react';
import { type Person, type Role, role } from '../../shared/record/people';
import { Choice } from './choice';
import { Refusals } from './sheet';
import { TextField } from './text-field';

const PIN = /^\d{4,8}$/;

/** Why this PIN can not be used; null when it can. */
export function pinReason(pin: string, again: string): string | null {
  if (!PIN.test(pin)) return 'A PIN has 4 to 8 digits.';
  if (/^(\d)\1+$/.test(pin)) return 'A PIN of one digit repeated is too easy to see.';
  return pin === again ? null : 'The two PINs differ.';
}

/** Who is on the list, and one more person. */
export function PeopleForm({ people, onAdded }: { people: readonly Person[]; onAdded: () => void }) {
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Role>('nurse');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const wrongName = name.trim() === '' ? 'Type the name as it will stand in the record.' : null;
  const wrongPin = pinReason(pin, again);
  const add = async () => {
    try {
      const answer = await window.bridge.ask('addPerson', { name: name.trim(), role: chosen, pin });
      setReasons(answer.kind === 'refused' ? answer.reasons : []);
      if (answer.kind !== 'done') return;
      setName('');
      setPin('');
      setAgain('');
      onAdded();
    } catch (failure) {
      setReasons([failure instanceof Error ? failure.message : 'The person was not added.']);
    }
  };
  const typed = name !== '' || pin !== '';
  return (
    <div className="people-form">
      <div className="people scroll" data-testid="people">
        {people.length === 0 && <p className="lab">Nobody yet.</p>}
        {people.map((person) => (
          <div key={person.personId} className="person">
            <b>{person.name}</b> <span className="lab">{person.role}</span>
          </div>
        ))}
      </div>
      <div className="form">
        <TextField
          name="Name"
          value={name}
          onChange={setName}
          testid="person-name"
          wrong={typed ? wrongName : null}
        />
        <Choice name="Role" options={role.options} value={chosen} onValue={setChosen} testid="person-role" />
        <TextField
          name="PIN, 4 to 8 digits"
          value={pin}
          onChange={setPin}
          testid="person-pin"
          secret
          numeric
        />
        <TextField
          name="PIN again"
          value={again}
          onChange={setAgain}
          testid="person-pin-again"
          secret
          numeric
          wrong={pin === '' ? null : wrongPin}
        />
        <Refusals reasons={reasons} />
        <button
          type="button"
          className="btn primary"
          data-testid="person-add"
          disabled={wrongName !== null || wrongPin !== null}
          onClick={() => void add()}
        >
          Add this {chosen}
        </button>
      </div>
    </div>
  );
}
