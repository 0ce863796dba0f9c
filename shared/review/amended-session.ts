import type { LoggedEvent } from '../session/events';
import type { Session } from '../session/state';
import { amendedEvents } from './amended-events';

/**
 * A closed session's final state with the weight and the concentration that its entries read now, for what is computed
 * from it; everything else of the state stands. The volume is the pump's and is never corrected.
 */
export function amendedSession(session: Session, events: readonly LoggedEvent[]): Session {
  if (!events.some(({ type }) => type === 'review.amended')) return session;
  const read = amendedEvents(events);
  const opened = read.find((event) => event.type === 'session.opened');
  const loaded = read.findLast((event) => event.type === 'syringe.loaded');
  return {
    ...session,
    order: opened?.body.order ?? session.order,
    syringe: loaded?.body.syringe ?? session.syringe,
  };
}
