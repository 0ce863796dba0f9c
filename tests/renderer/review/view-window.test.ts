import { describe, expect, it } from 'vitest';
import { grown, type Stretch, wholeOf } from '../../../renderer/review/view-window';

const reach = (newest: number) => ({ newest, whole: wholeOf({ from: 0, to: newest, open: true }) });

/** The views of a session that grows by a second at a time. */
function followed(view: Stretch, from: number, to: number): Stretch[] {
  const views = [view];
  for (let newest = from; newest < to; newest += 1) {
    views.push(grown(views.at(-1) ?? view, reach(newest), reach(newest + 1)));
  }
  return views;
}

describe('a view of a session that grows', () => {
  it('stands still when it looks at an earlier time', () => {
    const view = { from: 1_000, to: 2_000 };
    expect(followed(view, 5_000, 6_000).every((one) => one === view)).toBe(true);
  });

  it('at the right edge always shows the newest moment, keeps its length and mostly stands still', () => {
    const views = followed({ from: 4_400, to: 5_000 }, 5_000, 6_000);
    views.forEach((view, second) => {
      expect(view.to).toBeGreaterThanOrEqual(5_000 + second);
      expect(view.to - view.from).toBeCloseTo(600, 6);
    });
    const moves = views.filter((view, index) => index > 0 && view !== views[index - 1]).length;
    expect(moves).toBeLessThan(30);
  });

  it('of the whole session stays the whole session', () => {
    const views = followed(reach(600).whole, 600, 7_200);
    views.forEach((view, second) => {
      expect(view.from).toBeLessThanOrEqual(0);
      expect(view.to).toBeGreaterThanOrEqual(600 + second);
    });
    const moves = views.filter((view, index) => index > 0 && view !== views[index - 1]).length;
    expect(moves).toBeLessThan(70);
  });
});
