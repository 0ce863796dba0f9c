import { z } from 'zod';
import type { Answers, InstrumentId } from './instrument';

/** The forms that an earlier version of the program wrote into a session's log. */
export const olderForm = z.enum(['PHQ-9', 'GAD-7', 'MADRS item 10']);
export type OlderForm = z.infer<typeof olderForm>;

/** The same answers as today's instrument takes them. Of MADRS only item 10 was asked, so its total is missing. */
export function olderAnswers(
  form: OlderForm,
  answers: readonly number[],
): { readonly instrument: InstrumentId; readonly answers: Answers } {
  if (form === 'MADRS item 10') return { instrument: 'MADRS', answers: [null, answers[0] ?? null] };
  return { instrument: form, answers };
}
