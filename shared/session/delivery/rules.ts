import { type Chapter, silent } from '../chapter';
import { accept } from '../decision';

export const delivery: Chapter = {
  ...silent,
  needs: { 'give-pause-reason': 'chart' },
  evolve: (session, _state, event) =>
    event.type === 'pause.reason'
      ? { ...session, pauseReason: { reason: event.body.reason, text: event.body.text } }
      : session,
  decide: (intent, { operator }) =>
    intent.kind === 'give-pause-reason'
      ? accept({ type: 'pause.reason', body: { by: operator, reason: intent.reason, text: intent.text } })
      : null,
  blocked: (kind, _state, session) =>
    kind === 'give-pause-reason' && session.phase !== 'paused' ? 'The infusion is not paused.' : null,
};
