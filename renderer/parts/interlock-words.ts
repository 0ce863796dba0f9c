import { armedWords } from '../../shared/session/delivery/armed';
import type { Session } from '../../shared/session/state';

/** What the console may stop by itself, by the signed order; or that it stops nothing. */
export function interlockWords(session: Pick<Session, 'order'>): string {
  const armed = armedWords(session);
  return armed === null ? 'off: alarms only' : `pauses at ${armed}`;
}
