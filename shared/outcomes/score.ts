import { roundHalfEven } from '../units/format';
import type { Answers, Instrument, Question } from './instrument';
import { MADRS_ITEM_10 } from './madrs';

/** What a set of answers comes to. Without an answer that counts there is no score: nothing is filled in (clinical.md 2.6). */
export type Score =
  | { readonly kind: 'complete'; readonly score: number; readonly band: string | null }
  | { readonly kind: 'incomplete'; readonly answered: number; readonly of: number };

const counts = ({ optional }: Question): boolean => optional !== true;

export function bandOf({ bands }: Instrument, score: number): string | null {
  return bands.findLast(({ from }) => score >= from)?.words ?? null;
}

/** The score of these answers, or how many of the questions that count are answered. */
export function scoreOf(instrument: Instrument, answers: Answers): Score {
  const { questions, scoring } = instrument;
  const needed = questions.flatMap((question, at) => (counts(question) ? [answers[at] ?? null] : []));
  const given = needed.filter((one) => one !== null);
  if (given.length < needed.length) {
    return { kind: 'incomplete', answered: given.length, of: needed.length };
  }
  const score = scoring === 'sum' ? given.reduce((sum, one) => sum + one, 0) : (given[0] ?? 0);
  return { kind: 'complete', score, band: bandOf(instrument, score) };
}

/** What is wrong with one answer; null: it can be given. */
export function wrongAnswer({ words, least, most, decimals }: Question, answer: number): string | null {
  if (!Number.isFinite(answer) || answer < least || answer > most) {
    return `“${words}” is answered with ${least} to ${most}.`;
  }
  if (Math.abs(roundHalfEven(answer, decimals) - answer) > 1e-9) {
    return decimals === 0 ? `“${words}” is a whole number.` : `“${words}” has at most ${decimals} decimals.`;
  }
  return null;
}

/** What is wrong with a set of answers, one sentence each; missing ones are not wrong, but one must be there. */
export function wrongAnswers(instrument: Instrument, answers: Answers): string[] {
  const { questions, name } = instrument;
  if (answers.length !== questions.length) {
    return [`${name} has ${questions.length} questions, not ${answers.length}.`];
  }
  if (answers.every((one) => one === null))
    return [`${name}: nothing is answered. There is nothing to keep.`];
  const wrong = questions.flatMap((question, at) => {
    const answer = answers[at] ?? null;
    const why = answer === null ? null : wrongAnswer(question, answer);
    return why === null ? [] : [why];
  });
  const apart = instrument.id === 'MADRS' ? madrsApart(answers) : null;
  return apart === null ? wrong : [...wrong, apart];
}

/** Nine other items of 0 to 6 stand between the total and item 10. */
function madrsApart(answers: Answers): string | null {
  const [total, item] = [answers[0] ?? null, answers[MADRS_ITEM_10] ?? null];
  if (total === null || item === null || (item <= total && total <= item + 54)) return null;
  return `MADRS ${total} can not hold item 10 at ${item}. Read both again.`;
}

/** Sums of the parts of an instrument; null where one of their questions is open. */
export function clusterSums({ clusters }: Instrument, answers: Answers) {
  return clusters.map(({ words, from, to }) => {
    const part = answers.slice(from - 1, to);
    const given = part.filter((one) => one !== null);
    const whole = given.length === to - from + 1;
    return { words, sum: whole ? given.reduce((sum, one) => sum + one, 0) : null };
  });
}
