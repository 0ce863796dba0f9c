import { randomUUID } from 'node:crypto';
import { type Person, personSchema, type Role } from '../../shared/record/people';
import type { EpochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import { notKept } from './not-kept';
import { keepPin, pinMatches } from './pin';
import { listSql, sql } from './sql';

/** A change of people, patients or orders that was not made, in words for the screen. */
export class ClinicRefusal extends Error {
  constructor(words: string) {
    super(words);
    this.name = 'ClinicRefusal';
  }
}

export type NewPerson = {
  readonly name: string;
  readonly role: Role;
  readonly pin: string;
  /** Only for people who have an id already. */
  readonly personId?: string;
};

export type People = {
  /** Everyone, also those no longer active, by name. */
  people(): Person[];
  addPerson(person: NewPerson, at: EpochMs): Person;
  setPin(personId: string, pin: string, at: EpochMs): void;
  setActive(personId: string, active: boolean, at: EpochMs): void;
  verifyPin(personId: string, pin: string): boolean;
};

type PersonRow = {
  readonly person_id: string;
  readonly name: string;
  readonly role: string;
  readonly active: number;
  readonly pin_salt: Buffer;
  readonly pin_hash: Buffer;
  readonly pin_cost: number;
};

const SHORTEST_PIN = 4;

const personOf = (row: PersonRow): Person =>
  personSchema.parse({ personId: row.person_id, name: row.name, role: row.role, active: row.active === 1 });

const keptPin = (row: PersonRow) => ({ salt: row.pin_salt, hash: row.pin_hash, cost: row.pin_cost });

function checkPin(pin: string): void {
  if (pin.length >= SHORTEST_PIN) return;
  throw new ClinicRefusal(
    `A PIN needs at least ${SHORTEST_PIN} digits. Nothing was changed. Choose a longer one.`,
  );
}

/** The people who may sign in. A PIN is kept only as its scrypt hash. */
export function clinicPeople(db: Connection, folder: string): People {
  const all = db.prepare<[], PersonRow>(listSql.people);
  const one = db.prepare<{ personId: string }, PersonRow>(sql.person);
  const insert = db.prepare(sql.insertPerson);

  const write = (person: Person, { salt, hash, cost }: ReturnType<typeof keptPin>, at: EpochMs) => {
    try {
      insert.run({ ...person, active: person.active ? 1 : 0, at, salt, hash, cost });
    } catch (error) {
      throw notKept(error, folder);
    }
  };

  const find = (personId: string): PersonRow => {
    const row = one.get({ personId });
    if (row === undefined)
      throw new ClinicRefusal('There is no such person. Nothing was changed. Choose one of the list.');
    return row;
  };

  return {
    people: () => all.all().map(personOf),
    addPerson({ name, role, pin, personId = randomUUID() }, at) {
      checkPin(pin);
      const taken = all.all().some((row) => row.name.toLowerCase() === name.trim().toLowerCase());
      if (taken || one.get({ personId }) !== undefined)
        throw new ClinicRefusal(
          `${name} is in the list already. Nobody was added: two people under one name could not be told ` +
            'apart in the record. Add a middle name or initial.',
        );
      const person = personSchema.parse({ personId, name: name.trim(), role, active: true });
      write(person, keepPin(pin), at);
      return person;
    },
    setPin(personId, pin, at) {
      checkPin(pin);
      write(personOf(find(personId)), keepPin(pin), at);
    },
    setActive(personId, active, at) {
      const row = find(personId);
      write({ ...personOf(row), active }, keptPin(row), at);
    },
    verifyPin(personId, pin) {
      const row = one.get({ personId });
      return pinMatches(pin, row === undefined || row.active === 0 ? null : keptPin(row));
    },
  };
}
