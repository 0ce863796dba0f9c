import { z } from 'zod';

/** What a patient answers over a series (clinical.md 2.6). Of MADRS only item 10: its wording is the clinic's licensed form. */
export const questionnaireForm = z.enum(['PHQ-9', 'GAD-7', 'MADRS item 10']);
export type QuestionnaireForm = z.infer<typeof questionnaireForm>;

export type Questionnaire = {
  /** What each item is about, in words of our own. */
  readonly items: readonly string[];
  /** Words of an answer by its points; of those without words only the number is shown. */
  readonly answers: readonly string[];
  /** Bands of the total, each from its lowest total on. */
  readonly bands: readonly { readonly from: number; readonly words: string }[];
};

const days = ['not at all', 'several days', 'more than half the days', 'nearly every day'];

export const questionnaires: Record<QuestionnaireForm, Questionnaire> = {
  'PHQ-9': {
    items: [
      'Interest and pleasure',
      'Low mood',
      'Sleep',
      'Energy',
      'Appetite',
      'Self-worth',
      'Concentration',
      'Slowed or restless',
      'Thoughts of death or self-harm',
    ],
    answers: days,
    bands: [
      { from: 0, words: 'minimal' },
      { from: 5, words: 'mild' },
      { from: 10, words: 'moderate' },
      { from: 15, words: 'moderately severe' },
      { from: 20, words: 'severe' },
    ],
  },
  'GAD-7': {
    items: [
      'Nervous, on edge',
      'Worry not controlled',
      'Worry about many things',
      'Hard to relax',
      'Restless',
      'Irritable',
      'Afraid',
    ],
    answers: days,
    bands: [
      { from: 0, words: 'minimal' },
      { from: 5, words: 'mild' },
      { from: 10, words: 'moderate' },
      { from: 15, words: 'severe' },
    ],
  },
  'MADRS item 10': {
    items: ['Suicidal thoughts, by the clinic’s form'],
    answers: ['0', '1', '2', '3', '4', '5', '6'],
    bands: [],
  },
};

/** What is wrong with a set of answers; null: it is complete and each answer exists. */
export function wrongAnswers(form: QuestionnaireForm, answers: readonly number[]): string | null {
  const { items, answers: levels } = questionnaires[form];
  if (answers.length !== items.length) return `${form} has ${items.length} answers, not ${answers.length}.`;
  const off = answers.findIndex((one) => !Number.isInteger(one) || one < 0 || one >= levels.length);
  return off < 0 ? null : `Item ${off + 1} of ${form} is answered with 0 to ${levels.length - 1}.`;
}

export const questionnaireTotal = (answers: readonly number[]): number =>
  answers.reduce((sum, one) => sum + one, 0);

/** The band of a total in words; null for a form that has none. */
export function questionnaireBand(form: QuestionnaireForm, total: number): string | null {
  return questionnaires[form].bands.findLast((band) => total >= band.from)?.words ?? null;
}

/** From when on an answer opens the suicide-risk workflow (SR-089). */
export const riskLevelsSchema = z.object({
  phq9Item9AtLeast: z.int().min(1),
  madrsItem10AtLeast: z.int().min(1),
});

/** Why these answers open the suicide-risk workflow, in words; null: they do not. */
export function riskOf(
  form: QuestionnaireForm,
  answers: readonly number[],
  levels: z.infer<typeof riskLevelsSchema>,
): string | null {
  const last = answers.at(-1) ?? 0;
  if (form === 'PHQ-9' && last >= levels.phq9Item9AtLeast) {
    return `PHQ-9 item 9 answered ${last}, ${days[last] ?? ''}`;
  }
  if (form === 'MADRS item 10' && last >= levels.madrsItem10AtLeast) return `MADRS item 10 at ${last} of 6`;
  return null;
}
