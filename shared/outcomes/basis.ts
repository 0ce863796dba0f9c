import type { EpochMs } from '../time/clock';
import type { OutcomeBasis } from './events';
import type { SeriesSession } from './outcome';

/** The patient's session that is open on this workstation. */
export type OpenSession = {
  readonly sessionNumber: number;
  readonly phase: 'preparing' | 'infusing' | 'paused' | 'recovery';
};

const DAY_MS = 24 * 3_600_000;

/** Where in the series a form can belong, the likeliest first. `planned`: the number on the order of today; `at`: when it is entered. */
export function basisChoices(
  sessions: readonly SeriesSession[],
  open: OpenSession | null,
  planned: number | null,
  at: EpochMs,
): readonly [OutcomeBasis, ...OutcomeBasis[]] {
  if (open !== null) {
    const { sessionNumber } = open;
    const before: OutcomeBasis = { kind: 'before-session', sessionNumber };
    const during: OutcomeBasis = { kind: 'during-session', sessionNumber };
    if (open.phase === 'preparing') return [before];
    if (open.phase === 'recovery') return [{ kind: 'after-session', sessionNumber }, before, during];
    return [during, before];
  }
  const last = [...sessions].sort((one, other) => one.startedAt - other.startedAt).at(-1);
  const next: OutcomeBasis = {
    kind: 'before-session',
    sessionNumber: planned ?? (last?.sessionNumber ?? 0) + 1,
  };
  if (last === undefined) return [next, { kind: 'follow-up' }];
  const after: OutcomeBasis = { kind: 'after-session', sessionNumber: last.sessionNumber };
  if (at - last.startedAt < DAY_MS) return [after, { kind: 'follow-up' }, next];
  const over = planned === null && last.sessionNumber >= last.sessionsPlanned;
  return over ? [{ kind: 'follow-up' }, after, next] : [next, { kind: 'follow-up' }, after];
}
