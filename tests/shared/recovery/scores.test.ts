import { describe, expect, it } from 'vitest';
import {
  type QuestionnaireForm,
  questionnaireBand,
  questionnaires,
  questionnaireTotal,
  riskOf,
  wrongAnswers,
} from '../../../shared/recovery/questionnaires';
import { ITEMS_OF_A_SCORE, recoveryScale, scoreItems, scoreTotal } from '../../../shared/recovery/scores';
import { clinicPolicy } from '../../clinic';

const { recovery } = clinicPolicy;

describe('recovery scores', () => {
  it.each(recoveryScale.options)('%s has five items of three levels and reaches 10', (scale) => {
    const items = scoreItems(scale, recovery);
    expect(items).toHaveLength(ITEMS_OF_A_SCORE);
    for (const { words } of items) expect(new Set(words).size).toBe(3);
    expect(scoreTotal(items.map(() => 2))).toBe(10);
    expect(scoreTotal(items.map(() => 0))).toBe(0);
  });

  it('says the clinic’s own levels where the sources disagree', () => {
    const own = {
      ...recovery,
      aldrete: { ...recovery.aldrete, pressureUnit: 'mmHg' as const, spo2WithOxygenOverPercent: 91 },
    };
    const words = scoreItems('Aldrete', own).map((item) => item.words.join());
    expect(words[2]).toContain('BP within 20 mmHg of baseline');
    expect(words[4]).toContain('over 91 % with O₂');
    expect(scoreItems('Aldrete', recovery)[2]?.words[2]).toBe('BP within 20 % of baseline');
  });
});

describe('questionnaires', () => {
  const bands: [QuestionnaireForm, number, string][] = [
    ['PHQ-9', 0, 'minimal'],
    ['PHQ-9', 4, 'minimal'],
    ['PHQ-9', 5, 'mild'],
    ['PHQ-9', 9, 'mild'],
    ['PHQ-9', 10, 'moderate'],
    ['PHQ-9', 14, 'moderate'],
    ['PHQ-9', 15, 'moderately severe'],
    ['PHQ-9', 19, 'moderately severe'],
    ['PHQ-9', 20, 'severe'],
    ['PHQ-9', 27, 'severe'],
    ['GAD-7', 4, 'minimal'],
    ['GAD-7', 5, 'mild'],
    ['GAD-7', 10, 'moderate'],
    ['GAD-7', 15, 'severe'],
    ['GAD-7', 21, 'severe'],
  ];
  it.each(bands)('%s %i is %s', (form, total, words) => expect(questionnaireBand(form, total)).toBe(words));

  it('have the length and the range that their total says', () => {
    const most = (form: QuestionnaireForm) =>
      questionnaireTotal(questionnaires[form].items.map(() => questionnaires[form].answers.length - 1));
    expect([most('PHQ-9'), most('GAD-7'), most('MADRS item 10')]).toEqual([27, 21, 6]);
    expect(wrongAnswers('PHQ-9', [0, 0, 0])).toBe('PHQ-9 has 9 answers, not 3.');
    expect(wrongAnswers('GAD-7', [0, 0, 0, 0, 4, 0, 0])).toBe('Item 5 of GAD-7 is answered with 0 to 3.');
    expect(wrongAnswers('MADRS item 10', [6])).toBeNull();
  });

  it('open the suicide-risk workflow at PHQ-9 item 9 above 0 and MADRS item 10 from 4 on, and not before (SR-089)', () => {
    const phq = (ninth: number) => riskOf('PHQ-9', [3, 3, 3, 3, 3, 3, 3, 3, ninth], recovery.risk);
    expect(phq(0)).toBeNull();
    expect([1, 2, 3].map(phq)).toEqual([
      'PHQ-9 item 9 answered 1, several days',
      'PHQ-9 item 9 answered 2, more than half the days',
      'PHQ-9 item 9 answered 3, nearly every day',
    ]);
    const madrs = (points: number) => riskOf('MADRS item 10', [points], recovery.risk);
    expect([0, 1, 2, 3].map(madrs)).toEqual([null, null, null, null]);
    expect(madrs(4)).toBe('MADRS item 10 at 4 of 6');
    expect(riskOf('GAD-7', [3, 3, 3, 3, 3, 3, 3], recovery.risk)).toBeNull();
  });
});
