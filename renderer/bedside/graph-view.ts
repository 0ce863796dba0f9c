import type { Session } from '../../shared/session/state';
import type { View } from '../../shared/timeline/lane';

export type GraphRange = 'all' | 'hour';

const MINUTE_S = 60;

/** The stretch of time in view. Now is always in it; there is no pan at the bedside. */
export function graphView(session: Session, now: number, range: GraphRange): View {
  if (range === 'hour') return { from: now - 50 * MINUTE_S, to: now + 10 * MINUTE_S, now };
  const start = (session.startedAt ?? session.openedAt) / 1000;
  const lasts = session.order.durationMin * MINUTE_S + session.pausedMs / 1000;
  const after = session.order.durationMin <= 60 ? 30 : 20;
  return {
    from: start - 10 * MINUTE_S,
    to: Math.max(start + lasts + after * MINUTE_S, now + 10 * MINUTE_S),
    now,
  };
}
