import { z } from 'zod';
import type { Answers, InstrumentId } from './instrument';
import { MADRS_ITEM_10 } from './madrs';
import { daysLevels } from './phq9';

/** From when on an answer opens the suicide-risk workflow (SR-089); the clinic's values. */
export const riskLevelsSchema = z.object({
  phq9Item9AtLeast: z.int().min(1),
  madrsItem10AtLeast: z.int().min(1),
});
export type RiskLevels = z.infer<typeof riskLevelsSchema>;

const PHQ9_ITEM_9 = 8;

/** The answer about suicidal thoughts, with the name of its question; null: this instrument does not ask. */
export function suicideItem(
  instrument: InstrumentId,
  answers: Answers,
): { readonly name: string; readonly answer: number | null } | null {
  if (instrument === 'PHQ-9') return { name: 'item 9', answer: answers[PHQ9_ITEM_9] ?? null };
  if (instrument === 'MADRS') return { name: 'item 10', answer: answers[MADRS_ITEM_10] ?? null };
  return null;
}

/** Why these answers open the suicide-risk workflow, in words; null: they do not. It needs no complete form. */
export function riskOf(instrument: InstrumentId, answers: Answers, levels: RiskLevels): string | null {
  const answer = suicideItem(instrument, answers)?.answer ?? null;
  if (answer === null) return null;
  if (instrument === 'PHQ-9' && answer >= levels.phq9Item9AtLeast) {
    return `PHQ-9 item 9 answered ${answer}, ${(daysLevels[answer] ?? '').toLowerCase()}`;
  }
  if (instrument === 'MADRS' && answer >= levels.madrsItem10AtLeast) return `MADRS item 10 at ${answer} of 6`;
  return null;
}

/** `item 9 at 0`, `item 9 not answered`; null: this instrument does not ask. */
export function suicideWords(instrument: InstrumentId, answers: Answers): string | null {
  const item = suicideItem(instrument, answers);
  if (item === null) return null;
  return item.answer === null ? `${item.name} not answered` : `${item.name} at ${item.answer}`;
}
