import { useState } from 'react';
import { type StaffRole, staffRole } from '../../shared/record/people';
import { Choice } from '../parts/choice';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import { OneTime } from './one-time';
import { useChanging } from './use-changing';

/** A name and a role; the password is made here, handed over, and replaced by its person. */
export function NewPerson({ onChanged }: { onChanged: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<StaffRole>('nurse');
  const [added, setAdded] = useState('');
  const changing = useChanging();
  const add = async () => {
    const asked = name.trim();
    if (!(await changing.run(() => window.bridge.ask('addPerson', { name: asked, role })))) return;
    setAdded(asked);
    setName('');
    onChanged();
  };
  return (
    <>
      <h2 className="h2">New person</h2>
      <TextField
        name="Name, as it will stand in the record"
        value={name}
        onChange={setName}
        testid="person-name"
      />
      <Choice name="Role" options={staffRole.options} value={role} onValue={setRole} testid="person-role" />
      <Refusals reasons={changing.reasons} />
      <button
        type="button"
        className="btn primary"
        data-testid="person-add"
        disabled={name.trim() === '' || changing.asking}
        onClick={() => void add()}
      >
        Add this {role}
      </button>
      {changing.oneTime !== null && <OneTime password={changing.oneTime} name={added} />}
    </>
  );
}
