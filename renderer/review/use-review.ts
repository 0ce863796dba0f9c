import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReviewStanding } from '../../shared/ipc/session-detail';
import { type Review, reviewOf } from '../../shared/review/fold';
import type { ReviewWish } from '../../shared/review/wish';
import type { LoggedEvent } from '../../shared/session/events';
import { failureWords } from '../live/failure-words';
import { useAnswer } from '../live/use-answer';

/** What the review says of the open session, and what can be said; each answer is the reasons against, or none. */
export type ReviewDesk = {
  readonly events: readonly LoggedEvent[];
  readonly review: Review;
  /** Null: it is still being looked at. */
  readonly standing: ReviewStanding | null;
  readonly failed: string | null;
  say(wish: ReviewWish): Promise<readonly string[]>;
  sign(
    meaning: 'reviewed' | 'approved',
    secret: { readonly with: 'password' | 'pin'; readonly secret: string },
  ): Promise<readonly string[]>;
};

type Done = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/**
 * The stream of one session beside what was read of it: after each thing said, its entries alone are read again. `now`
 * false: what its signatures are worth and how it stands is not looked at yet; every entry is hashed for that.
 */
export function useReview(
  sessionId: string,
  read: readonly LoggedEvent[],
  now: boolean,
): Omit<ReviewDesk, 'review'> & { readonly review: Review | null } {
  const [events, setEvents] = useState(read);
  useEffect(() => setEvents(read), [read]);
  const [standing, lookAgain] = useAnswer('reviewStanding', now ? { sessionId } : null);
  const review = useMemo(() => (now ? reviewOf(events) : null), [now, events]);
  const then = useCallback(
    async (asked: Promise<Done>): Promise<readonly string[]> => {
      try {
        const answer = await asked;
        if (answer.kind === 'done') setEvents(await window.bridge.ask('events', { sessionId }));
        lookAgain();
        return answer.kind === 'done' ? [] : answer.reasons;
      } catch (failure) {
        return [failureWords(failure)];
      }
    },
    [sessionId, lookAgain],
  );
  return {
    events,
    review,
    standing: standing.kind === 'here' ? standing.value : null,
    failed: standing.kind === 'failed' ? standing.words : null,
    say: (wish) => then(window.bridge.ask('reviewSession', { sessionId, wish })),
    sign: (meaning, secret) =>
      then(
        window.bridge.ask('signReview', {
          ...{ sessionId, meaning, ...secret },
          seenSeq: events.at(-1)?.seq ?? 0,
        }),
      ),
  };
}
