import { z } from 'zod';
import type { LoggedEvent } from '../session/events';

/** What a session can be found by, of what happened in it. */
export const mark = z.enum([
  'to-review',
  'open',
  'pause',
  'alarm',
  'high-alarm',
  'interlock',
  'not-confirmed',
  'bolus',
  'adjunct',
  'nausea',
  'distress',
  'headache',
  'dizziness',
  'double-vision',
  'itch',
  'salivation',
  'asks-to-stop',
  'other-symptom',
  'note',
  'corrected',
  'suicide-risk',
  'emergency',
  'abandoned',
]);
export type Mark = z.infer<typeof mark>;

/** What a mark is called, as somebody looking for it would. */
export const markWords: Readonly<Record<Mark, string>> = {
  'to-review': 'Not reviewed',
  open: 'Still open',
  pause: 'Pause',
  alarm: 'Alarm of the patient',
  'high-alarm': 'High alarm',
  interlock: 'Interlock',
  'not-confirmed': 'Not confirmed',
  bolus: 'Bolus',
  adjunct: 'Other drug',
  nausea: 'Nausea',
  distress: 'Distress',
  headache: 'Headache',
  dizziness: 'Dizziness',
  'double-vision': 'Double vision',
  itch: 'Itch',
  salivation: 'Salivation',
  'asks-to-stop': 'Asked to stop',
  'other-symptom': 'Other symptom',
  note: 'Note',
  corrected: 'Corrected',
  'suicide-risk': 'Suicide risk',
  emergency: 'Emergency access',
  abandoned: 'Never started or given up',
};

const symptoms: ReadonlySet<string> = new Set<Mark>([
  'nausea',
  'distress',
  'headache',
  'dizziness',
  'double-vision',
  'itch',
  'salivation',
  'asks-to-stop',
]);

function symptomMark(symptom: string): Mark {
  return symptoms.has(symptom) ? mark.parse(symptom) : 'other-symptom';
}

/** What one entry of a session's own log says that happened; whether it is reviewed stands elsewhere. */
export function marksOf(event: LoggedEvent): readonly Mark[] {
  switch (event.type) {
    case 'command.requested':
      return event.body.purpose === 'pause' ? ['pause'] : [];
    case 'command.uncertain':
      return ['not-confirmed'];
    case 'alarm.raised': {
      const { kind, priority } = event.body.alarm;
      return [
        ...(kind === 'physiological' ? (['alarm'] as const) : []),
        ...(priority === 'high' ? (['high-alarm'] as const) : []),
      ];
    }
    case 'alarm.escalated':
      return event.body.priority === 'high' ? ['high-alarm'] : [];
    case 'interlock.fired':
      return ['interlock'];
    case 'bolus.recorded':
      return ['bolus'];
    case 'adjunct.given':
      return ['adjunct'];
    case 'symptom.recorded':
      return [symptomMark(event.body.symptom)];
    case 'observation.recorded': {
      const { nausea } = event.body.observation;
      return nausea === null || nausea === 'none' ? [] : ['nausea'];
    }
    case 'observation.corrected':
    case 'review.amended':
      return ['corrected'];
    case 'note.recorded':
      return ['note'];
    case 'risk.reported':
      return ['suicide-risk'];
    case 'operator.broke-glass':
      return ['emergency'];
    case 'session.closed':
      return event.body.outcome === 'abandoned' ? ['abandoned'] : [];
    default:
      return [];
  }
}
