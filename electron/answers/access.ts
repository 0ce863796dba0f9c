import { randomInt } from 'node:crypto';
import type { AskName } from '../../shared/ipc/contract';
import type { AccessPolicy } from '../../shared/policy/access-policy';
import type { Actor, Person } from '../../shared/record/people';
import { mayDo, type Permission } from '../../shared/record/permissions';
import { passwordReason, pinReason } from '../../shared/record/secret-rules';
import type { EventBody } from '../../shared/session/events';
import type { Clock } from '../../shared/time/clock';
import type { Answers } from '../ipc/server';
import type { Controller } from '../session/controller';
import { actorOf, type Gate } from '../session/gate';
import { RecordNotKept } from '../store/not-kept';
import { ClinicRefusal } from '../store/people';
import { keepSecret, PASSWORD_COST, PIN_COST } from '../store/pin';
import type { Store } from '../store/store';

type Refused = { kind: 'refused'; reasons: string[] };
type Done = { kind: 'done' };
const done: Done = { kind: 'done' };
const refused = (...reasons: string[]): Refused => ({ kind: 'refused', reasons });

/** A question that the person who is there may not ask; the words go to the screen. */
export class NotForYou extends Error {
  constructor(words: string) {
    super(words);
    this.name = 'NotForYou';
  }
}

/** Throws unless whoever is signed in may do one of these; returns who it is. */
export function only(operator: Actor | null, ...any: Permission[]): Actor {
  if (operator === null) throw new NotForYou('Locked. Sign in first.');
  if (any.some((one) => mayDo(operator.role, one))) return operator;
  throw new NotForYou(`Not for the role of ${operator.role}.`);
}

/** Letters that nobody mistakes for another one when they are read out or written by hand. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz';

/** A password to be handed over once: `gkhw-pmra-tzue`, 54 bits. */
export function newOneTimePassword(): string {
  const part = () => Array.from({ length: 4 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return [part(), part(), part()].join('-');
}

type AccessAsk = Extract<
  AskName,
  | 'people'
  | 'signIn'
  | 'signInByBadge'
  | 'chooseOwn'
  | 'breakGlass'
  | 'signOut'
  | 'addFirst'
  | 'addPerson'
  | 'changePerson'
  | 'changeOwn'
  | 'accessLog'
  | 'glassSeen'
>;

const LOG_SHOWN = 300;

/** Who may come in, and with what. */
export function accessAnswers(parts: {
  readonly controller: Controller;
  readonly store: Store;
  readonly clock: Clock;
  readonly gate: Gate;
  readonly policy: AccessPolicy;
}): Pick<Answers, AccessAsk> {
  const { controller, store, clock, gate, policy } = parts;
  const operator = () => controller.state().operator;
  const at = () => clock.now().at;
  const isKept = () => store.people().some((one) => one.active && mayDo(one.role, 'keep-people'));
  const find = (personId: string) => store.people().find((one) => one.personId === personId) ?? null;
  const keeper = (): Actor | Refused => {
    const by = operator();
    return by !== null && mayDo(by.role, 'keep-people')
      ? by
      : refused('Only an administrator keeps the list of people. Sign in as one.');
  };
  const isRefused = (value: object): value is Refused => 'kind' in value && value.kind === 'refused';

  /** A refusal of the store is an answer; anything else is a fault of the program and goes up. */
  async function attempt<T>(run: () => Promise<T>): Promise<T | Refused> {
    try {
      return await run();
    } catch (error) {
      if (error instanceof ClinicRefusal || error instanceof RecordNotKept) return refused(error.message);
      throw error;
    }
  }

  function changed(by: Actor | null, personId: string, what: EventBody<'person.changed'>['what']): void {
    const person = find(personId);
    if (person !== null) controller.note({ type: 'person.changed', body: { by, person, what } }, 'apart');
  }

  async function newPassword(personId: string, password: string, oneTime: boolean): Promise<void> {
    store.setSecret(personId, 'password', { ...(await keepSecret(password, PASSWORD_COST)), oneTime }, at());
  }
  async function newPin(personId: string, pin: string): Promise<void> {
    store.setSecret(personId, 'pin', { ...(await keepSecret(pin, PIN_COST)), oneTime: false }, at());
  }
  async function handOut(personId: string): Promise<string> {
    const oneTime = newOneTimePassword();
    await newPassword(personId, oneTime, true);
    store.setSecret(personId, 'pin', null, at());
    return oneTime;
  }

  /** Why these can not be a person's own secrets. */
  function against(name: string, password: string, pin: string): string[] {
    return [passwordReason(password, name, policy.shortestPassword), pinReason(pin)].filter(
      (reason) => reason !== null,
    );
  }

  /** Somebody who is no longer what they were does not stay signed in as it. */
  function putOut(person: Person): void {
    gate.endSitting(person.personId);
    if (operator()?.personId === person.personId) controller.signOut('asked');
  }

  const isLastKeeper = (person: Person): boolean =>
    person.active &&
    mayDo(person.role, 'keep-people') &&
    !store
      .people()
      .some((one) => one.personId !== person.personId && one.active && mayDo(one.role, 'keep-people'));

  return {
    people: () => store.people().map((person) => ({ ...person, ...gate.atDoor(person.personId) })),
    signIn: ({ personId, with: kind, secret }) => gate.signIn(personId, kind, secret),
    signInByBadge: ({ badge }) => gate.signInByBadge(badge),
    chooseOwn: ({ personId, oneTime, password, pin }) =>
      attempt(async () => {
        const kind = store.secret(personId, 'password') === null ? 'pin' : 'password';
        const proof = await gate.prove(personId, kind, oneTime);
        if (proof.kind === 'refused') return proof;
        if (kind === 'password' && !proof.oneTime)
          return refused('This password is not a one-time password.');
        const why = against(proof.person.name, password, pin);
        if (password === oneTime) why.push('The one-time password can not stay. Choose another one.');
        if (why.length > 0) return refused(...why);
        await newPassword(personId, password, false);
        await newPin(personId, pin);
        changed(actorOf(proof.person), personId, 'password');
        changed(actorOf(proof.person), personId, 'pin');
        gate.letIn(proof.person);
        return done;
      }),
    breakGlass: ({ name, reason }) => {
      if (store.people().length === 0)
        return refused('Nobody uses this workstation yet. Make the first administrator.');
      if (operator() !== null) return refused('Somebody is signed in. Lock first.');
      const typed = { name: name.trim(), reason: reason.trim() };
      if (typed.name.length < 2) return refused('Type your own name. It stands in the record.');
      if (typed.reason.length < 3)
        return refused('Type why. It stands in the record and an administrator reads it.');
      const by: Actor = { personId: 'emergency', name: `${typed.name} (emergency)`, role: 'emergency' };
      controller.note({ type: 'operator.broke-glass', body: { by, reason: typed.reason } });
      return done;
    },
    signOut: () => {
      controller.signOut('asked');
      return done;
    },
    addFirst: ({ name, password, pin }) =>
      attempt(async () => {
        if (isKept()) return refused('There is an administrator already. Sign in as one.');
        const why = against(name, password, pin);
        if (why.length > 0) return refused(...why);
        const { personId } = store.addPerson({ name, role: 'administrator', pin: null }, at());
        await newPassword(personId, password, false);
        await newPin(personId, pin);
        changed(null, personId, 'added');
        return done;
      }),
    addPerson: ({ name, role }) =>
      attempt(async () => {
        const by = keeper();
        if (isRefused(by)) return by;
        const { personId } = store.addPerson({ name, role, pin: null }, at());
        const oneTime = await handOut(personId);
        changed(by, personId, 'added');
        return { kind: 'done' as const, oneTime };
      }),
    changePerson: ({ personId, change }) =>
      attempt(async () => {
        const by = keeper();
        if (isRefused(by)) return by;
        const person = find(personId);
        if (person === null) return refused('There is no such person. Nothing was changed.');
        const leaves =
          change.what === 'deactivated' || (change.what === 'role' && change.role !== 'administrator');
        if (leaves && isLastKeeper(person)) {
          return refused(
            `${person.name} is the only administrator. Nothing was changed. Add another one first.`,
          );
        }
        let oneTime: string | null = null;
        if (change.what === 'role') store.setRole(personId, change.role, at());
        if (change.what === 'deactivated') store.setActive(personId, false, at());
        if (change.what === 'activated') store.setActive(personId, true, at());
        if (change.what === 'badge-removed') store.setSecret(personId, 'badge', null, at());
        if (change.what === 'reset') oneTime = await handOut(personId);
        if (change.what === 'reset' || change.what === 'unlocked') gate.unlock(personId);
        changed(by, personId, change.what);
        if (change.what !== 'unlocked' && change.what !== 'activated') putOut(person);
        return { kind: 'done' as const, oneTime };
      }),
    changeOwn: ({ password, change }) =>
      attempt(async () => {
        const by = operator();
        const person = by === null ? null : find(by.personId);
        if (by === null || person === null) return refused('Sign in first.');
        const proof = await gate.prove(person.personId, 'password', password);
        if (proof.kind === 'refused') return proof;
        if (change.what === 'password') {
          const why = passwordReason(change.password, person.name, policy.shortestPassword);
          if (why !== null) return refused(why);
          await newPassword(person.personId, change.password, false);
        }
        if (change.what === 'pin') {
          const why = pinReason(change.pin);
          if (why !== null) return refused(why);
          await newPin(person.personId, change.pin);
        }
        if (change.what === 'badge') {
          const { personId: holder, kept } = await gate.holderOf(change.badge);
          if (holder !== null && holder !== person.personId) {
            return refused('This badge belongs to somebody else here. Nothing was changed.');
          }
          store.setSecret(person.personId, 'badge', { ...kept, oneTime: false }, at());
        }
        if (change.what === 'badge-removed') store.setSecret(person.personId, 'badge', null, at());
        changed(by, person.personId, change.what);
        return done;
      }),
    accessLog: () => {
      only(operator(), 'keep-people');
      return store.accessEvents(LOG_SHOWN);
    },
    glassSeen: ({ glassSeq }) => {
      const by = only(operator(), 'keep-people');
      controller.note({ type: 'glass.seen', body: { by, glassSeq } }, 'apart');
      return done;
    },
  };
}
