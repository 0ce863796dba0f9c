import { useEffect, useState } from 'react';
import type { Person } from '../../shared/record/people';
import { refreshFacts } from '../live/connect';
import { PeopleForm } from '../parts/people-form';
import { RoomFrame } from '../parts/room-frame';
import './signin.css';

/** A workstation that nobody uses yet: the first people are made here, and the signing in follows. */
export function FirstRunScreen() {
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [failed, setFailed] = useState(false);
  const read = () => void window.bridge.ask('people', {}).then(setPeople, () => setFailed(true));
  useEffect(read, []);
  const missing = (['nurse', 'physician'] as const).filter(
    (role) => !people.some((person) => person.role === role),
  );
  return (
    <RoomFrame
      actions={
        <button
          type="button"
          className="btn primary"
          data-testid="first-run-done"
          disabled={people.length === 0}
          onClick={() => void refreshFacts(window.bridge)}
        >
          Go to signing in
          <small>
            {missing.length === 0
              ? 'a nurse and a physician are on the list'
              : `still missing: ${missing.join(', ')}`}
          </small>
        </button>
      }
    >
      <section className="panel sign-in-panel" data-testid="first-run">
        <h1 className="h2">First people of this workstation</h1>
        <p className="lab">
          A physician signs orders, a nurse gives them, an administrator keeps this list. Not a cleared
          medical device.
        </p>
        {failed && <p className="field-reason">The list of people cannot be read.</p>}
        <PeopleForm people={people} onAdded={read} />
      </section>
    </RoomFrame>
  );
}
