import { describe, expect, it } from 'vitest';
import { stagger } from '../../../renderer/charts/stagger';
import { thinned, timeTicks } from '../../../renderer/charts/ticks';
import { panned, zoomed } from '../../../renderer/charts/window';
import { beyondLane, breakGaps, lastNotAfter, readAt } from '../../../shared/timeline/columns';
import type { Lane } from '../../../shared/timeline/lane';

describe('columns', () => {
  it('find the last row not after a time', () => {
    expect([0, 1, 1.5, 2, 9].map((x) => lastNotAfter([1, 2, 3], x))).toEqual([-1, 0, 0, 1, 2]);
  });

  it('break a silence and leave nulls alone (SR-085)', () => {
    expect(breakGaps([0, 1, 60], [5, null, 7], 10)).toEqual({ t: [0, 1, 11, 60], v: [5, null, null, 7] });
    expect(breakGaps([0, 60], [5, 7], undefined).v).toEqual([5, 7]);
  });

  it('name one furthest value per run beyond the lane', () => {
    const runs = beyondLane([0, 1, 2, 3, 4], [200, 210, 100, null, 20], 40, 180);
    expect(runs).toEqual([
      { t: 1, value: 210, side: 'above' },
      { t: 4, value: 20, side: 'below' },
    ]);
  });
});

describe('the read-out', () => {
  const lane: Lane = {
    key: 'spo2',
    titles: [],
    weight: 1,
    min: 84,
    max: 101,
    ticks: [],
    limits: [],
    missing: [],
    traces: [
      {
        kind: 'line',
        key: 'spo2',
        label: 'SpO₂',
        unit: '%',
        digits: 0,
        tint: 'spo2',
        t: [0, 10, 20],
        v: [97, null, 95],
        breakAfterS: 15,
      },
    ],
  };
  it('gives the value of that time, and none from across a gap', () => {
    expect(readAt([lane], 5)[0]?.text).toBe('97');
    expect(readAt([lane], 12)[0]?.text).toBeNull();
    expect(readAt([lane], 40)[0]?.text).toBeNull();
  });
});

describe('the axis', () => {
  it('takes round steps, few enough', () => {
    const ticks = timeTicks(1_000_000_000, 1_000_000_000 + 4 * 3600, 7);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect((ticks[1] ?? 0) - (ticks[0] ?? 0)).toBe(3600);
  });

  it('thins numbers that would stand on each other', () => {
    expect(thinned([85, 90, 95, 100], 40, 18)).toEqual([85, 95]);
    expect(thinned([85, 90, 95, 100], 400, 18)).toHaveLength(4);
  });

  it('zooms about the pointer and pans by shares', () => {
    expect(zoomed({ from: 0, to: 1000 }, 500, 0.5)).toEqual({ from: 250, to: 750 });
    expect(zoomed({ from: 0, to: 100 }, 50, 0.1)).toEqual({ from: 20, to: 80 });
    expect(panned({ from: 0, to: 100 }, 0.1)).toEqual({ from: 10, to: 110 });
  });
});

it('hangs flags in two rows, alarms first, and drops only a cloth that fits nowhere', () => {
  const flags = [0, 1, 2].map((x) => ({ x, alarm: x === 2 }));
  const place = { x: (f: { x: number }) => f.x, width: () => 10, rows: 2, edge: 100 };
  const placed = stagger(flags, { ...place, first: (f) => f.alarm });
  expect(placed.map(({ row }) => row)).toEqual([1, null, 0]);
});

it('hangs a flag to the left of its stem where the right edge would cut it, and keeps that place free', () => {
  const flags = [{ x: 3 }, { x: 82 }, { x: 88 }, { x: 95 }];
  const placed = stagger(flags, {
    ...{ x: (f: { x: number }) => f.x, width: () => 10, first: () => false, rows: 2, edge: 100 },
  });
  expect(placed.map(({ side }) => side)).toEqual(['right', 'right', 'right', 'left']);
  expect(placed.map(({ row }) => row)).toEqual([0, 0, 1, null]);
});
