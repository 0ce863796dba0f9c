import type { AccessPolicy } from '../../shared/policy/access-policy';
import type { Actor, Person } from '../../shared/record/people';
import type { ProofKind } from '../../shared/session/access/events';
import { afterFailure, type LockOut, lockedOutMs, notLockedOut } from '../../shared/session/access/lock-out';
import { type Clock, type MonoMs, patience } from '../../shared/time/clock';
import { formatDuration } from '../../shared/units/format';
import { keepSecret, PASSWORD_COST, PIN_COST, secretMatches } from '../store/pin';
import type { Store } from '../store/store';
import type { Controller } from './controller';

const MINUTE_MS = 60_000;
/** Enough to find every lock-out that can still last. */
const EVENTS_READ = 1_000;

export type Refused = { readonly kind: 'refused'; readonly reasons: string[] };
export type Proof = { readonly kind: 'proven'; readonly person: Person; readonly oneTime: boolean } | Refused;
export type Entry =
  | { readonly kind: 'done' }
  /** The secret was right and lets this person in only to choose their own. */
  | { readonly kind: 'choose-own'; readonly personId: string }
  | Refused;

/** What a person needs to come in now, and when they may try again. */
export type AtDoor = { readonly needs: 'password' | 'pin'; readonly lockedOutMs: number };

/** Checks who somebody is. Every wrong secret is counted and logged, whatever it was asked for. */
export type Gate = {
  atDoor(personId: string): AtDoor;
  prove(personId: string, kind: 'password' | 'pin', secret: string): Promise<Proof>;
  signIn(personId: string, kind: 'password' | 'pin', secret: string): Promise<Entry>;
  signInByBadge(badge: string): Promise<Entry>;
  /** The person proved themselves by the password just chosen: the time until the next one begins. */
  letIn(person: Person): void;
  /** The password is asked for again: a reset, a change of role, somebody who left. */
  endSitting(personId: string): void;
  /** An administrator ends a lock-out. */
  unlock(personId: string): void;
  /** The person who has this badge; null: nobody here. */
  holderOf(badge: string): Promise<{ readonly personId: string | null; readonly kept: KeptBadge }>;
};
type KeptBadge = Awaited<ReturnType<typeof keepSecret>>;

export const actorOf = ({ personId, name, role }: Person): Actor => ({ personId, name, role });
const refused = (...reasons: string[]): Refused => ({ kind: 'refused', reasons });

/** Lock-outs that a restart must not end: what the log says of each person last, on this run's clock. */
function rememberedLockOuts(store: Pick<Store, 'accessEvents'>, clock: Clock): Map<string, LockOut> {
  const now = clock.now();
  const found = new Map<string, LockOut>();
  for (const event of [...store.accessEvents(EVENTS_READ)].reverse()) {
    if (event.type === 'operator.signed-in') found.delete(event.body.by.personId);
    if (event.type === 'person.changed' && ['unlocked', 'reset'].includes(event.body.what)) {
      found.delete(event.body.person.personId);
    }
    if (event.type !== 'operator.refused' || event.body.personId === null || event.body.why !== 'wrong')
      continue;
    const { personId, failures, lockedOutMs: out } = event.body;
    // Monotonic time means nothing across a restart; a wall clock put back must not lengthen a lock-out.
    const left = out === null ? null : Math.min(out, Math.max(0, event.at + out - now.at));
    found.set(personId, { failures, untilMs: left === null ? null : now.mono + left });
  }
  return found;
}

/** The door of one workstation. One attempt at a time: guesses sent together are counted one after the other. */
export function gateOf(parts: {
  readonly store: Pick<Store, 'people' | 'secret' | 'setSecret' | 'badges' | 'accessEvents'>;
  readonly controller: Pick<Controller, 'note' | 'signIn'>;
  readonly clock: Clock;
  readonly policy: AccessPolicy;
}): Gate {
  const { store, controller, clock, policy } = parts;
  const standings = rememberedLockOuts(store, clock);
  const passwordGiven = new Map<string, MonoMs>();
  // People's own times: a simulation that runs faster does not make anybody faster.
  const handsMs = (minutes: number) => patience(minutes * MINUTE_MS, clock.factor, minutes * MINUTE_MS);
  const rule = {
    failuresBeforeLockOut: policy.failuresBeforeLockOut,
    lockOutMs: handsMs(policy.lockOutMin),
  };
  const nowMs = () => clock.now().mono;
  const standingOf = (personId: string) => standings.get(personId) ?? notLockedOut;
  let last: Promise<unknown> = Promise.resolve();

  function oneByOne<T>(run: () => Promise<T>): Promise<T> {
    const next = last.then(run);
    last = next.catch(() => undefined);
    return next;
  }

  const sits = (personId: string): boolean => {
    const since = passwordGiven.get(personId);
    return since !== undefined && nowMs() - since < handsMs(policy.passwordEveryMin);
  };
  const activePerson = (personId: string) =>
    store.people().find((one) => one.personId === personId && one.active) ?? null;
  const needs = (personId: string): AtDoor['needs'] =>
    store.secret(personId, 'password') === null || (sits(personId) && store.secret(personId, 'pin') !== null)
      ? 'pin'
      : 'password';
  const waitWords = (ms: number) =>
    `Locked out after ${policy.failuresBeforeLockOut} wrong tries, ${formatDuration(ms)} more. PAUSE and alarms work. An administrator can unlock.`;

  function wrong(person: Person | null, kind: ProofKind): Refused {
    const { personId = null, name = null } = person ?? {};
    const now = nowMs();
    const after = personId === null ? notLockedOut : afterFailure(standingOf(personId), now, rule);
    const outMs = lockedOutMs(after, now);
    if (personId !== null) standings.set(personId, after);
    if (personId !== null && outMs > 0) passwordGiven.delete(personId);
    controller.note({
      type: 'operator.refused',
      body: {
        ...{ personId, name, with: kind, why: 'wrong', failures: after.failures },
        lockedOutMs: outMs > 0 ? outMs : null,
      },
    });
    const what = { password: 'The password does', pin: 'The PIN does', badge: 'This badge does' }[kind];
    const left = rule.failuresBeforeLockOut - after.failures;
    const next =
      outMs > 0
        ? waitWords(outMs)
        : personId !== null && left <= 2
          ? `${left} ${left === 1 ? 'try' : 'tries'} left.`
          : '';
    return refused(`${what} not match. ${next}`.trim());
  }

  /** Why nothing is tried now; null: it is tried. Asked again and again it writes one entry, not a log full. */
  const told = new Set<string>();
  function lockedOut(person: Person, kind: ProofKind): Refused | null {
    const standing = standingOf(person.personId);
    const left = lockedOutMs(standing, nowMs());
    const key = `${person.personId} ${standing.untilMs}`;
    if (left === 0) return null;
    if (!told.has(key)) {
      told.add(key);
      const { personId, name } = person;
      controller.note({
        type: 'operator.refused',
        body: {
          ...{ personId, name, with: kind, why: 'locked-out', failures: standing.failures },
          lockedOutMs: left,
        },
      });
    }
    return refused(waitWords(left));
  }

  async function check(personId: string, kind: 'password' | 'pin', secret: string): Promise<Proof> {
    const person = activePerson(personId);
    const out = person === null ? null : lockedOut(person, kind);
    if (out !== null) return out;
    const cost = kind === 'password' ? PASSWORD_COST : PIN_COST;
    const kept = person === null ? null : store.secret(personId, kind);
    if (!(await secretMatches(secret, kept, cost)) || person === null || kept === null) {
      return wrong(person, kind);
    }
    standings.delete(personId);
    if (kept.cost < cost) {
      const dearer = await keepSecret(secret, cost);
      store.setSecret(personId, kind, { ...dearer, oneTime: kept.oneTime }, clock.now().at);
    }
    return { kind: 'proven', person, oneTime: kept.oneTime };
  }

  function enter(person: Person, by: ProofKind): Entry {
    // A person whose role or place changed while the secret was being checked comes in as what they are now.
    const today = activePerson(person.personId);
    if (today === null) return refused('This person is no longer on the list.');
    if (by === 'password') passwordGiven.set(today.personId, nowMs());
    controller.signIn(actorOf(today));
    return { kind: 'done' };
  }

  async function badgeHash(badge: string): Promise<{ personId: string | null; kept: KeptBadge }> {
    // One salt for all badges of a workstation: a scan finds its person by one derivation.
    const known = store.badges();
    const kept = await keepSecret(badge.trim(), PIN_COST, known[0]?.secret.salt);
    const holder = known.find(({ secret }) => secret.hash.equals(kept.hash));
    return { personId: holder?.personId ?? null, kept };
  }

  return {
    atDoor: (personId) => ({
      needs: needs(personId),
      lockedOutMs: lockedOutMs(standingOf(personId), nowMs()),
    }),
    prove: (personId, kind, secret) => oneByOne(() => check(personId, kind, secret)),
    signIn: (personId, kind, secret) =>
      oneByOne(async () => {
        if (kind === 'pin' && needs(personId) === 'password') {
          return refused('The password is asked for first. After it the PIN is enough for the day.');
        }
        const proof = await check(personId, kind, secret);
        if (proof.kind === 'refused') return proof;
        if (proof.oneTime || store.secret(personId, 'password') === null) {
          return { kind: 'choose-own', personId };
        }
        return enter(proof.person, kind);
      }),
    signInByBadge: (badge) =>
      oneByOne(async () => {
        const { personId } = await badgeHash(badge);
        const person = personId === null ? null : activePerson(personId);
        if (person === null) return wrong(null, 'badge');
        const out = lockedOut(person, 'badge');
        if (out !== null) return out;
        if (!sits(person.personId)) {
          return refused(
            `Badge of ${person.name}. The password is asked for first. After it the badge is enough.`,
          );
        }
        standings.delete(person.personId);
        return enter(person, 'badge');
      }),
    letIn(person) {
      enter(person, 'password');
    },
    endSitting: (personId) => {
      passwordGiven.delete(personId);
    },
    unlock: (personId) => {
      standings.delete(personId);
    },
    holderOf: badgeHash,
  };
}
