import { randomUUID } from 'node:crypto';
import { type Person, personSchema, type StaffRole } from '../../shared/record/people';
import type { ProofKind } from '../../shared/session/access/events';
import type { EpochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import { notKept } from './not-kept';
import { outboxNotes } from './outbox';
import { type KeptSecret, keepPin, pinMatches } from './pin';
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
  readonly role: StaffRole;
  /** Null: none yet; the person chooses one. */
  readonly pin: string | null;
  /** Only for people who have an id already. */
  readonly personId?: string;
};

/** A kept secret; `oneTime` ones let their person in only to choose their own. */
export type PersonSecret = KeptSecret & { readonly oneTime: boolean };

export type People = {
  /** Everyone, also those no longer active, by name. */
  people(): Person[];
  addPerson(person: NewPerson, at: EpochMs): Person;
  setPin(personId: string, pin: string, at: EpochMs): void;
  setActive(personId: string, active: boolean, at: EpochMs): void;
  setRole(personId: string, role: StaffRole, at: EpochMs): void;
  verifyPin(personId: string, pin: string): boolean;
  /** Null: the person has none of that kind. */
  secret(personId: string, kind: ProofKind): PersonSecret | null;
  /** Null takes the secret away. */
  setSecret(personId: string, kind: ProofKind, secret: PersonSecret | null, at: EpochMs): void;
  badges(): { personId: string; secret: KeptSecret }[];
};

type PersonRow = {
  readonly person_id: string;
  readonly name: string;
  readonly role: string;
  readonly active: number;
};
type SecretRow = {
  readonly salt: Buffer | null;
  readonly hash: Buffer | null;
  readonly cost: number | null;
  readonly one_time: number;
};
type BadgeRow = KeptSecret & { readonly person_id: string };

const SHORTEST_PIN = 4;

const personOf = (row: PersonRow): Person =>
  personSchema.parse({ personId: row.person_id, name: row.name, role: row.role, active: row.active === 1 });

function checkPin(pin: string): void {
  if (pin.length >= SHORTEST_PIN) return;
  throw new ClinicRefusal(
    `A PIN needs at least ${SHORTEST_PIN} digits. Nothing was changed. Choose a longer one.`,
  );
}

/** The columns in which the first version of the record kept the PIN; it is in `person_secret` now. */
const noPinHere = { salt: Buffer.alloc(0), hash: Buffer.alloc(0), cost: 0 };

/** The people who may sign in. Passwords, PINs and badges are kept only as their scrypt hashes. */
export function clinicPeople(db: Connection, folder: string): People {
  const all = db.prepare<[], PersonRow>(listSql.people);
  const one = db.prepare<{ personId: string }, PersonRow>(sql.person);
  const insert = db.prepare(sql.insertPerson);
  const latest = db.prepare<{ personId: string; kind: ProofKind }, SecretRow>(sql.secret);
  const insertSecret = db.prepare(sql.insertSecret);
  const badges = db.prepare<[], BadgeRow>(listSql.badges);
  const note = outboxNotes(db);

  const write = (run: () => void) => {
    try {
      run();
    } catch (error) {
      throw notKept(error, folder);
    }
  };
  const keepVersion = db.transaction((person: Person, at: EpochMs) => {
    const { lastInsertRowid } = insert.run({ ...person, active: person.active ? 1 : 0, at, ...noPinHere });
    note('person', Number(lastInsertRowid), at);
  });
  const keep = (person: Person, at: EpochMs) => write(() => keepVersion.immediate(person, at));
  const keepSecretOf = (personId: string, kind: ProofKind, secret: PersonSecret | null, at: EpochMs) =>
    write(() =>
      insertSecret.run({
        ...{ personId, kind, at: Math.round(at) },
        ...{ salt: secret?.salt ?? null, hash: secret?.hash ?? null, cost: secret?.cost ?? null },
        oneTime: secret?.oneTime === true ? 1 : 0,
      }),
    );

  const find = (personId: string): PersonRow => {
    const row = one.get({ personId });
    if (row === undefined)
      throw new ClinicRefusal('There is no such person. Nothing was changed. Choose one of the list.');
    return row;
  };
  const secret = (personId: string, kind: ProofKind): PersonSecret | null => {
    const row = latest.get({ personId, kind });
    if (row === undefined || row.salt === null || row.hash === null || row.cost === null) return null;
    return { salt: row.salt, hash: row.hash, cost: row.cost, oneTime: row.one_time === 1 };
  };

  return {
    people: () => all.all().map(personOf),
    addPerson({ name, role, pin, personId = randomUUID() }, at) {
      if (pin !== null) checkPin(pin);
      const taken = all.all().some((row) => row.name.toLowerCase() === name.trim().toLowerCase());
      if (taken || one.get({ personId }) !== undefined)
        throw new ClinicRefusal(
          `${name} is in the list already. Nobody was added: two people under one name could not be told ` +
            'apart in the record. Add a middle name or initial.',
        );
      const person = personSchema.parse({ personId, name: name.trim(), role, active: true });
      keep(person, at);
      if (pin !== null) keepSecretOf(personId, 'pin', { ...keepPin(pin), oneTime: false }, at);
      return person;
    },
    setPin(personId, pin, at) {
      checkPin(pin);
      find(personId);
      keepSecretOf(personId, 'pin', { ...keepPin(pin), oneTime: false }, at);
    },
    setActive: (personId, active, at) => keep({ ...personOf(find(personId)), active }, at),
    setRole: (personId, role, at) => keep({ ...personOf(find(personId)), role }, at),
    verifyPin(personId, pin) {
      const row = one.get({ personId });
      return pinMatches(pin, row === undefined || row.active === 0 ? null : secret(personId, 'pin'));
    },
    secret,
    setSecret(personId, kind, kept, at) {
      find(personId);
      keepSecretOf(personId, kind, kept, at);
    },
    badges: () =>
      badges.all().map(({ person_id, salt, hash, cost }) => ({
        personId: person_id,
        secret: { salt, hash, cost },
      })),
  };
}
