import { type Chapter, silent } from '../chapter';
import { accept, type Decision, type Here, refuse } from '../decision';
import type { LoggedEvent } from '../events';
import type { Intent } from '../intents';
import type { BedsideState, Session } from '../state';
import { againstAdjunct, needsWitness } from './adjuncts';
import { againstObservation, againstTime, isLate, signedBy } from './charting';
import { roundConditions } from './conditions';
import { dueMoments, followed, tightened } from './schedule';
import type { ChartedSet } from './slice';

/** Observation rounds, symptoms, and drugs beside the infusion. */
export const rounds: Chapter = {
  ...silent,
  needs: {
    'record-observation': 'chart',
    'correct-observation': 'chart',
    'record-symptom': 'chart',
    'record-note': 'chart',
    'give-adjunct': 'give-drug',
  },
  evolve: (session, state, event) => charted(followed(session), state, event),
  decide(intent, here) {
    switch (intent.kind) {
      case 'record-observation':
        return record(intent, here);
      case 'correct-observation':
        return correct(intent, here);
      case 'record-symptom':
        return accept({
          type: 'symptom.recorded',
          body: { by: here.operator, symptom: intent.symptom, severity: intent.severity },
        });
      case 'record-note':
        return accept({ type: 'note.recorded', body: { by: here.operator, text: intent.text } });
      case 'give-adjunct':
        return give(intent, here);
      default:
        return null;
    }
  },
  conditions: roundConditions,
  moments: (_state, session, mono) => dueMoments(session, mono),
};

function charted(session: Session, state: BedsideState, event: LoggedEvent): Session {
  switch (event.type) {
    case 'observation.recorded': {
      const { by, observation, late } = event.body;
      const measuredMono = before(event, observation.measuredAt);
      const set = {
        seq: event.seq,
        recordedAt: event.at,
        measuredMono,
        by,
        late,
        observation,
        corrections: 0,
      };
      return withSets(session, [...session.rounds.sets, set]);
    }
    case 'observation.corrected': {
      const { ofSeq, now } = event.body;
      return withSets(
        session,
        session.rounds.sets.map((set) =>
          set.seq === ofSeq
            ? {
                ...set,
                observation: now,
                measuredMono: before(event, now.measuredAt),
                corrections: set.corrections + 1,
              }
            : set,
        ),
      );
    }
    case 'symptom.recorded': {
      const rule = session.policy.rounds.symptoms.find(({ symptom }) => symptom === event.body.symptom);
      return rule?.asksToStop === true
        ? { ...session, rounds: { ...session.rounds, stopAskedMono: event.mono } }
        : session;
    }
    case 'adjunct.given': {
      const { drug, dose, unit, orderIndex, givenAt } = event.body;
      const given = { seq: event.seq, drug, dose, unit, orderIndex, givenAt };
      const adjuncts = [...session.rounds.adjuncts, { ...given, givenMono: before(event, givenAt) }];
      return { ...session, rounds: { ...session.rounds, adjuncts } };
    }
    case 'bolus.recorded':
      return tightened(session, 'bolus', event.at, event.mono);
    case 'alarm.raised': {
      const { kind, priority } = event.body.alarm;
      return kind === 'physiological' && priority !== 'low'
        ? tightened(session, 'alarm', event.at, event.mono)
        : session;
    }
    case 'alarm.condition-returned': {
      const alarm = state.alarms.find(({ alarmId }) => alarmId === event.body.alarmId);
      return alarm?.kind === 'physiological' && alarm.priority !== 'low'
        ? tightened(session, 'alarm', event.at, event.mono)
        : session;
    }
    default:
      return session;
  }
}

/** The monotonic time of a wall time at or before an entry. */
function before(event: LoggedEvent, at: LoggedEvent['at']): LoggedEvent['mono'] {
  return (event.mono - Math.max(0, event.at - at)) as LoggedEvent['mono'];
}

/** The sets in the order in which the patient was looked at; the last of them is what the bedside shows. */
function withSets(session: Session, sets: readonly ChartedSet[]): Session {
  const inOrder = [...sets].sort((a, b) => a.measuredMono - b.measuredMono || a.seq - b.seq);
  const last = inOrder.at(-1);
  return {
    ...session,
    rounds: { ...session.rounds, sets: inOrder },
    observation:
      last === undefined
        ? null
        : {
            value: last.observation,
            at: last.observation.measuredAt,
            mono: last.measuredMono,
            seq: last.seq,
          },
  };
}

type Wish<K extends Intent['kind']> = Extract<Intent, { kind: K }>;

function record({ observation }: Wish<'record-observation'>, here: Here): Decision {
  const { state, session, operator, given } = here;
  const reasons = againstObservation(state, session, observation, given.mono);
  if (reasons.length > 0) return refuse(...reasons);
  return accept({
    type: 'observation.recorded',
    body: {
      by: operator,
      observation: signedBy(observation, operator, null),
      late: isLate(state, session, observation.measuredAt, given.mono),
    },
  });
}

/** What stood there stays: a correction is an entry of its own with both, who, when and why. */
function correct({ ofSeq, observation, why }: Wish<'correct-observation'>, here: Here): Decision {
  const { state, session, operator, given } = here;
  const set = session.rounds.sets.find(({ seq }) => seq === ofSeq);
  if (set === undefined) return refuse('There is no such set in this session.');
  const now = signedBy(observation, operator, set.observation.vitals);
  if (JSON.stringify(now) === JSON.stringify(set.observation)) return refuse('Nothing is changed.');
  const reasons = againstObservation(state, session, now, given.mono);
  if (why.trim() === '') reasons.push('Say why it is corrected.');
  if (reasons.length > 0) return refuse(...reasons);
  return accept({
    type: 'observation.corrected',
    body: { by: operator, ofSeq, was: set.observation, now, why: why.trim() },
  });
}

function give(wanted: Wish<'give-adjunct'>, here: Here): Decision {
  const { state, session, operator, given } = here;
  const { adjunct, orderIndex, onWordOf, controlled, givenAt } = wanted;
  const reasons = againstAdjunct(session, wanted, operator, given.witness);
  const time = againstTime(state, session, givenAt, given.mono);
  if (time !== null) reasons.push(time);
  if (reasons.length > 0) return refuse(...reasons);
  const ordered = orderIndex === null ? null : (session.order.adjuncts[orderIndex] ?? null);
  return accept({
    type: 'adjunct.given',
    body: {
      ...adjunct,
      drug: adjunct.drug.trim(),
      by: operator,
      givenAt,
      late: isLate(state, session, givenAt, given.mono),
      orderIndex,
      onWordOf: orderIndex === null ? (onWordOf?.trim() ?? null) : null,
      controlled: needsWitness(session, adjunct.drug, ordered, controlled),
      witness: given.witness,
    },
  });
}
