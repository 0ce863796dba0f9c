import type { ReviewStanding } from '../../shared/ipc/session-detail';
import { mayDo } from '../../shared/record/permissions';
import { againstClosed, decideReview } from '../../shared/review/decide';
import { amendedIn } from '../../shared/review/fold';
import {
  againstCheck,
  againstSigner,
  againstSigning,
  type RecordCheck,
  signedReview,
} from '../../shared/review/signing';
import type { LoggedEvent } from '../../shared/session/events';
import { type Fingerprint, ofNothing, withEntry } from '../../shared/session/fingerprint';
import type { Answers } from '../ipc/server';
import { amendedSession } from '../session/amended-session';
import type { Controller } from '../session/controller';
import { actorOf, type Gate } from '../session/gate';
import { inPieces, piecewise } from '../session/pieces';
import type { Places } from '../store/elsewhere/places';
import type { Store } from '../store/store';
import { only } from './access';

type ReviewAnswers = Pick<Answers, 'reviewStanding' | 'reviewSession' | 'signReview'>;

const refused = (...reasons: string[]) => ({ kind: 'refused' as const, reasons });
/** Entries read between two pauses: some milliseconds. */
const PIECE = 100;
const LOOK_AGAIN = 'Something was added since you looked. Look again, then sign.';

const dischargeHash = (events: readonly LoggedEvent[]): string | null =>
  events.findLast((event) => event.type === 'discharge.signed')?.body.hash ?? null;

/** The same as `fingerprintOf`, in pieces. */
async function fingerprintOfAll(events: readonly LoggedEvent[]): Promise<Fingerprint> {
  let fingerprint = ofNothing;
  await inPieces(
    piecewise(events, PIECE, (event) => {
      fingerprint = withEntry(fingerprint, event);
    }),
  );
  return fingerprint;
}

/** What is said of closed sessions, and the signature under them. */
export function reviewAnswers(parts: {
  readonly controller: Pick<Controller, 'state' | 'enter'>;
  readonly store: Pick<Store, 'events' | 'checkSession'>;
  readonly places: Pick<Places, 'of'>;
  readonly gate: Pick<Gate, 'prove' | 'atDoor'>;
}): ReviewAnswers {
  const { controller, store, gate } = parts;
  const operator = () => controller.state().operator;
  /** Every entry of a session but the readings; in pieces, since it can be thousands. */
  async function told(sessionId: string): Promise<LoggedEvent[]> {
    const events: LoggedEvent[] = [];
    await inPieces(
      piecewise(store.events(sessionId, { without: 'readings' }), PIECE, (event) => events.push(event)),
    );
    return events;
  }
  /** Why nothing is written into this session, by its first and last entries alone. */
  const against = (sessionId: string): string | null => {
    const place = parts.places.of(sessionId)?.place ?? null;
    if (place !== null)
      return `This session is of ${place.room}. What is said of it, and its signature, belong into the record of that workstation.`;
    return againstClosed([...store.events(sessionId, { types: ['session.opened', 'session.closed'] })]);
  };
  /** Whether nothing was written into the session since an entry; asked right before something is. */
  const isLast = (sessionId: string, seq: number): boolean => {
    for (const _ of store.events(sessionId, { afterSeq: seq, without: 'readings' })) return false;
    return true;
  };

  /** The entries in the record, counted and their seals tried; the console goes on meanwhile. */
  async function checked(sessionId: string): Promise<RecordCheck | null> {
    return inPieces((parts.places.of(sessionId)?.store ?? store).checkSession(sessionId));
  }

  return {
    reviewStanding: async ({ sessionId }): Promise<ReviewStanding> => {
      const by = only(operator(), 'review');
      const check = await checked(sessionId);
      const who = againstSigner(by);
      const closed = against(sessionId);
      const why =
        check === null || closed !== null
          ? [closed ?? 'There is no such session in this record.']
          : [...(who === null ? [] : [who]), ...againstCheck(check)];
      return { check, by, against: why, needs: gate.atDoor(by.personId).needs };
    },
    reviewSession: async ({ sessionId, wish }) => {
      const closed = parts.places.of(sessionId)?.place === null ? null : against(sessionId);
      if (closed !== null) return refused(closed);
      const events = await told(sessionId);
      const decision = decideReview(events, wish, operator());
      if (decision.kind === 'refused') return decision;
      if (!isLast(sessionId, events.at(-1)?.seq ?? 0))
        return refused('Something was added at the same moment. Look again.');
      return controller.enter([decision.draft], { closed: sessionId });
    },
    signReview: async ({ sessionId, meaning, seenSeq, with: kind, secret }) => {
      const by = operator();
      const who = againstSigner(by);
      if (by === null || who !== null) return refused(who ?? 'Sign in first.');
      // The reasons before the secret: nobody types a PIN for what can not be done.
      const closed = against(sessionId);
      if (closed !== null) return refused(closed);
      const events = await told(sessionId);
      if (events.at(-1)?.seq !== seenSeq) return refused(LOOK_AGAIN);
      const check = await checked(sessionId);
      if (check === null) return refused('There is no such session in this record.');
      const fingerprint = await fingerprintOfAll(events);
      const state = await amendedSession(store, sessionId, events);
      const open = againstSigning(events, state.session, check);
      if (state.session === null || open.length > 0) return refused(...open);
      // Two parts for the first signature of a sitting (SR-157): the password, as at the door.
      if (kind === 'pin' && gate.atDoor(by.personId).needs === 'password')
        return refused('The password is asked for first. After it the PIN is enough for the day.');
      const proof = await gate.prove(by.personId, kind, secret);
      if (proof.kind === 'refused') return proof;
      if (proof.oneTime) return refused('Choose a password of your own first: lock, and sign in with it.');
      // Whoever was signed in when it was asked signs; what was added or taken away meanwhile counts.
      if (operator()?.personId !== by.personId) return refused('Somebody else is signed in now.');
      if (!mayDo(proof.person.role, 'sign-review'))
        return refused(againstSigner(actorOf(proof.person)) ?? '');
      if (!isLast(sessionId, seenSeq)) return refused(LOOK_AGAIN);
      const body = signedReview({
        ...{ by: actorOf(proof.person), meaning, session: state.session, mono: state.mono, check },
        amended: amendedIn(events),
        fingerprint,
        discharge: dischargeHash(events),
      });
      return controller.enter([{ type: 'review.signed', body }], { closed: sessionId });
    },
  };
}
