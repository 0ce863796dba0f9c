import type { Answers, InstrumentId } from '../outcomes/instrument';
import { instruments } from '../outcomes/instruments';
import { olderAnswers } from '../outcomes/older-forms';
import type { OpenRisk, Outcome } from '../outcomes/outcome';
import { scoreOf } from '../outcomes/score';
import { type EventBody, type LoggedEvent, WORKSTATION } from './events';

/** What the log says of one patient's outcome measures and suicide risk. */
export type PatientOutcomes = {
  /** As they stand now, in the order in which they were written down. */
  readonly outcomes: readonly Outcome[];
  /** Why the suicide-risk workflow is open, oldest first; empty: it is not. */
  readonly risk: readonly OpenRisk[];
  readonly assessed: (EventBody<'risk.assessed'> & { readonly at: OpenRisk['at'] }) | null;
};

const nothing: PatientOutcomes = { outcomes: [], risk: [], assessed: null };

function scored(instrument: InstrumentId, answers: Answers): number | null {
  const result = scoreOf(instruments[instrument], answers);
  return result.kind === 'complete' ? result.score : null;
}

function recorded(event: LoggedEvent & { type: 'outcome.recorded' }): Outcome {
  const { patientId: _, risk: __, ...body } = event.body;
  return {
    ...body,
    recordedAt: event.at,
    sessionId: event.sessionId === WORKSTATION ? null : event.sessionId,
    earlier: [],
    withdrawn: null,
  };
}

/** Of an earlier version of the program; its risk was that session's, and no session closes with one open. */
function older(event: LoggedEvent & { type: 'questionnaire.recorded' }): Outcome {
  const { instrument, answers } = olderAnswers(event.body.form, event.body.answers);
  return {
    outcomeId: `entry-${event.seq}`,
    ...{ instrument, answers, basis: null, filledBy: 'staff', by: event.body.by, handedBy: null },
    instrumentVersion: 1,
    score: scored(instrument, answers),
    ...{
      answeredAt: event.at,
      recordedAt: event.at,
      sessionId: event.sessionId,
      earlier: [],
      withdrawn: null,
    },
  };
}

function changed(
  outcomes: readonly Outcome[],
  outcomeId: string,
  change: (outcome: Outcome) => Outcome,
): readonly Outcome[] {
  return outcomes.map((one) => (one.outcomeId === outcomeId ? change(one) : one));
}

function after(before: PatientOutcomes, event: LoggedEvent): PatientOutcomes {
  const { at } = event;
  const opened = (words: string | null, by: OpenRisk['by']) =>
    words === null ? before.risk : [...before.risk, { words, at, by }];
  switch (event.type) {
    case 'questionnaire.recorded':
      return { ...before, outcomes: [...before.outcomes, older(event)] };
    case 'outcome.recorded':
      return {
        ...before,
        outcomes: [...before.outcomes, recorded(event)],
        risk: opened(event.body.risk, event.body.by),
      };
    case 'outcome.corrected': {
      const { outcomeId, by, reason, old, answers, score, answeredAt, risk } = event.body;
      return {
        ...before,
        outcomes: changed(before.outcomes, outcomeId, (one) => ({
          ...one,
          ...{ answers, score, answeredAt },
          earlier: [...one.earlier, { ...old, at, by, reason }],
        })),
        risk: opened(risk, by),
      };
    }
    case 'outcome.withdrawn': {
      const { outcomeId, by, reason } = event.body;
      return {
        ...before,
        outcomes: changed(before.outcomes, outcomeId, (one) => ({ ...one, withdrawn: { at, by, reason } })),
      };
    }
    case 'risk.reported':
      return { ...before, risk: opened(event.body.words, event.body.by) };
    case 'risk.assessed':
      return { ...before, risk: [], assessed: { ...event.body, at } };
    default:
      return before;
  }
}

/** One patient's outcome measures out of that patient's entries, in the order of the log. */
export const foldOutcomes = (events: Iterable<LoggedEvent>): PatientOutcomes =>
  [...events].reduce(after, nothing);
