import type { Question } from './instrument';

/** Questions that all take the same levels, from 0 on. */
export function questionsOf(
  levels: readonly string[],
  questions: readonly (readonly [short: string, words: string])[],
): Question[] {
  const [least, most] = [0, levels.length - 1];
  return questions.map(([short, words]) => ({ short, words, least, most, decimals: 0, levels }));
}
