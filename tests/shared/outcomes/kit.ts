import type { Answers, InstrumentId } from '../../../shared/outcomes/instrument';
import { instruments } from '../../../shared/outcomes/instruments';
import type { Outcome, SeriesSession } from '../../../shared/outcomes/outcome';
import { scoreOf } from '../../../shared/outcomes/score';
import { epochMs } from '../../../shared/time/clock';

export const DAY = 24 * 3_600_000;
/** Day 0 of an invented course. */
export const dayAt = (day: number) => epochMs(Date.UTC(2026, 2, 1, 10) + day * DAY);

export const nurse = { personId: 'p-1', name: 'R. Example', role: 'nurse' } as const;

/** Nine answers that come to this total, the ninth as given. */
export function phqOf(total: number, ninth = 0): number[] {
  if (total - ninth < 0 || total - ninth > 24) throw new Error(`no eight answers make ${total - ninth}`);
  const answers = Array.from({ length: 9 }, (_, at) => (at === 8 ? ninth : 0));
  for (let left = total - ninth, at = 0; left > 0; at = (at + 1) % 8) {
    if ((answers[at] ?? 0) < 3) {
      answers[at] = (answers[at] ?? 0) + 1;
      left -= 1;
    }
  }
  return answers;
}

export function outcome(
  instrument: InstrumentId,
  day: number,
  answers: Answers,
  more: Partial<Outcome> = {},
): Outcome {
  const result = scoreOf(instruments[instrument], answers);
  return {
    outcomeId: `o-${instrument}-${day}`,
    instrument,
    instrumentVersion: instruments[instrument].version,
    answers,
    score: result.kind === 'complete' ? result.score : null,
    answeredAt: dayAt(day),
    recordedAt: dayAt(day),
    basis: { kind: 'follow-up' },
    filledBy: 'staff',
    by: nurse,
    handedBy: null,
    sessionId: null,
    earlier: [],
    withdrawn: null,
    ...more,
  };
}

export const sessionOn = (day: number, sessionNumber: number): SeriesSession => ({
  sessionId: `s-${day}`,
  startedAt: dayAt(day),
  sessionNumber,
  sessionsPlanned: 6,
});
