import { limitChanges, wrongLimits } from '../../alarms/limits';
import { type Chapter, silent } from '../chapter';
import { accept, refuse } from '../decision';

/** The patient's own alarm limits: those of the signed order until a person changes them for this session (SR-117). */
export const alarmLimits: Chapter = {
  ...silent,
  needs: { 'change-alarm-limits': 'set-alarm-limits' },
  evolve: (session, _state, event) =>
    event.type === 'alarm-limits.changed' ? { ...session, vitalLimits: event.body.limits } : session,
  decide(intent, { session, operator }) {
    if (intent.kind !== 'change-alarm-limits') return null;
    const { limits, reason } = intent;
    const before = session.vitalLimits;
    const changes = limitChanges(before, limits);
    if (changes.length === 0) return refuse('No limit is changed.');
    const wrong = wrongLimits(before, limits);
    if (wrong.length > 0) return refuse(...wrong);
    if (changes.some(({ widened }) => widened) && reason.trim() === '') {
      return refuse('A limit is widened. Give the reason.');
    }
    return accept({ type: 'alarm-limits.changed', body: { by: operator, before, limits, reason } });
  },
};
