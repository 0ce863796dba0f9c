import { type StandingCondition, standing } from '../../alarms/condition';
import type { MonoMs } from '../../time/clock';
import { formatDuration } from '../../units/format';
import { type Chapter, silent } from '../chapter';
import { accept } from '../decision';
import type { Session } from '../state';

/** Why it was paused, and what becomes of a pause that lasts (SR-062). */
export const pause: Chapter = {
  ...silent,
  needs: { 'give-pause-reason': 'chart', 'keep-paused': 'chart' },
  evolve(session, _state, event) {
    switch (event.type) {
      case 'pause.reason':
        return { ...session, pauseReason: { reason: event.body.reason, text: event.body.text } };
      case 'pause.kept':
        return { ...session, delivery: { ...session.delivery, pauseKeptMono: event.mono } };
      default:
        return session;
    }
  },
  decide(intent, { operator }) {
    switch (intent.kind) {
      case 'give-pause-reason':
        return accept({
          type: 'pause.reason',
          body: { by: operator, reason: intent.reason, text: intent.text },
        });
      case 'keep-paused':
        return accept({ type: 'pause.kept', body: { by: operator } });
      default:
        return null;
    }
  },
  blocked: (kind, _state, session) =>
    (kind === 'give-pause-reason' || kind === 'keep-paused') && session.phase !== 'paused'
      ? 'The infusion is not paused.'
      : null,
  conditions: (_state, session, mono) => conditions(session, mono),
  moments: (_state, session) =>
    session.phase === 'paused' ? [alarmFrom(session), questionFrom(session)] : [],
};

const MINUTE_MS = 60_000;

/** From when on a pause alarms. */
export const alarmFrom = (session: Session): number =>
  session.phaseSinceMono + session.policy.delivery.pauseAlarmMin * MINUTE_MS;

/** From when on it is asked whether to end; an answer asks again after the same time. */
export function questionFrom({ delivery, phaseSinceMono, policy }: Session): number {
  return Math.max(phaseSinceMono, delivery.pauseKeptMono ?? 0) + policy.delivery.pauseQuestionMin * MINUTE_MS;
}

/** Whether the question stands whether this pause is to go on. */
export const asksToEnd = (session: Session, mono: MonoMs): boolean =>
  session.phase === 'paused' && mono >= questionFrom(session);

function conditions(session: Session, mono: MonoMs): StandingCondition[] {
  if (session.phase !== 'paused' || mono < alarmFrom(session)) return [];
  const alarm = formatDuration(session.policy.delivery.pauseAlarmMin * MINUTE_MS);
  const found = [
    standing({
      condition: 'pause-long',
      priority: 'medium',
      words: `Paused for ${alarm} and longer`,
      response: 'Resume, or end the infusion.',
    }),
  ];
  if (!asksToEnd(session, mono)) return found;
  const asked = formatDuration(questionFrom(session) - session.phaseSinceMono);
  found.push(
    standing({
      condition: 'pause-question',
      priority: 'medium',
      words: `End it? Paused ${asked}`,
      response: 'Answer on the card: keep it paused, or end it.',
    }),
  );
  return found;
}
