import type { ChecklistItem } from '../../policy/verification-policy';
import type { Patient } from '../../record/patient';
import type { EpochMs } from '../../time/clock';
import type { Session } from '../state';
import { itemWords } from './double-check';
import type { CheckAnswer } from './intents';

/** Whole years from a birth date to a moment, by the calendar in UTC. */
export function wholeYears(birthDate: string, at: EpochMs): number {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  const now = new Date(at);
  const before = now.getUTCMonth() + 1 < month || (now.getUTCMonth() + 1 === month && now.getUTCDate() < day);
  return now.getUTCFullYear() - year - (before ? 1 : 0);
}

function concerns(item: ChecklistItem, patient: Patient, at: EpochMs): boolean {
  if (item.kind !== 'pregnancy') return true;
  const years = wholeYears(patient.birthDate, at);
  return item.sexes.includes(patient.sex) && years >= item.fromYears && years < item.belowYears;
}

/** The lines of the clinic's list that concern this patient, in its order. */
export function checklistOf(session: Pick<Session, 'policy' | 'patient' | 'openedAt'>): ChecklistItem[] {
  return session.policy.verification.checklist.filter((item) =>
    concerns(item, session.patient, session.openedAt),
  );
}

/** Sets of vital signs that are needed before the start, by the order's schedule or the clinic's. */
export function baselineSets({ order, policy }: Pick<Session, 'order' | 'policy'>): number {
  return (order.observation ?? policy.rounds.schedule).baselineSets;
}

/** How far an answer goes: `met` with what was said, or what stands in the way; a `wrong` one is asked for again. */
export type Judged = { readonly kind: 'met' | 'not-met' | 'wrong'; readonly words: string };

/** What an answer to a line of the list comes to. */
export function judgeAnswer(item: ChecklistItem, answer: CheckAnswer): Judged {
  if (item.kind !== answer.kind) return { kind: 'wrong', words: `${item.words}: answered something else.` };
  switch (answer.kind) {
    case 'screen': {
      if (item.kind !== 'screen') break;
      const given = new Map(answer.answers.map(({ id, yes }) => [id, yes]));
      const open = item.questions.filter(({ id }) => !given.has(id));
      if (open.length > 0) {
        return { kind: 'wrong', words: `Not asked yet: ${open.map(({ words }) => words).join(', ')}.` };
      }
      const yes = item.questions.filter(({ id }) => given.get(id) === true);
      return yes.length === 0
        ? { kind: 'met', words: `${item.questions.length} asked, all no` }
        : { kind: 'not-met', words: `yes to ${yes.map(({ words }) => words.toLowerCase()).join(', ')}` };
    }
    case 'fasting': {
      if (item.kind !== 'fasting') break;
      const { foodHours, clearFluidHours } = answer;
      if (!(foodHours >= 0 && clearFluidHours >= 0 && foodHours <= 72 && clearFluidHours <= 72)) {
        return { kind: 'wrong', words: 'Hours since food and fluid are between 0 and 72. Ask again.' };
      }
      const words = `food ${foodHours} h ago, clear fluid ${clearFluidHours} h ago`;
      const long = foodHours >= item.foodHours && clearFluidHours >= item.clearFluidHours;
      return long
        ? { kind: 'met', words }
        : { kind: 'not-met', words: `${words}; needs ${item.foodHours} h and ${item.clearFluidHours} h` };
    }
    case 'pregnancy':
      return answer.result === 'negative'
        ? { kind: 'met', words: 'test negative' }
        : { kind: 'not-met', words: `test ${answer.result}` };
  }
  return { kind: 'wrong', words: `${item.words}: answered something else.` };
}

/** What the second check still waits for, in the words of the button; null: nothing. */
function openDoubleCheck({ doubleCheck }: Session): string | null {
  switch (doubleCheck.kind) {
    case 'open':
      return 'second check';
    case 'differs':
    case 'disputed':
      return `${doubleCheck.items.map((item) => itemWords[item]).join(' and ')} ${doubleCheck.items.length > 1 ? 'differ' : 'differs'}`;
    case 'agreed':
    case 'excepted':
      return null;
  }
}

/** As the words go on inside a sentence; an abbreviation stays as it is (`IV line`). */
const lowered = (words: string): string =>
  /^[A-Z]{2}/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);

/** Everything that is still open before drug may flow, each in a few words. */
export function openChecks(session: Session): string[] {
  const lines = checklistOf(session).flatMap((item) => {
    const standing = session.checks[item.check];
    if (standing !== undefined && standing.kind !== 'not-met') return [];
    const name = lowered(item.words);
    if (standing !== undefined) return [`${name}: ${standing.evidence}`];
    if (item.kind !== 'baseline') return [name];
    return [`${name}, set ${session.baseline.length + 1} of ${baselineSets(session)}`];
  });
  return [...lines, ...syringeOpen(session)];
}

/** What is still open about the syringe itself: its label, and the second person. */
export function syringeOpen(session: Session): string[] {
  const syringe = session.syringe === null || session.checks.syringe === undefined ? ['syringe'] : [];
  const second = openDoubleCheck(session);
  return [...syringe, ...(second === null ? [] : [second])];
}

/** What is still open, counted and named; null: nothing. */
export function missingChecks(session: Session): string | null {
  const open = openChecks(session);
  return open.length === 0 ? null : `${open.length} open: ${open.join(', ')}`;
}
