import { standing } from '../../alarms/condition';
import { leadWords } from '../../dosing/rate-words';
import { type Chapter, silent } from '../chapter';
import type { Session } from '../state';

/** When a rate typed and not held has waited long enough to be heard; null: nothing is typed. */
export function entryLateFrom({ delivery, policy }: Session): number | null {
  return delivery.entry === null ? null : delivery.entry.mono + policy.delivery.entryAlarmSeconds * 1_000;
}

/** What goes on meanwhile: `Still infusing 0.35 mg/kg/h, new rate not set`. */
export function notSetWords(session: Session): string {
  const rate = session.confirmedRate?.value.mgPerKgPerHour ?? null;
  if (session.phase !== 'infusing' || rate === null) return 'Still paused, new rate not set';
  return `Still infusing ${leadWords(session.order, rate)}, new rate not set`;
}

/** A rate that was typed and not confirmed: the infusion runs at the old one, and that is heard (SR-063). */
export const entry: Chapter = {
  ...silent,
  evolve(session, _state, event) {
    const set = (to: Session['delivery']['entry']): Session =>
      session.delivery.entry === to ? session : { ...session, delivery: { ...session.delivery, entry: to } };
    switch (event.type) {
      case 'entry.changed': {
        const { purpose, text } = event.body;
        return set(text === '' ? null : { purpose, text, mono: event.mono });
      }
      // The sheet that was open belongs to a window of the run before, or to a state that is over.
      case 'run.started':
      case 'infusion.ended':
        return set(null);
      case 'command.requested':
        return event.body.command.kind === 'stop' ? session : set(null);
      default:
        return session;
    }
  },
  conditions(_state, session, mono) {
    const from = entryLateFrom(session);
    if (from === null || mono < from) return [];
    return [
      standing({
        condition: 'rate-not-set',
        priority: 'low',
        words: notSetWords(session),
        response: 'Hold to set the typed rate, or leave the sheet.',
      }),
    ];
  },
  moments(_state, session) {
    const from = entryLateFrom(session);
    return from === null ? [] : [from];
  },
};
