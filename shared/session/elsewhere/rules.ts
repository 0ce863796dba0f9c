import { type StandingCondition, standing } from '../../alarms/condition';
import { mayDo } from '../../record/permissions';
import { type Chapter, silent } from '../chapter';
import { accept, type Decision, type Here, refuse } from '../decision';
import type { LoggedEvent } from '../events';
import type { Intent } from '../intents';
import type { Session } from '../state';
import type { OrderQuestion } from './slice';

/**
 * An order that was changed or revoked on the clinic's server while its session is open (fhir-sync.md 3.4). The session
 * goes on with the order that it was opened with; what alarms is that nobody has decided. Giving is held up only where
 * a person would begin it anew: nothing here stops, and nothing here stands in the way of a stop.
 */
export const elsewhere: Chapter = {
  ...silent,
  needs: { 'decide-order': 'chart' },
  evolve(session, _state, event) {
    const after = sliceAfter(session, event);
    return after === session.elsewhere ? session : { ...session, elsewhere: after };
  },
  decide: (intent, here) => (intent.kind === 'decide-order' ? decided(intent, here) : null),
  blocked(kind, _state, session) {
    if (kind === 'decide-order') return mayBeDecided(session) ? null : 'Nothing about the order is open.';
    if (kind !== 'start-infusion' && kind !== 'resume-infusion') return null;
    return heldBy(session);
  },
  conditions: (_state, session) => conditions(session),
};

/** What waits for a decision; null: nothing does. Once the discharge is signed there is nothing left to decide. */
export function openQuestion(session: Session): OrderQuestion | null {
  const { question } = session.elsewhere;
  if (question === null || session.phase === 'closed' || session.recovery.signature !== null) return null;
  return question.decision === null ? question : null;
}

/** Also what was paused upon: a physician may let it go on later. */
function mayBeDecided(session: Session): boolean {
  const decision = session.elsewhere.question?.decision;
  if (decision === undefined || session.recovery.signature !== null) return false;
  return decision === null || (session.phase !== 'recovery' && decision !== 'continue');
}

/** Why nothing is begun or taken up again; null: nothing is in the way. */
function heldBy({ elsewhere: { question } }: Session): string | null {
  if (question === null || question.decision === 'continue') return null;
  const what = question.about === 'revoked' ? 'revoked' : 'changed';
  return question.decision === null
    ? `blocked: the order was ${what}, decide first`
    : `blocked: the order was ${what}, a physician lets it go on`;
}

function sliceAfter(session: Session, event: LoggedEvent): Session['elsewhere'] {
  const before = session.elsewhere;
  if (event.type === 'order.decided') {
    const { question } = before;
    return question === null
      ? before
      : { ...before, question: { ...question, decision: event.body.decision } };
  }
  if (
    event.type !== 'order.pinned' &&
    event.type !== 'order.changed-elsewhere' &&
    event.type !== 'order.revoked-elsewhere'
  )
    return before;
  if (event.body.orderId !== session.order.orderId) return before;
  const { from, status } = event.body;
  if (event.type === 'order.pinned') {
    const { serverId, versionId } = from;
    return { ...before, pinned: { serverId, versionId, askedAt: event.body.askedAt } };
  }
  const revoked = event.type === 'order.revoked-elsewhere';
  // What was revoked stays so for this session, whatever comes after it.
  if (!revoked && before.question?.about === 'revoked') return before;
  return {
    ...before,
    question: {
      about: revoked ? 'revoked' : 'changed',
      seq: event.seq,
      at: event.at,
      versionId: from.versionId,
      status,
      reason: revoked ? event.body.reason : null,
      differences: revoked ? [] : event.body.differences,
      decision: null,
    },
  };
}

function decided(intent: Extract<Intent, { kind: 'decide-order' }>, here: Here): Decision {
  const { session, operator, given } = here;
  const { question } = session.elsewhere;
  if (question === null) return refuse('Nothing about the order is open.');
  const reason = intent.reason.trim();
  const against = againstDecision(intent, here, question);
  if (against !== null) return refuse(against);
  const { versionId, about } = question;
  return accept({
    type: 'order.decided',
    body: {
      by: operator,
      physician: intent.decision === 'continue' ? given.witness : null,
      orderId: session.order.orderId,
      versionId,
      about,
      decision: intent.decision,
      reason,
    },
  });
}

/** Why this can not be decided so; null: it can. Pausing and ending are done first, by their own way. */
function againstDecision(
  { decision, reason }: Extract<Intent, { kind: 'decide-order' }>,
  { session, given }: Here,
  question: OrderQuestion,
): string | null {
  const stops = session.openCommand?.command.kind === 'stop' || session.delivery.handStop !== null;
  switch (decision) {
    case 'continue':
      if (session.phase === 'recovery') return 'The infusion is over. There is nothing to go on with.';
      if (given.witness === null) return 'A physician signs this with their own PIN.';
      if (!mayDo(given.witness.role, 'order'))
        return `A physician decides this; ${given.witness.name} is a ${given.witness.role}.`;
      return reason.trim().length < 3 ? 'A reason is needed, in words.' : null;
    case 'pause':
      return session.phase === 'infusing' && !stops ? 'Press PAUSE first.' : null;
    case 'end':
      return (session.phase === 'infusing' && !stops) || (session.phase === 'paused' && !stops)
        ? 'End the infusion first.'
        : null;
    case 'noted':
      if (session.phase !== 'recovery') return 'The order may still be given: decide what becomes of it.';
      return question.decision === null ? null : 'This was decided already.';
  }
}

const revokedWords: Readonly<Record<string, string>> = {
  'entered-in-error': 'ORDER ENTERED IN ERROR, says the clinic’s server',
};

function conditions(session: Session): StandingCondition[] {
  const question = openQuestion(session);
  if (question === null) return [];
  const { about, status, reason, versionId } = question;
  const [flowing, over] = [session.phase === 'infusing', session.phase === 'recovery'];
  if (about === 'changed') {
    if (over) return [];
    return [
      standing({
        condition: 'order-changed',
        key: versionId,
        priority: 'medium',
        words: 'The order was changed on the clinic’s server',
        response: 'This session goes on with the order that it began with. Read the difference and decide.',
      }),
    ];
  }
  return [
    standing({
      condition: 'order-revoked',
      key: versionId,
      priority: flowing ? 'high' : 'medium',
      words: revokedWords[status] ?? 'ORDER REVOKED on the clinic’s server',
      response: `${reason === null ? '' : `${reason}. `}${
        over
          ? 'What was given stays in the record. Tell the physician, then note it here.'
          : flowing
            ? 'In doubt PAUSE. Call the physician and decide: continue, pause or end.'
            : 'Do not start. Call the physician and decide.'
      }`,
    }),
  ];
}
