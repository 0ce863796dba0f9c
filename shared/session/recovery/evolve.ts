import { olderAnswers } from '../../outcomes/older-forms';
import { riskOf } from '../../outcomes/risk';
import type { LoggedEvent } from '../events';
import type { Session } from '../state';
import { brokenWhenRead, charted } from './signature';
import { nothingRecovered, type RecoverySlice } from './slice';

/** What a fact means for the way to the door. */
export function recoveryAfter(session: Session, event: LoggedEvent): RecoverySlice {
  const before = session.recovery;
  // What is written beside the open session, for another patient or of none, is no entry of its log.
  if (event.sessionId !== session.sessionId) return before;
  const counted = charted(before.charted, event);
  const after = changed(session, event);
  return counted === after.charted ? after : { ...after, charted: counted };
}

function changed(session: Session, event: LoggedEvent): RecoverySlice {
  const { recovery } = session;
  const { risk: levels } = session.policy.recovery;
  const { at } = event;
  switch (event.type) {
    case 'infusion.ended':
      // What was found after an earlier stop says nothing about this one.
      return {
        ...nothingRecovered,
        questionnaires: recovery.questionnaires,
        risk: recovery.risk,
        assessed: recovery.assessed,
        charted: recovery.charted,
      };
    case 'recovery.scored':
      return { ...recovery, score: { ...event.body.score, by: event.body.by, at } };
    case 'recovery.seen': {
      const { by, gate, met, evidence } = event.body;
      return { ...recovery, seen: { ...recovery.seen, [gate]: { by, at, met, evidence } } };
    }
    case 'recovery.overridden': {
      const { by, gates, reason } = event.body;
      const added = Object.fromEntries(gates.map((gate) => [gate, { by, at, reason }]));
      return { ...recovery, overrides: { ...recovery.overrides, ...added } };
    }
    case 'questionnaire.recorded': {
      const { by } = event.body;
      const { instrument, answers } = olderAnswers(event.body.form, event.body.answers);
      const words = riskOf(instrument, answers, levels);
      return {
        ...recovery,
        questionnaires: [...recovery.questionnaires, { by, at, outcomeId: null, instrument, answers }],
        risk: words === null ? recovery.risk : [...recovery.risk, { by, at, words }],
      };
    }
    case 'outcome.recorded': {
      const { by, outcomeId, instrument, answers, risk: words } = event.body;
      return {
        ...recovery,
        questionnaires: [...recovery.questionnaires, { by, at, outcomeId, instrument, answers }],
        risk: words === null ? recovery.risk : [...recovery.risk, { by, at, words }],
      };
    }
    case 'outcome.corrected': {
      const { by, outcomeId, answers, risk: words } = event.body;
      return {
        ...recovery,
        questionnaires: recovery.questionnaires.map((one) =>
          one.outcomeId === outcomeId ? { ...one, answers } : one,
        ),
        // A correction can open the workflow; only a physician closes it.
        risk: words === null ? recovery.risk : [...recovery.risk, { by, at, words }],
      };
    }
    case 'outcome.withdrawn':
      return {
        ...recovery,
        questionnaires: recovery.questionnaires.filter(({ outcomeId }) => outcomeId !== event.body.outcomeId),
      };
    case 'risk.reported': {
      const { by, words } = event.body;
      return { ...recovery, risk: [...recovery.risk, { by, at, words }] };
    }
    case 'risk.assessed': {
      const { by, assessment, plan } = event.body;
      return { ...recovery, risk: [], assessed: { by, at, assessment, plan } };
    }
    case 'discharge.signed': {
      const { by, content } = event.body;
      return { ...recovery, signature: { by, at, content, broken: brokenWhenRead(event.body, session) } };
    }
    default:
      return recovery;
  }
}
