import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InstrumentId, instrumentId } from '../../../shared/outcomes/instrument';
import { instruments } from '../../../shared/outcomes/instruments';
import { riskOf, suicideWords } from '../../../shared/outcomes/risk';
import { bandOf, clusterSums, scoreOf, wrongAnswers } from '../../../shared/outcomes/score';
import { clusterWords } from '../../../shared/outcomes/words';
import { clinicPolicy } from '../../clinic';
import { phqOf } from './kit';

const levels = clinicPolicy.recovery.risk;

describe('instruments', () => {
  // clinical.md 2.6
  const shapes: [InstrumentId, number, number, number][] = [
    ['NRS', 1, 0, 10],
    ['BPI', 1, 0, 10],
    ['PGIC', 1, 1, 7],
    ['PHQ-9', 9, 0, 27],
    ['GAD-7', 7, 0, 21],
    ['MADRS', 2, 0, 60],
    ['PCL-5', 20, 0, 80],
  ];
  it.each(shapes)('%s has %i questions and goes from %i to %i', (id, questions, least, most) => {
    const instrument = instruments[id];
    expect(instrument.id).toBe(id);
    expect(instrument.questions).toHaveLength(questions);
    expect(instrument.range).toMatchObject({ least, most });
    const ends = (['least', 'most'] as const).map((end) =>
      scoreOf(
        instrument,
        instrument.questions.map((question) => question[end]),
      ),
    );
    expect(ends).toMatchObject([
      { kind: 'complete', score: least },
      { kind: 'complete', score: most },
    ]);
  });

  it.each(instrumentId.options)('%s says its source, its licence, and the source of every rule', (id) => {
    const { source, licence, gains, questions } = instruments[id];
    expect(
      Math.min(source.length, licence.length, ...gains.map((rule) => rule.source.length)),
    ).toBeGreaterThan(8);
    expect(new Set(questions.map(({ short }) => short)).size).toBe(questions.length);
    for (const { levels: words, least, most } of questions)
      expect(words === null || words.length === most - least + 1).toBe(true);
  });

  it('leaves the wording of MADRS and BPI to the clinic: figures only, and not on the patient’s screen', () => {
    expect(instrumentId.options.filter((id) => !instruments[id].byPatient)).toEqual(['BPI', 'MADRS']);
  });

  const bands: [InstrumentId, number, string | null][] = [
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
    ['GAD-7', 9, 'mild'],
    ['GAD-7', 10, 'moderate'],
    ['GAD-7', 14, 'moderate'],
    ['GAD-7', 15, 'severe'],
    ['MADRS', 6, 'none'],
    ['MADRS', 7, 'mild'],
    ['MADRS', 19, 'mild'],
    ['MADRS', 20, 'moderate'],
    ['MADRS', 34, 'moderate'],
    ['MADRS', 35, 'severe'],
    ['PCL-5', 30, 'below the provisional cut'],
    ['PCL-5', 31, 'within the provisional cut, 31 to 33'],
    ['PCL-5', 33, 'within the provisional cut, 31 to 33'],
    ['PCL-5', 34, 'above the provisional cut'],
    ['PGIC', 2, 'much improved'],
    ['PGIC', 7, 'very much worse'],
    ['NRS', 7, null],
    ['BPI', 7, null],
  ];
  it.each(bands)('%s %i is %s', (id, score, words) => expect(bandOf(instruments[id], score)).toBe(words));
});

describe('a score', () => {
  const anyAnswers = fc.constantFrom(...instrumentId.options).chain((id) => {
    const { questions } = instruments[id];
    const each = questions.map(({ least, most }) => fc.option(fc.integer({ min: least, max: most })));
    return fc.tuple(fc.constant(instruments[id]), fc.tuple(...each));
  });

  it('is the sum of what was answered, inside the range, and never there while an answer that counts is missing', () => {
    fc.assert(
      fc.property(anyAnswers, ([instrument, answers]) => {
        const result = scoreOf(instrument, answers);
        const open = instrument.questions.filter(
          (question, at) => !question.optional && answers[at] === null,
        );
        if (open.length > 0) {
          const of = instrument.questions.filter(({ optional }) => !optional).length;
          expect(result).toEqual({ kind: 'incomplete', answered: of - open.length, of });
          return;
        }
        const sum = answers.reduce<number>((total, one) => total + (one ?? 0), 0);
        if (result.kind !== 'complete') throw new Error('complete answers have a score');
        expect(result.score).toBe(instrument.scoring === 'sum' ? sum : answers[0]);
        expect(result.score).toBeGreaterThanOrEqual(instrument.range.least);
        expect(result.score).toBeLessThanOrEqual(instrument.range.most);
      }),
    );
  });

  it('has its parts: PCL-5 clusters add up to the total, and an open question opens its own part alone', () => {
    const five = instruments['PCL-5'];
    const ones = five.questions.map(() => 1);
    expect(clusterSums(five, ones).map(({ sum }) => sum)).toEqual([5, 2, 7, 6]);
    const open = ones.map((one, at) => (at === 5 ? null : one));
    expect(clusterSums(five, open).map(({ sum }) => sum)).toEqual([5, null, 7, 6]);
    expect(clusterWords(five, open)).toBe(
      'Intrusion (B) 5, Avoidance (C) not complete, Mood and thought (D) 7, Arousal (E) 6',
    );
    expect(clusterWords(instruments['PHQ-9'], phqOf(0))).toBeNull();
  });

  const wrong: [InstrumentId, (number | null)[], string][] = [
    ['PHQ-9', [0, 0], 'PHQ-9 has 9 questions, not 2.'],
    ['PHQ-9', phqOf(0).map(() => null), 'PHQ-9: nothing is answered. There is nothing to keep.'],
    [
      'PHQ-9',
      [4, 0, 0, 0, 0, 0, 0, 0, 0],
      '“Little interest or pleasure in doing things” is answered with 0 to 3.',
    ],
    ['NRS', [2.5], '“0 is no pain, 10 is the worst pain that you can imagine” is a whole number.'],
    ['BPI', [2.345], '“Mean of the seven interference items” has at most 2 decimals.'],
    ['BPI', [11], '“Mean of the seven interference items” is answered with 0 to 10.'],
    ['MADRS', [4, 5], 'MADRS 4 can not hold item 10 at 5. Read both again.'],
    ['MADRS', [60, 2], 'MADRS 60 can not hold item 10 at 2. Read both again.'],
    ['PGIC', [0], '“Since the treatment began” is answered with 1 to 7.'],
  ];
  it.each(wrong)('of %s %j is refused in words', (id, answers, words) =>
    expect(wrongAnswers(instruments[id], answers)).toEqual([words]),
  );

  it.each([
    ['PHQ-9', [1, null, null, null, null, null, null, null, null]],
    ['BPI', [4.29]],
    ['MADRS', [null, 4]],
    ['MADRS', [60, 6]],
    ['MADRS', [0, 0]],
  ] as [InstrumentId, (number | null)[]][])('of %s %j can be kept', (id, answers) =>
    expect(wrongAnswers(instruments[id], answers)).toEqual([]),
  );
});

describe('suicidal thoughts', () => {
  it('open the workflow at PHQ-9 item 9 above 0 and MADRS item 10 from 4 on, complete form or not (SR-089)', () => {
    const phq = (ninth: number) => riskOf('PHQ-9', [3, 3, 3, 3, 3, 3, 3, null, ninth], levels);
    expect([0, 1, 2, 3].map(phq)).toEqual([
      null,
      'PHQ-9 item 9 answered 1, several days',
      'PHQ-9 item 9 answered 2, more than half the days',
      'PHQ-9 item 9 answered 3, nearly every day',
    ]);
    const madrs = (points: number | null) => riskOf('MADRS', [null, points], levels);
    expect([null, 0, 1, 2, 3].map(madrs)).toEqual([null, null, null, null, null]);
    expect(madrs(4)).toBe('MADRS item 10 at 4 of 6');
    expect(riskOf('GAD-7', [3, 3, 3, 3, 3, 3, 3], levels)).toBeNull();
  });

  it('are stated beside the total, also when they were not asked', () => {
    expect(suicideWords('PHQ-9', phqOf(12, 2))).toBe('item 9 at 2');
    expect(suicideWords('PHQ-9', [1, null, null, null, null, null, null, null, null])).toBe(
      'item 9 not answered',
    );
    expect(suicideWords('MADRS', [30, null])).toBe('item 10 not answered');
    expect(suicideWords('NRS', [4])).toBeNull();
  });
});
