import { limitChanges } from '../../shared/alarms/limits';
import type { Session } from '../../shared/session/state';

/** Times, dates, ages and counts read the same on every screen, in a report and at the command line. */
export {
  ageInYears,
  ageWords,
  allergyWords,
  clockSeconds,
  clockTime,
  counted,
  dateWords,
  dayWords,
  lengthWords,
  sexWords,
} from '../../shared/words/phrases';

/** Whether vital limits are watched now: only an open session has an order that sets them. */
export function limitsWords(session: Pick<Session, 'phase' | 'order' | 'vitalLimits'> | null): string {
  if (session === null || session.phase === 'closed') return 'No session: limits start with one';
  const changed = limitChanges(session.order.vitalLimits, session.vitalLimits).length > 0;
  return changed ? 'Limits on, changed from the order' : 'Limits on, set by order';
}

/** An infusion that is over, in one word: the whole order was given, or a person ended it before. */
export function overWord(session: Pick<Session, 'endedWhy'>): 'COMPLETE' | 'ENDED' {
  return session.endedWhy === 'complete' ? 'COMPLETE' : 'ENDED';
}
