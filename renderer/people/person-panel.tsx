import { useState } from 'react';
import type { PersonAtDoor, PersonChange } from '../../shared/ipc/asks/people';
import { type StaffRole, staffRole } from '../../shared/record/people';
import { formatDuration } from '../../shared/units/format';
import { Choice } from '../parts/choice';
import { Refusals } from '../parts/sheet';
import { OneTime } from './one-time';
import { useChanging } from './use-changing';

/** One person: what they are, whether they may come in, and with what. */
export function PersonPanel({ person, onChanged }: { person: PersonAtDoor; onChanged: () => void }) {
  const { personId, name } = person;
  const [role, setRole] = useState<StaffRole>(person.role);
  const changing = useChanging();
  const change = async (wanted: PersonChange) => {
    if (await changing.run(() => window.bridge.ask('changePerson', { personId, change: wanted })))
      onChanged();
  };
  const button = (words: string, below: string, wanted: PersonChange, off = false) => (
    <button
      type="button"
      className="btn"
      data-testid={`change-${wanted.what}`}
      disabled={off || changing.asking}
      onClick={() => void change(wanted)}
    >
      {words}
      <small>{below}</small>
    </button>
  );
  return (
    <>
      <h2 className="h2">{name}</h2>
      <Refusals reasons={changing.reasons} />
      {changing.oneTime !== null && <OneTime password={changing.oneTime} name={name} />}
      <Choice name="Role" options={staffRole.options} value={role} onValue={setRole} testid="change-to" />
      <div className="people-changes">
        {button(
          `Make ${name} ${role}`,
          `is ${person.role} now`,
          { what: 'role', role },
          role === person.role,
        )}
        {button('Give a one-time password', 'password and PIN end', { what: 'reset' }, !person.active)}
        {button(
          'End the lock-out',
          person.lockedOutMs > 0 ? `${formatDuration(person.lockedOutMs)} left` : 'not locked out',
          { what: 'unlocked' },
          person.lockedOutMs === 0,
        )}
        {button('Take the badge off', 'a lost badge opens nothing', { what: 'badge-removed' })}
        {person.active
          ? button(`End access of ${name}`, 'the record keeps the name', { what: 'deactivated' })
          : button(`Let ${name} sign in again`, 'with what they had', { what: 'activated' })}
      </div>
    </>
  );
}
