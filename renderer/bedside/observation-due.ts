import type { Session } from '../../shared/session/state';
import type { MonoMs } from '../../shared/time/clock';
import { formatTimer } from '../../shared/units/format';

/** Minutes between observation sets; a short session (mood) is looked at more often. A clinic's rule will replace it. */
export function observationEveryMin(session: Session): number {
  return session.order.durationMin <= 60 ? 10 : 15;
}

export type ObservationDue = {
  readonly look: 'neutral' | 'soon' | 'overdue';
  readonly words: string;
  readonly dueAt: number | null;
};

/** The countdown on the observation button: neutral, marked from two minutes before, overdue from then on. */
export function observationDue(session: Session, mono: MonoMs): ObservationDue {
  const from = session.observation ?? null;
  const since = from?.mono ?? session.startedMono;
  const at = from?.at ?? session.startedAt;
  if (since === null || at === null || session.phase === 'preparing') {
    return { look: 'neutral', words: 'baseline', dueAt: null };
  }
  const every = observationEveryMin(session) * 60_000;
  const left = every - (mono - since);
  const dueAt = at + every;
  if (left < 0) return { look: 'overdue', words: `overdue ${formatTimer(-left)}`, dueAt };
  return { look: left < 120_000 ? 'soon' : 'neutral', words: `due in ${formatTimer(left)}`, dueAt };
}
