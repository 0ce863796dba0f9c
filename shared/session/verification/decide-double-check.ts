import { mayDo } from '../../record/permissions';
import { accept, type Decision, type Here, refuse } from '../decision';
import type { Intent } from '../intents';
import { differing, heldAgainst, itemsToCheck, itemWords, unanswered } from './double-check';

type Wish<K extends Intent['kind']> = Extract<Intent, { kind: K }>;

/** Why this person can not be the second one; null: they can. */
function notIndependent({ session, operator, given }: Here): string | null {
  const second = given.witness;
  if (second === null) return 'A second person types, and proves who they are with their own PIN.';
  if (!mayDo(second.role, 'second-check')) return `The second check is not for the role of ${second.role}.`;
  if (second.personId === operator.personId) {
    return `${second.name} is signed in as the first person. Another person makes the second check.`;
  }
  if (second.personId === session.checks.syringe?.by.personId) {
    return `${second.name} read the syringe's label first. Another person makes the second check.`;
  }
  const { doubleCheck } = session;
  if (doubleCheck.kind === 'disputed' && second.personId === doubleCheck.second.personId) {
    return `${second.name} has typed it twice. A third person reads it now.`;
  }
  return null;
}

/**
 * What a second person typed blind, against what the session holds (SR-010). The first mismatch says which item, not
 * the values; after the second one a third person reads, or the source is corrected (ui.md 19.2).
 */
export function doubleCheck(intent: Wish<'double-check'>, here: Here): Decision {
  const { state, session, operator, given } = here;
  const standing = session.doubleCheck;
  if (standing.kind === 'agreed' || standing.kind === 'excepted')
    return refuse('The second check is made. Loading another syringe makes it void.');
  const held = heldAgainst(state, session);
  if (held === null) return refuse('Load the syringe first: the second person reads the same label.');
  const why = notIndependent(here);
  if (why !== null || given.witness === null) return refuse(why ?? '');
  const second = given.witness;
  const asked = standing.kind === 'open' ? itemsToCheck(session) : standing.items;
  const { typed, again } = intent;
  const empty = unanswered(typed, asked);
  if (empty.length > 0) return refuse(`Not typed yet: ${empty.map((item) => itemWords[item]).join(', ')}.`);
  if (standing.kind === 'differs') {
    const missing = again === null ? asked : unanswered(again, asked);
    if (missing.length > 0) {
      return refuse(
        `${operator.name} types it again as well: ${missing.map((one) => itemWords[one]).join(', ')}.`,
      );
    }
  }
  const wrong = new Set(differing(held, typed, asked));
  const bothTyped = standing.kind === 'differs' && again !== null ? again : null;
  if (bothTyped !== null) for (const item of differing(held, bothTyped, asked)) wrong.add(item);
  if (wrong.size === 0) return accept({ type: 'double-check.agreed', body: { by: operator, second, typed } });
  return accept({
    type: 'double-check.differed',
    body: {
      by: operator,
      second,
      items: asked.filter((item) => wrong.has(item)),
      typed,
      again: standing.kind === 'disputed' ? standing.again : bothTyped,
    },
  });
}

/** No second user is there: the clinic's rule blocks, or a physician takes it upon themselves by name. */
export function exceptDoubleCheck(
  intent: Wish<'except-double-check'>,
  { session, operator, given }: Here,
): Decision {
  const { kind } = session.doubleCheck;
  if (kind === 'agreed' || kind === 'excepted') return refuse('The second check is made.');
  if (session.policy.verification.secondCheck === 'required') {
    return refuse('This clinic starts nothing without a second person.');
  }
  if (kind !== 'open')
    return refuse('The two of you read something different. That has to be settled first.');
  if (session.syringe === null) return refuse('Load the syringe first.');
  const physician = given.witness;
  if (physician === null) return refuse('A physician signs this with their own PIN.');
  if (!mayDo(physician.role, 'override-check')) {
    return refuse(`A physician decides this; ${physician.name} is a ${physician.role}.`);
  }
  const reason = intent.reason.trim();
  if (reason.length < 3) return refuse('A reason is needed, in words.');
  return accept({ type: 'double-check.excepted', body: { by: operator, physician, reason } });
}
