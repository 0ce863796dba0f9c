import type { CloseReason } from '../../shared/observation/due';
import { setDue } from '../../shared/session/rounds/schedule';
import type { Session } from '../../shared/session/state';
import type { MonoMs } from '../../shared/time/clock';
import { formatTimer } from '../../shared/units/format';

export type ObservationDue = {
  readonly look: 'neutral' | 'soon' | 'overdue';
  readonly words: string;
  readonly dueAt: number | null;
  /** Why it is sooner than the normal interval; null: it is not. */
  readonly sooner: string | null;
};

const soonerWords: Record<CloseReason, string> = {
  start: 'close after the start',
  resume: 'close after the resume',
  increase: 'shortened after the increase',
  bolus: 'shortened after the bolus',
  alarm: 'shortened after the alarm',
};

/** The countdown on the observation button: neutral, marked shortly before, overdue from then on. */
export function observationDue(session: Session, mono: MonoMs): ObservationDue {
  const due = setDue(session, mono);
  if (due === null) return { look: 'neutral', words: '', dueAt: null, sooner: null };
  if (due.kind === 'baseline') {
    return {
      look: 'neutral',
      words: `baseline ${Math.min(due.done, due.of)} of ${due.of}`,
      dueAt: null,
      sooner: null,
    };
  }
  const left = due.mono - mono;
  const sooner = due.sooner === null ? null : soonerWords[due.sooner];
  if (left <= 0) return { look: 'overdue', words: `overdue ${formatTimer(-left)}`, dueAt: due.at, sooner };
  const look = due.state === 'soon' ? 'soon' : 'neutral';
  return { look, words: `due in ${formatTimer(left)}`, dueAt: due.at, sooner };
}
