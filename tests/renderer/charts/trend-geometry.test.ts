import { describe, expect, it } from 'vitest';
import { trendGeometry } from '../../../renderer/charts/trend-geometry';
import { instruments } from '../../../shared/outcomes/instruments';
import { trendOf } from '../../../shared/outcomes/trend';
import { dayAt, outcome, phqOf, sessionOn } from '../../shared/outcomes/kit';

const box = { width: 800, height: 400, unitPx: 1 };
const phq = instruments['PHQ-9'];
const half = phqOf(9).map((one, at) => (at > 6 ? null : one));

describe('the geometry of a trend', () => {
  const trend = trendOf(
    phq,
    [outcome('PHQ-9', 0, phqOf(18)), outcome('PHQ-9', 5, half), outcome('PHQ-9', 10, phqOf(0))],
    [sessionOn(2, 1), sessionOn(4, 2)],
  );
  const geometry = trendGeometry(trend, box);
  const { plot, y, points, sessions, bands } = geometry;

  it('puts days in proportion, and session days between them', () => {
    const [first, middle, last] = points.map(({ x }) => x);
    expect(middle).toBeCloseTo(((first ?? 0) + (last ?? 0)) / 2, 6);
    const day = ((last ?? 0) - (first ?? 0)) / 10;
    expect(sessions.map(({ x, number }) => [(x - (first ?? 0)) / day, number])).toEqual([
      [expect.closeTo(2, 6), 1],
      [expect.closeTo(4, 6), 2],
    ]);
    for (const { x } of points) expect(x > plot.left && x < plot.right).toBe(true);
  });

  it('puts scores between the ends of the scale, and an incomplete one where it begins at least', () => {
    expect([y(0), y(27)]).toEqual([plot.bottom, plot.top]);
    expect(points.map((one) => one.y)).toEqual([y(18), y(trend.points[1]?.bounds.least ?? -1), plot.bottom]);
    expect(trend.points[1]?.bounds.most).toBeGreaterThan(trend.points[1]?.bounds.least ?? 99);
  });

  it('fills the scale with its bands, without a gap', () => {
    expect(bands[0]?.bottom).toBe(plot.bottom);
    expect(bands.at(-1)?.top).toBeCloseTo(plot.top, 6);
    for (const [at, band] of bands.entries()) {
      expect(band.bottom).toBeGreaterThan(band.top);
      if (at > 0) expect(band.bottom).toBeCloseTo(bands[at - 1]?.top ?? 0, 6);
    }
  });

  it('numbers both ends of each scale, and no step so near the end that its number would stand in it', () => {
    for (const instrument of Object.values(instruments)) {
      const { ticks } = trendGeometry(trendOf(instrument, [], []), box);
      const { least, most } = instrument.range;
      expect([ticks[0], ticks.at(-1)]).toEqual([least, most]);
      const step = (ticks[1] ?? most) - least;
      expect(most - (ticks.at(-2) ?? least)).toBeGreaterThanOrEqual(step / 2);
      expect(new Set(ticks).size).toBe(ticks.length);
    }
  });

  it('names no two days on top of each other', () => {
    const many = trendOf(
      phq,
      Array.from({ length: 40 }, (_, day) => outcome('PHQ-9', day, phqOf(10))),
      [],
    );
    const placed = trendGeometry(many, box).points;
    for (const row of [0, 1]) {
      const xs = placed.filter(({ dateRow }) => dateRow === row).map(({ x }) => x);
      expect(xs.length).toBeGreaterThan(3);
      for (const [at, x] of xs.entries())
        if (at > 0) expect(x - (xs[at - 1] ?? 0)).toBeGreaterThanOrEqual(58);
    }
  });

  it('stands on a common axis with others, and with nothing at all', () => {
    const span = { from: dayAt(-10), to: dayAt(20) };
    const wide = trendGeometry(trend, box, span).points.map(({ x }) => x);
    expect((wide[2] ?? 0) - (wide[0] ?? 0)).toBeCloseTo(((points[2]?.x ?? 0) - (points[0]?.x ?? 0)) / 3, 6);
    expect(trendGeometry(trendOf(phq, [], []), box).points).toEqual([]);
  });
});
