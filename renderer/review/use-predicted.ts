import { useMemo } from 'react';
import type { LoggedEvent } from '../../shared/session/events';
import type { ReviewModel } from '../../shared/timeline/model';
import { predictSession, withPredicted, withRoomForPredicted } from '../../shared/timeline/predicted-session';
import { useCarried } from '../live/carry-over';
import { useLive } from '../live/store';

/**
 * A session under review with what is predicted of it, once the clinic's choice and the earlier doses are here. `events`
 * are its entries with all that was said of it afterwards: a correction that moves the curve computes it anew (SR-135).
 * `now` false: what is measured is drawn first; the lane has its place and is still empty.
 */
export function usePredicted(model: ReviewModel, events: readonly LoggedEvent[], now: boolean): ReviewModel {
  const rules = useLive((view) => view.facts?.policy.prediction) ?? null;
  const carried = useCarried(now ? model.detail.summary.sessionId : null);
  // Of a session that runs the curve is computed anew with each ten seconds, not with each reading.
  const grown = Math.floor(model.to / 10);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns grow in place, `grown` and `events` stand for them
  const predicted = useMemo(
    () =>
      rules === null || carried === null
        ? null
        : predictSession(model, events, rules, carried === 'failed' ? null : carried),
    [model.detail.summary.sessionId, events, grown, rules, carried],
  );
  return useMemo(() => {
    if (predicted !== null) return withPredicted(model, predicted);
    return rules === null ? model : withRoomForPredicted(model, events, rules);
  }, [model, predicted, rules, events]);
}
