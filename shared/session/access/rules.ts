import { type Chapter, silent } from '../chapter';
import { accept, refuse } from '../decision';
import { deliveredMg } from '../view';

export const access: Chapter = {
  ...silent,
  needs: { 'take-over-session': 'give-drug' },
  evolve(session, _state, event) {
    return event.type === 'operator.handed-over' ? { ...session, responsible: event.body.to } : session;
  },
  decide(intent, { state, session, operator, given }) {
    if (intent.kind !== 'take-over-session') return null;
    if (operator.personId === session.responsible.personId) return refuse('The session is yours already.');
    if (session.phase === 'closed') return refuse('The session is closed. There is nothing to take over.');
    const { lowMg, highMg } = deliveredMg(session, given.mono);
    return accept({
      type: 'operator.handed-over',
      body: {
        from: session.responsible,
        to: operator,
        seen: {
          phase: session.phase,
          rateMlPerHour:
            session.phase === 'infusing' ? (session.confirmedRate?.value.mlPerHour ?? null) : null,
          givenMg: { low: lowMg, high: highMg },
          lastObservationAt: session.observation?.at ?? null,
          openAlarms: state.alarms.map((alarm) => alarm.words),
        },
      },
    });
  },
};
