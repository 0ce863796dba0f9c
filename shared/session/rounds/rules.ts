import { type Chapter, silent } from '../chapter';
import { accept, refuse } from '../decision';

export const rounds: Chapter = {
  ...silent,
  needs: { 'record-observation': 'chart', 'record-symptom': 'chart', 'record-note': 'chart' },
  evolve(session, _state, event) {
    if (event.type !== 'observation.recorded') return session;
    return {
      ...session,
      observation: { value: event.body.observation, at: event.at, mono: event.mono, seq: event.seq },
    };
  },
  decide(intent, { operator }) {
    switch (intent.kind) {
      case 'record-observation': {
        const { text, ...seen } = intent.observation;
        if (text === '' && Object.values(seen).every((value) => value === null)) {
          return refuse('Nothing is filled in.');
        }
        return accept({
          type: 'observation.recorded',
          body: { by: operator, observation: intent.observation },
        });
      }
      case 'record-symptom':
        return accept({
          type: 'symptom.recorded',
          body: { by: operator, symptom: intent.symptom, severity: intent.severity },
        });
      case 'record-note':
        return accept({ type: 'note.recorded', body: { by: operator, text: intent.text } });
      default:
        return null;
    }
  },
};
