import { describe, expect, test } from 'vitest';
import {
  bandPath,
  cuffPath,
  type Frame,
  linePath,
  minuteTicks,
  stepPath,
  ticksOf,
  xOf,
  yOf,
} from '../../../renderer/course/paths';
import { pairOf, pick } from '../../../renderer/course/pick';

const frame: Frame = { x: { min: 0, max: 100 }, y: { min: 0, max: 10 } };
const points = (path: string) =>
  [...path.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe('curves', () => {
  test('a minute and a value land on their column and row; beyond the scale lies at its edge', () => {
    expect([xOf(frame, 0), xOf(frame, 50), xOf(frame, 100)]).toEqual([0, 500, 1000]);
    expect([yOf(frame, 0), yOf(frame, 5), yOf(frame, 10)]).toEqual([100, 50, 0]);
    expect([yOf(frame, -3), yOf(frame, 14)]).toEqual([100, 0]);
  });

  test('a step goes up where the rate begins, and down where it ends', () => {
    const corners = [
      { minute: 10, low: 2, high: 2 },
      { minute: 60, low: 0, high: 0 },
    ];
    expect(stepPath(corners, frame)).toBe('M100.0 100.0H100.0V80.0H600.0V100.0');
    expect(stepPath([], frame)).toBe('');
  });

  test('a minute without a value breaks the line', () => {
    expect(points(linePath([1, 2, null, 4], 10, frame))).toHaveLength(3);
    expect(linePath([1, 2, null, 4], 10, frame).match(/M/g)).toHaveLength(2);
    expect(linePath([null, null], 0, frame)).toBe('');
  });

  test('a band keeps the extremes of the minutes that it puts together, and its gaps', () => {
    const low = [5, 5, 1, 5, null, null, 5];
    const high = [6, 6, 6, 9, null, null, 6];
    const rows = points(bandPath(low, high, 0, frame, 2)).map(([, y]) => y);
    expect(Math.max(...rows.map(Number))).toBeCloseTo(yOf(frame, 1) + 0.9, 6);
    expect(Math.min(...rows.map(Number))).toBeCloseTo(yOf(frame, 9) - 0.9, 6);
    expect(bandPath(low, high, 0, frame, 2).match(/Z/g)).toHaveLength(2);
  });

  test('one stroke a pressure, none outside the picture', () => {
    expect(
      cuffPath(
        [
          [-5, 8, 4],
          [50, 8, 4],
          [90, 6, null],
        ],
        frame,
      ).match(/M/g),
    ).toHaveLength(2);
    expect(cuffPath([[50, 8, 4]], frame)).toBe('M500.0 20.0V60.0');
  });

  test('ticks are round, whole and inside', () => {
    expect(ticksOf({ min: 0, max: 0.6 }, 3)).toEqual([0, 0.2, 0.4, 0.6]);
    expect(ticksOf({ min: 85, max: 100 }, 3)).toEqual([85, 90, 95, 100]);
    expect(minuteTicks({ min: -10, max: 300 })).toEqual([0, 60, 120, 180, 240, 300]);
    expect(minuteTicks({ min: -10, max: 75 })).toEqual([0, 15, 30, 45, 60, 75]);
  });
});

describe('which two are compared', () => {
  const inTime = ['a', 'b', 'c', 'd'];
  test.each<[readonly string[], readonly [string, string] | null]>([
    [[], ['c', 'd']],
    [['a'], ['a', 'd']],
    [['d'], ['d', 'c']],
    [
      ['b', 'a'],
      ['b', 'a'],
    ],
  ])('picked %j: %j', (picked, pair) => {
    expect(pairOf(picked, inTime)).toEqual(pair);
  });

  test('one alone is no pair; a third takes the place of the second; picking again lets go', () => {
    expect(pairOf([], ['a'])).toBeNull();
    expect(pick(['a', 'b'], 'c')).toEqual(['a', 'c']);
    expect(pick(['a', 'b'], 'a')).toEqual(['b']);
  });
});
