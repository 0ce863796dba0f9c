import { describe, expect, it } from 'vitest';
import { GUTTER, MARGIN, ticksIn } from '../../../renderer/charts/lane-frame';

const noon = new Date(2026, 10, 29, 12).getTime() / 1000;
const HOUR = 3600;

describe('the times below a graph', () => {
  it('are written where there is room for all of their figures, and the upright line stays', () => {
    for (let early = 0; early < HOUR; early += 60) {
      const view = { from: noon - 4 * HOUR, to: noon + early, now: null };
      const [width, unit] = [600, 1];
      const { at, write } = ticksIn(view, width, unit);
      for (const t of at) {
        const x = GUTTER + ((t - view.from) / (view.to - view.from)) * (width - GUTTER - MARGIN);
        // Five figures of 12.5 units are hardly wider than 34.
        expect(write(t)).toMatch(x + 17 > width ? /^$/ : /^\d\d:\d\d$/);
      }
    }
  });

  it('are written with seconds where a minute has several lines', () => {
    const { at, write } = ticksIn({ from: noon, to: noon + 120, now: null }, 600, 1);
    expect(write(at[0] ?? 0)).toBe('12:00:00');
  });
});
