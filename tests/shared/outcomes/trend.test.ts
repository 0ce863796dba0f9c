import { describe, expect, it } from 'vitest';
import { instruments } from '../../../shared/outcomes/instruments';
import { seriesStarts, thresholdsOf, trendOf } from '../../../shared/outcomes/trend';
import { dayAt, outcome, phqOf, sessionOn } from './kit';

const phq = instruments['PHQ-9'];

describe('a trend', () => {
  const sessions = [sessionOn(2, 1), sessionOn(5, 2), sessionOn(9, 3)];

  it('compares with the last complete one before the first session of the series', () => {
    const incomplete = phqOf(9).map((one, at) => (at === 3 ? null : one));
    const trend = trendOf(
      phq,
      [
        outcome('PHQ-9', 9.5, phqOf(9, 1)),
        outcome('PHQ-9', 0, phqOf(22)),
        outcome('PHQ-9', 1, phqOf(18)),
        outcome('PHQ-9', 1.5, incomplete),
        outcome('GAD-7', 1, [1, 1, 1, 1, 1, 1, 1]),
        outcome('PHQ-9', 12, phqOf(4)),
        outcome('PHQ-9', 13, phqOf(27, 3), {
          withdrawn: {
            at: dayAt(14),
            by: { personId: 'p', name: 'N', role: 'nurse' },
            reason: 'not this patient',
          },
        }),
      ],
      sessions,
    );
    expect(trend.points.map(({ score }) => score)).toEqual([22, 18, null, 9, 4]);
    expect(trend.baseline).toMatchObject({ score: 18, at: dayAt(1), seriesFrom: dayAt(2) });
    expect(trend.points.map(({ isBaseline }) => isBaseline)).toEqual([false, true, false, false, false]);
    expect(trend.points.map(({ change }) => change?.verdict ?? null)).toEqual([
      null,
      null,
      null,
      'response',
      'remission',
    ]);
    expect(trend.points.map(({ suicide }) => suicide)).toEqual([
      ...Array(3).fill('item 9 at 0'),
      'item 9 at 1',
      'item 9 at 0',
    ]);
    expect(trend.latest?.score).toBe(4);
  });

  it('shows what an incomplete one can come to, and no score', () => {
    const answers = phqOf(18).map((one, at) => (at < 2 ? null : one));
    const [point] = trendOf(phq, [outcome('PHQ-9', 3, answers)], sessions).points;
    const given = answers.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    expect(point).toMatchObject({
      score: null,
      answered: 7,
      of: 9,
      change: null,
      bounds: { least: given, most: given + 6 },
    });
    const madrs = trendOf(instruments.MADRS, [outcome('MADRS', 3, [null, 4])], sessions).points[0];
    expect(madrs).toMatchObject({ score: null, bounds: { least: 0, most: 60 }, suicide: 'item 10 at 4' });
  });

  it('has no baseline, and so no change, when nothing complete was answered before the first session', () => {
    const trend = trendOf(phq, [outcome('PHQ-9', 3, phqOf(18)), outcome('PHQ-9', 9.5, phqOf(6))], sessions);
    expect(trend.baseline).toBeNull();
    expect(trend.points.map(({ change }) => change)).toEqual([null, null]);
    expect(trend.thresholds).toEqual([{ gain: 'remission', score: 4 }]);
    expect(trendOf(phq, [outcome('PHQ-9', 3, phqOf(18))], []).baseline).toBeNull();
  });

  it('gives every series its own baseline', () => {
    const two = [...sessions, sessionOn(100, 1), sessionOn(104, 2)];
    expect(seriesStarts(two)).toEqual([dayAt(2), dayAt(100)]);
    const trend = trendOf(
      phq,
      [1, 10, 99, 105].map((day, at) => outcome('PHQ-9', day, phqOf([20, 8, 16, 8][at] ?? 0))),
      two,
    );
    expect(trend.points.map(({ baseline }) => baseline?.score ?? null)).toEqual([null, 20, 20, 16]);
    expect(trend.points.map(({ change }) => change?.verdict ?? null)).toEqual([
      null,
      'response',
      'unchanged',
      'response',
    ]);
  });

  it('begins a series with the first session known here, and not with one that is given a second time', () => {
    expect(seriesStarts([sessionOn(0, 4), sessionOn(3, 5)])).toEqual([dayAt(0)]);
    expect(seriesStarts([sessionOn(0, 1), sessionOn(1, 1), sessionOn(3, 2)])).toEqual([dayAt(0)]);
    expect(seriesStarts([])).toEqual([]);
  });

  it('takes PGIC as it is, before and after', () => {
    const trend = trendOf(instruments.PGIC, [outcome('PGIC', 12, [2])], sessions);
    expect(trend.points[0]).toMatchObject({
      change: { verdict: 'response', points: null },
      band: 'much improved',
    });
  });
});

describe('thresholds', () => {
  it('stand where each rule begins', () => {
    expect(thresholdsOf(phq, 18)).toEqual([
      { gain: 'remission', score: 4 },
      { gain: 'response', score: 9 },
      { gain: 'meaningful', score: 13 },
    ]);
    expect(thresholdsOf(instruments.NRS, 8)).toEqual([
      { gain: 'substantial', score: 4 },
      { gain: 'moderate', score: 6 },
      { gain: 'minimal', score: 7.2 },
    ]);
    expect(thresholdsOf(instruments.MADRS, null)).toEqual([{ gain: 'remission', score: 10 }]);
    expect(thresholdsOf(phq, 3).map(({ gain }) => gain)).toEqual(['remission', 'response']);
  });
});
