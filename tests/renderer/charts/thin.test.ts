import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastNotAfter } from '../../../shared/timeline/columns';
import type { Curve } from '../../../shared/timeline/lane';
import { laneData, pictureOf } from '../../../shared/timeline/lane-data';
import { type ReviewModel, reviewModel } from '../../../shared/timeline/model';
import { aligned, type Table, thinned } from '../../../shared/timeline/thin';
import { inventedDetail } from '../review-harness/invented-detail';
import { openedAt } from '../review-harness/invented-order';
import { at } from '../review-harness/invented-session';

/** A column with gaps, silences and spikes, and a view somewhere in or around it. */
const drawing = fc
  .record({
    steps: fc.array(fc.constantFrom(0.5, 1, 1, 1, 2, 30), { minLength: 1, maxLength: 400 }),
    seed: fc.array(fc.option(fc.integer({ min: -50, max: 250 }), { freq: 8 }), {
      minLength: 1,
      maxLength: 400,
    }),
    second: fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 5 }), { minLength: 1, maxLength: 40 }),
    pixels: fc.integer({ min: 1, max: 60 }),
    from: fc.double({ min: -0.2, max: 0.8, noNaN: true }),
    share: fc.double({ min: 0.05, max: 1.5, noNaN: true }),
  })
  .map(({ steps, seed, second, pixels, from, share }) => {
    let time = 1_000;
    const t = steps.map((step) => {
      time += step;
      return time;
    });
    const cycle = (values: (number | null)[]) => t.map((_, row) => values[row % values.length] ?? null);
    const table: Table = { t, vs: [cycle(seed), cycle(second)], breakAfterS: 10 };
    const length = time - 1_000;
    const view = { from: 1_000 + from * length, to: 1_000 + (from + share) * length };
    return { table, view, pixels };
  });

const inView = (t: number, { from, to }: { from: number; to: number }) => t >= from && t <= to;

describe('thinning keeps what a picture shows', () => {
  it('of each pixel column the first, last, least and greatest value of every column of the table', () => {
    fc.assert(
      fc.property(drawing, ({ table, view, pixels }) => {
        const drawn = thinned(table, view, pixels);
        const pixelOf = (t: number) => Math.floor(((t - view.from) / (view.to - view.from)) * pixels);
        table.vs.forEach((v, column) => {
          const all = new Map<number, number[]>();
          const kept = new Map<number, number[]>();
          const put = (into: Map<number, number[]>, t: number, value: number | null) => {
            if (value === null || !inView(t, view)) return;
            into.set(pixelOf(t), [...(into.get(pixelOf(t)) ?? []), value]);
          };
          for (const [row, t] of table.t.entries()) put(all, t, v[row] ?? null);
          for (const [row, t] of drawn.t.entries()) put(kept, t, drawn.vs[column]?.[row] ?? null);
          const ends = (values: Map<number, number[]>) =>
            [...values].map(([pixel, of]) => [pixel, of[0], of.at(-1), Math.min(...of), Math.max(...of)]);
          expect(ends(kept)).toEqual(ends(all));
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('with no value that was not there, at its own time, in order', () => {
    fc.assert(
      fc.property(drawing, ({ table, view, pixels }) => {
        const drawn = thinned(table, view, pixels);
        drawn.t.forEach((t, row) => {
          if (row > 0) expect(t).toBeGreaterThan(drawn.t[row - 1] ?? 0);
          const source = table.t.indexOf(t);
          table.vs.forEach((v, column) => {
            expect(drawn.vs[column]?.[row]).toBe(source < 0 ? null : (v[source] ?? null));
          });
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('and every gap as long as it was: no two drawn neighbours hide one between them (SR-085)', () => {
    fc.assert(
      fc.property(drawing, ({ table, view, pixels }) => {
        const drawn = thinned(table, view, pixels);
        const v = table.vs[0] ?? [];
        drawn.t.forEach((t, row) => {
          const next = drawn.t[row + 1];
          if (next === undefined) return;
          const [a, b] = [drawn.vs[0]?.[row] ?? null, drawn.vs[0]?.[row + 1] ?? null];
          if (a === null || b === null) return;
          const [first, last] = [table.t.indexOf(t), table.t.indexOf(next)];
          for (let between = first; between <= last; between += 1) {
            expect(v[between] ?? null).not.toBeNull();
            if (between > first)
              expect((table.t[between] ?? 0) - (table.t[between - 1] ?? 0)).toBeLessThanOrEqual(10);
          }
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('and draws every sample once the view is short enough', () => {
    const t = Array.from({ length: 14_400 }, (_, row) => row);
    const v = t.map((row) => row % 7);
    const table = { t, vs: [v], breakAfterS: 10 };
    expect(thinned(table, { from: 100, to: 700 }, 800).t).toEqual(t.slice(100, 702));
    expect(thinned(table, { from: 0, to: 14_400 }, 800).t.length).toBeLessThanOrEqual(4 * 801);
  });

  it('breaks a silence and leaves nulls alone (SR-085)', () => {
    const table = { t: [0, 1, 60], vs: [[5, null, 7]], breakAfterS: 10 };
    expect(thinned(table, { from: 0, to: 60 }, 100)).toEqual({ t: [0, 1, 11, 60], vs: [[5, null, null, 7]] });
    const open = { t: [0, 60], vs: [[5, 7]], breakAfterS: undefined };
    expect(thinned(open, { from: 0, to: 60 }, 100).vs).toEqual([[5, 7]]);
  });
});

it('aligns tables of different times: each value at its own, nothing between', () => {
  const one = { t: [0, 1, 2, 2], vs: [[1, null, 3, 4]] };
  const other = { t: [1, 1.5], vs: [[7, 8]] };
  expect(aligned([one, other])).toEqual([
    [0, 1, 1.5, 2, 2],
    [1, null, undefined, 3, 4],
    [undefined, 7, 8, undefined, undefined],
  ]);
});

describe('the lanes of a stored session', () => {
  const model = reviewModel(inventedDetail()) as ReviewModel;
  const time = (hour: number, minute: number, second = 0) => openedAt / 1000 + at(hour, minute, second);
  const lane = (key: string) => {
    const found = model.lanes.find((one) => one.key === key);
    if (found === undefined) throw new Error(`no lane ${key}`);
    return found;
  };
  const view = { from: model.from, to: model.to, now: null };

  it('keep the one second at which SpO2 was 86, at its own time', () => {
    const { curves, drawn } = laneData(lane('spo2'), view, 200);
    const shown = drawn.get(curves[0] as Curve);
    expect(shown?.t[shown.v.indexOf(86)]).toBeCloseTo(time(12, 50, 20) + 0.4, 3);
  });

  it('keep a gap and its length when they are thinned', () => {
    const { curves, drawn } = laneData(lane('pressure'), view, 200);
    const hr = drawn.get(curves.find(({ key }) => key === 'hr') as Curve) ?? { t: [], v: [] };
    const valueAt = (when: number) => hr.v[lastNotAfter(hr.t, when)] ?? null;
    expect(hr.t.length).toBeLessThan(2_000);
    expect(valueAt(time(11, 21))).toBeNull();
    expect(valueAt(time(13, 11))).toBeNull();
    const back = hr.t.findIndex((t, row) => t > time(13, 11) && hr.v[row] !== null);
    expect(hr.t[back]).toBeCloseTo(time(13, 12) + 0.4, 1);
  });

  it('are the same picture while they grow beyond the view, and another one when they grow in it', () => {
    const curve = { kind: 'line', key: 'a', label: 'a', unit: '', digits: 0, tint: 'hr' } as const;
    const [t, v] = [
      [0, 1, 2, 3],
      [1, 1, 1, 1],
    ];
    const bare = { key: 'a', titles: [], weight: 1, min: 0, max: 2, ticks: [], limits: [], missing: [] };
    const grown = { ...bare, traces: [{ ...curve, t, v }] };
    const [early, late] = [
      { from: 0, to: 2.5, now: null },
      { from: 0, to: 9, now: null },
    ];
    const before = [pictureOf(grown, early, 100), pictureOf(grown, late, 100)];
    t.push(4);
    v.push(1);
    const after = [pictureOf(grown, early, 100), pictureOf(grown, late, 100)];
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });
});
