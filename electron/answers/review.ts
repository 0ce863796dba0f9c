import type { ReviewStanding } from '../../shared/ipc/contract';
import { mayDo } from '../../shared/record/permissions';
import { againstClosed, decideReview } from '../../shared/review/decide';
import { reviewOf } from '../../shared/review/fold';
import { againstSigner, againstSigning, type RecordCheck, signedReview } from '../../shared/review/signing';
import type { LoggedEvent } from '../../shared/session/events';
import type { Answers } from '../ipc/server';
import { amendedSession } from '../session/amended-session';
import type { Controller } from '../session/controller';
import { actorOf, type Gate } from '../session/gate';
import { inPieces } from '../session/pieces';
import type { Store } from '../store/store';
import { only } from './access';

type ReviewAnswers = Pick<Answers, 'reviewStanding' | 'reviewSession' | 'signReview'>;

const refused = (...reasons: string[]) => ({ kind: 'refused' as const, reasons });
const LOOK_AGAIN = 'Something was added since you looked. Look again, then sign.';

const dischargeHash = (events: readonly LoggedEvent[]): string | null =>
  events.findLast((event) => event.type === 'discharge.signed')?.body.hash ?? null;

/** What is said of closed sessions, and the signature under them. */
export function reviewAnswers(parts: {
  readonly controller: Pick<Controller, 'state' | 'enter'>;
  readonly store: Pick<Store, 'events' | 'checkSession'>;
  readonly gate: Pick<Gate, 'prove' | 'atDoor'>;
}): ReviewAnswers {
  const { controller, store, gate } = parts;
  const operator = () => controller.state().operator;
  const told = (sessionId: string): LoggedEvent[] => [...store.events(sessionId, { without: 'readings' })];

  /** The entries in the record, counted and their seals tried; the console goes on meanwhile. */
  async function checked(sessionId: string): Promise<RecordCheck | null> {
    return inPieces(store.checkSession(sessionId));
  }

  return {
    reviewStanding: async ({ sessionId }): Promise<ReviewStanding> => {
      const by = only(operator(), 'review');
      const check = await checked(sessionId);
      const events = told(sessionId);
      const who = againstSigner(by);
      const against =
        check === null
          ? [againstClosed(events) ?? 'There is no such session in this record.']
          : [...(who === null ? [] : [who]), ...againstSigning(events, null, check)];
      return { check, by, against, needs: gate.atDoor(by.personId).needs };
    },
    reviewSession: ({ sessionId, wish }) => {
      const decision = decideReview(told(sessionId), wish, operator());
      if (decision.kind === 'refused') return decision;
      return controller.enter([decision.draft], { closed: sessionId });
    },
    signReview: async ({ sessionId, meaning, seenSeq, with: kind, secret }) => {
      const by = operator();
      const who = againstSigner(by);
      if (by === null || who !== null) return refused(who ?? 'Sign in first.');
      const events = told(sessionId);
      // The reasons before the secret: nobody types a PIN for what can not be done.
      const closed = againstClosed(events);
      if (closed !== null) return refused(closed);
      const seen = (): boolean => told(sessionId).at(-1)?.seq === seenSeq;
      if (!seen()) return refused(LOOK_AGAIN);
      const check = await checked(sessionId);
      if (check === null) return refused('There is no such session in this record.');
      const state = await amendedSession(store, sessionId, events);
      const against = againstSigning(events, state.session, check);
      if (state.session === null || against.length > 0) return refused(...against);
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
      if (!seen()) return refused(LOOK_AGAIN);
      const body = signedReview({
        ...{ by: actorOf(proof.person), meaning, session: state.session, mono: state.mono, check },
        review: reviewOf(events),
        discharge: dischargeHash(events),
      });
      return controller.enter([{ type: 'review.signed', body }], { closed: sessionId });
    },
  };
}
