import { useEffect, useState } from 'react';
import type { Person } from '../../shared/record/people';
import { mayDo, type Permission } from '../../shared/record/permissions';
import { useLive } from '../live/store';
import { TextField } from './text-field';
import './second-person.css';

/** A second person and the secret that they type themselves. */
export type SecondPersonEntry = { readonly personId: string | null; readonly pin: string };
export const noSecondPerson: SecondPersonEntry = { personId: null, pin: '' };

/** The entry as the main process takes it; undefined while it is not complete. */
export const secondPersonOf = ({ personId, pin }: SecondPersonEntry) =>
  personId === null || pin === '' ? undefined : { personId, pin };

export type SecondPersonProps = {
  /** What the second person does here: `Witness`, `Physician`. */
  readonly name: string;
  readonly permission: Permission;
  /** Whether the person who is signed in may be chosen as well: a physician who signs an own decision again. */
  readonly selfToo?: boolean;
  readonly value: SecondPersonEntry;
  readonly onValue: (value: SecondPersonEntry) => void;
  readonly testid: string;
};

/** Chooses another person who may do it, and takes their own PIN. Who it is stands in the record; the PIN never does. */
export function SecondPerson(props: SecondPersonProps) {
  const { name, permission, selfToo = false, value, onValue, testid } = props;
  const trainingPins = useLive((view) => view.facts?.trainingPins ?? null);
  const operatorId = useLive((view) => view.state?.operator?.personId ?? null);
  const [people, setPeople] = useState<readonly Person[] | null>(null);
  useEffect(() => {
    let gone = false;
    window.bridge.ask('people', {}).then(
      (found) => !gone && setPeople(found),
      () => !gone && setPeople([]),
    );
    return () => {
      gone = true;
    };
  }, []);
  const offered = (people ?? []).filter(
    (one) => one.active && mayDo(one.role, permission) && (selfToo || one.personId !== operatorId),
  );
  return (
    <div className="second-person">
      <div className="field">
        <span className="field-name">{name}</span>
        <div className="choice-row">
          {offered.map((one) => (
            <button
              key={one.personId}
              type="button"
              className={one.personId === value.personId ? 'btn low selected' : 'btn low'}
              aria-pressed={one.personId === value.personId}
              data-testid={`${testid}-${one.personId}`}
              onClick={() => onValue({ personId: one.personId, pin: '' })}
            >
              {one.name}
            </button>
          ))}
          {people !== null && offered.length === 0 && (
            <span className="lab">Nobody else on this workstation may do this.</span>
          )}
        </div>
      </div>
      <TextField
        name={`PIN of the ${name.toLowerCase()}`}
        value={value.pin}
        onChange={(pin) => onValue({ ...value, pin })}
        testid={`${testid}-pin`}
        secret
        numeric
      />
      {value.personId !== null && trainingPins?.[value.personId] !== undefined && (
        <p className="training" data-testid={`${testid}-training-pin`}>
          This is a simulation. PIN of this invented person: <b>{trainingPins[value.personId]}</b>
        </p>
      )}
    </div>
  );
}
