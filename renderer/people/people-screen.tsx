import { useCallback, useEffect, useState } from 'react';
import type { PersonAtDoor } from '../../shared/ipc/asks/people';
import { mayDo } from '../../shared/record/permissions';
import { goTo } from '../live/route';
import { useLive } from '../live/store';
import { RoomFrame } from '../parts/room-frame';
import { AccessLog } from './access-log';
import { NewPerson } from './new-person';
import { OwnPanel } from './own-panel';
import { PersonPanel } from './person-panel';
import './people.css';

function usePeople(): readonly [readonly PersonAtDoor[], () => void] {
  const [people, setPeople] = useState<readonly PersonAtDoor[]>([]);
  const read = useCallback(
    () => void window.bridge.ask('people', {}).then(setPeople, () => setPeople([])),
    [],
  );
  useEffect(read, [read]);
  return [people, read];
}

function standing(person: PersonAtDoor): string {
  if (!person.active) return `${person.role} · may not sign in`;
  return person.lockedOutMs > 0 ? `${person.role} · locked out` : person.role;
}

function Keeper() {
  const [people, read] = usePeople();
  const [chosen, setChosen] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const changed = () => {
    read();
    setTurn((before) => before + 1);
  };
  const person = people.find((one) => one.personId === chosen) ?? null;
  return (
    <div className="people-keeper" data-testid="people-screen">
      <section className="panel people-panel">
        <h1 className="h2">People of this workstation</h1>
        <button
          type="button"
          className={chosen === null ? 'btn selected' : 'btn'}
          data-testid="person-new"
          aria-pressed={chosen === null}
          onClick={() => setChosen(null)}
        >
          Add a person
        </button>
        <div className="people scroll">
          {people.map((one) => (
            <button
              key={one.personId}
              type="button"
              className={one.personId === chosen ? 'btn low selected' : 'btn low'}
              data-testid={`keep-${one.personId}`}
              aria-pressed={one.personId === chosen}
              onClick={() => setChosen(one.personId)}
            >
              {one.name}
              <small>{standing(one)}</small>
            </button>
          ))}
        </div>
      </section>
      <section className="panel people-panel scroll">
        {person === null ? (
          <NewPerson onChanged={changed} />
        ) : (
          <PersonPanel key={person.personId} person={person} onChanged={changed} />
        )}
      </section>
      <AccessLog turn={turn} />
    </div>
  );
}

/** The list of people for who keeps it; for everyone, their own password, PIN and badge. */
export function PeopleScreen() {
  const operator = useLive((view) => view.state?.operator ?? null);
  const [own, setOwn] = useState(false);
  const keeps = operator !== null && mayDo(operator.role, 'keep-people');
  return (
    <RoomFrame
      actions={
        <>
          <button type="button" className="btn" data-testid="go-home" onClick={() => goTo('home')}>
            Worklist
          </button>
          {keeps && (
            <button type="button" className="btn" data-testid="people-own" onClick={() => setOwn(!own)}>
              {own ? 'People' : 'Your sign-in'}
              <small>{own ? 'add, change, read who came in' : 'password, PIN, badge'}</small>
            </button>
          )}
        </>
      }
    >
      {keeps && !own ? <Keeper /> : operator !== null && <OwnPanel name={operator.name} />}
    </RoomFrame>
  );
}
