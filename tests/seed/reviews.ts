import type { Store } from '../../electron/store/store';
import type { Actor } from '../../shared/record/people';
import { decideReview } from '../../shared/review/decide';
import { amendedIn, fingerprintOf } from '../../shared/review/fold';
import { againstSigning, type RecordCheck, signedReview } from '../../shared/review/signing';
import type { ReviewWish } from '../../shared/review/wish';
import type { EventDraft, LoggedEvent } from '../../shared/session/events';
import { replay } from '../../shared/session/evolve';
import type { Instant } from '../../shared/time/clock';
import type { Chance } from './chance';

/** Of what a physician did with a session that is over. */
const SIGNED = 0.75;
const COMMENTED = 0.15;
const PUT_RIGHT_AFTERWARDS = 0.08;
const SIGNED_AGAIN = 0.5;

export type ReviewEvening = {
  readonly store: Store;
  readonly physician: Actor;
  readonly nurse: Actor;
  readonly runId: string;
  readonly chance: Chance;
  /** The next moment; each entry takes one. */
  tick(): Instant;
};

function checked(store: Store, sessionId: string): RecordCheck {
  const pieces = store.checkSession(sessionId);
  for (;;) {
    const { done, value } = pieces.next();
    if (done !== true) continue;
    if (value === null) throw new Error(`${sessionId} is not in this record`);
    return value;
  }
}

/** What the physician says of one closed session, in its own stream, by the rules and in the words of the program. */
export function reviewInTheEvening(evening: ReviewEvening, sessionId: string): void {
  const { store, chance, physician, nurse, runId } = evening;
  if (!chance.happens(SIGNED)) return;
  let stream: readonly LoggedEvent[] = [...store.events(sessionId)];
  const { session, mono } = replay(stream);
  if (session === null) throw new Error(`${sessionId} can not be read`);
  const write = (draft: EventDraft): void => {
    stream = [...stream, ...store.append(sessionId, runId, evening.tick(), [draft])];
  };
  const say = (wish: ReviewWish, by: Actor): void => {
    const decision = decideReview(stream, wish, by);
    if (decision.kind === 'refused') throw new Error(`${wish.kind}: ${decision.reasons.join(' ')}`);
    write(decision.draft);
  };
  const sign = (): void => {
    const check = checked(store, sessionId);
    const against = againstSigning(stream, session, check);
    if (against.length > 0) throw new Error(`${sessionId}: ${against.join(' ')}`);
    const discharge = stream.findLast((event) => event.type === 'discharge.signed')?.body.hash ?? null;
    const body = signedReview({
      ...{ by: physician, meaning: chance.one(['reviewed', 'approved']), session, mono, check, discharge },
      amended: amendedIn(stream),
      fingerprint: fingerprintOf(stream),
    });
    write({ type: 'review.signed', body });
  };
  if (chance.happens(COMMENTED)) {
    const text = chance.one(['Tolerated well, go on as ordered.', 'Watch the pressure next time.']);
    say({ kind: 'comment', text }, physician);
  }
  sign();
  if (!chance.happens(PUT_RIGHT_AFTERWARDS)) return;
  const set = stream.find(
    (event) => event.type === 'observation.recorded' && event.body.observation.painNrs !== null,
  );
  if (set?.type !== 'observation.recorded') return;
  const was = set.body.observation.painNrs ?? 0;
  const now = was === 0 ? 1 : was - 1;
  say({ kind: 'amend', ofSeq: set.seq, field: 'painNrs', was, now, reason: 'misheard' }, nurse);
  if (chance.happens(SIGNED_AGAIN)) sign();
}
