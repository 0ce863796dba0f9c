import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf, type Verdict } from '../../../shared/outcomes/change';
import { type InstrumentId, instrumentId } from '../../../shared/outcomes/instrument';
import { instruments } from '../../../shared/outcomes/instruments';

describe('a change against the baseline (clinical.md 2.6)', () => {
  const rules: [InstrumentId, number, number, Verdict, string][] = [
    ['PHQ-9', 18, 4, 'remission', 'remission (14 lower, 78 %)'],
    ['PHQ-9', 18, 5, 'response', 'response (13 lower, 72 %)'],
    ['PHQ-9', 18, 9, 'response', 'response (9 lower, 50 %)'],
    ['PHQ-9', 18, 10, 'meaningful', 'meaningful improvement (8 lower, 44 %)'],
    ['PHQ-9', 18, 13, 'meaningful', 'meaningful improvement (5 lower, 28 %)'],
    ['PHQ-9', 18, 14, 'unchanged', 'no change that counts (4 lower, 22 %)'],
    ['PHQ-9', 18, 18, 'unchanged', 'no change that counts (the same)'],
    ['PHQ-9', 18, 22, 'unchanged', 'no change that counts (4 higher, 22 %)'],
    ['PHQ-9', 18, 23, 'worse', 'worse (5 higher, 28 %)'],
    ['PHQ-9', 5, 4, 'remission', 'remission (1 lower, 20 %)'],
    // In remission at the baseline already: there is nothing to win, but something to lose.
    ['PHQ-9', 4, 0, 'unchanged', 'no change that counts (4 lower, 100 %)'],
    ['PHQ-9', 0, 5, 'worse', 'worse (5 higher)'],
    ['GAD-7', 15, 11, 'meaningful', 'meaningful improvement (4 lower, 27 %)'],
    ['GAD-7', 15, 12, 'unchanged', 'no change that counts (3 lower, 20 %)'],
    ['MADRS', 36, 10, 'remission', 'remission (26 lower, 72 %)'],
    ['MADRS', 36, 18, 'response', 'response (18 lower, 50 %)'],
    ['MADRS', 36, 19, 'lower', 'lower, no response (17 lower, 47 %)'],
    ['MADRS', 36, 40, 'higher', 'higher (4 higher, 11 %)'],
    ['PCL-5', 50, 40, 'meaningful', 'meaningful improvement (10 lower, 20 %)'],
    ['PCL-5', 50, 45, 'reliable', 'reliable improvement (5 lower, 10 %)'],
    ['PCL-5', 50, 46, 'unchanged', 'no change that counts (4 lower, 8 %)'],
    ['PCL-5', 50, 55, 'worse', 'worse (5 higher, 10 %)'],
    ['NRS', 8, 4, 'substantial', 'substantial improvement (4 lower, 50 %)'],
    ['NRS', 8, 6, 'moderate', 'moderate improvement (2 lower, 25 %)'],
    ['NRS', 3, 2, 'moderate', 'moderate improvement (1 lower, 33 %)'],
    ['NRS', 8, 7, 'minimal', 'minimal improvement (1 lower, 12 %)'],
    ['NRS', 6, 8, 'worse', 'worse (2 higher, 33 %)'],
    ['BPI', 7.2, 6.2, 'minimal', 'minimal improvement (1 lower, 14 %)'],
    ['BPI', 7.2, 6.21, 'unchanged', 'no change that counts (0.99 lower, 14 %)'],
  ];
  it.each(rules)('%s from %d to %d: %s', (id, from, to, verdict, words) =>
    expect(changeOf(instruments[id], to, from)).toMatchObject({ verdict, words }),
  );

  it('names the rule that gave the verdict, with its source and how sure it is', () => {
    expect(changeOf(instruments['PHQ-9'], 9, 18)?.rule).toMatchObject({
      gain: 'response',
      confidence: 'unconfirmed',
    });
    expect(changeOf(instruments.MADRS, 9, 18)?.rule).toMatchObject({ gain: 'remission', confidence: 'read' });
    expect(changeOf(instruments['PHQ-9'], 23, 18)?.rule).toBeNull();
  });

  it('is not said without a baseline, but PGIC is the change itself', () => {
    expect(changeOf(instruments['PHQ-9'], 3, null)).toBeNull();
    const verdicts = [1, 2, 3, 4, 5, 6, 7].map((score) => changeOf(instruments.PGIC, score, null)?.verdict);
    expect(verdicts).toEqual([
      'response',
      'response',
      ...Array(2).fill('unchanged'),
      ...Array(3).fill('worse'),
    ]);
  });

  it('has the sign of the difference, no gain for a rise, and never a worse verdict for a lower score', () => {
    const any = fc
      .constantFrom(...instrumentId.options.filter((id) => instruments[id].against === 'baseline'))
      .chain((id) => {
        const { least, most } = instruments[id].range;
        const score = fc.integer({ min: least, max: most });
        return fc.tuple(fc.constant(instruments[id]), score, score, score);
      });
    const order: Verdict[] = [
      'remission',
      'response',
      'substantial',
      'moderate',
      'meaningful',
      'reliable',
      'minimal',
      'lower',
      'unchanged',
      'higher',
      'worse',
    ];
    fc.assert(
      fc.property(any, ([instrument, baseline, one, other]) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const [better, poorer] = [changeOf(instrument, low, baseline), changeOf(instrument, high, baseline)];
        if (better === null || poorer === null) throw new Error('there is a baseline');
        expect(Math.sign(better.points ?? 0)).toBe(Math.sign(low - baseline));
        expect(order.indexOf(better.verdict)).toBeLessThanOrEqual(order.indexOf(poorer.verdict));
        if (high >= baseline) expect(poorer.rule).toBeNull();
      }),
    );
  });
});
