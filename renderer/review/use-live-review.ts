import { useEffect, useState } from 'react';
import { unpackedDetail } from '../../shared/ipc/packed-detail';
import type { LoggedEvent } from '../../shared/session/events';
import { type GrowingReview, growingReview } from '../../shared/timeline/growing';
import type { ReviewModel } from '../../shared/timeline/model';
import { failureWords } from '../live/failure-words';

export type LiveReading =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'here'; readonly model: ReviewModel }
  | { readonly kind: 'failed'; readonly words: string };

/**
 * One session as it grows: read once from the record, then told on. What comes while it is read waits for it. With
 * another `key` it is read anew: somebody else may read now, or something was missed.
 */
export function useLiveReview(sessionId: string | null, key: string): LiveReading {
  const [reading, setReading] = useState<LiveReading>({ kind: 'waiting' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is read anew, though nothing here looks at it.
  useEffect(() => {
    setReading({ kind: 'waiting' });
    if (sessionId === null) return;
    let ended = false;
    let growing: GrowingReview | null = null;
    let early: LoggedEvent[] = [];
    const stop = window.bridge.on('update', ({ events }) => {
      if (growing === null) early.push(...events);
      else setReading({ kind: 'here', model: growing.append(events) });
    });
    window.bridge.ask('session', { sessionId }).then(
      (packed) => {
        if (ended) return;
        growing = growingReview(unpackedDetail(packed));
        if (growing === null) setReading({ kind: 'failed', words: 'This log never opened a session.' });
        else setReading({ kind: 'here', model: growing.append(early) });
        early = [];
      },
      (failure: unknown) => {
        if (!ended) setReading({ kind: 'failed', words: failureWords(failure) });
      },
    );
    return () => {
      ended = true;
      stop();
    };
  }, [sessionId, key]);
  return reading;
}
