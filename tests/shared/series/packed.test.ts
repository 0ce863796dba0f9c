import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSeries, unpackSeries } from '../../../shared/series/packed';
import { packColumn, unpackColumn } from '../../../shared/series/packed-column';
import type { Series } from '../../../shared/series/series';

const back = (column: readonly (number | null)[]) => unpackColumn(packColumn(column).buffer, 0);

const decimal = (digits: number, most: number) =>
  fc.integer({ min: -most, max: most }).map((whole) => whole / 10 ** digits);
const value = fc.oneof(
  decimal(0, 300),
  decimal(1, 500),
  decimal(3, 90_000),
  decimal(4, 3_000_000_000),
  fc.double({ noNaN: true }),
  fc.constantFrom(-0, 0, 32_767, -32_767, -32_768, 32_768, -(2 ** 31), 2 ** 31 - 1, 0.1 + 0.2),
);

describe('a packed column', () => {
  it('comes back as it was, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.option(value, { freq: 6 }), { maxLength: 60 }), (column) => {
        const { column: found, end } = back(column);
        expect(found).toHaveLength(column.length);
        column.forEach((one, row) => {
          expect(Object.is(found[row], one)).toBe(true);
        });
        expect(end).toBe(packColumn(column).byteLength);
        expect(end % 8).toBe(0);
      }),
      { numRuns: 3_000 },
    );
  });

  it('comes back as it was where it has one kind of number, as a device sends it', () => {
    const kinds = [decimal(0, 300), decimal(1, 450), decimal(3, 60_000), decimal(2, 2_000_000_000)];
    for (const kind of kinds)
      fc.assert(
        fc.property(fc.array(fc.option(kind, { freq: 9 }), { maxLength: 80 }), (column) => {
          expect(back(column).column).toEqual(column);
        }),
      );
  });

  it.each([
    [
      'times of whole milliseconds',
      Array.from({ length: 4_000 }, (_, s) => (1_787_731_201_253 + s * 1_000) / 1_000),
      2,
    ],
    ['times after a pause of a day', [1_787_731_201.5, 1_787_731_202.5, 1_787_817_602.5], 8],
    ['a pulse with gaps', Array.from({ length: 4_000 }, (_, s) => (s % 9 === 0 ? null : 60 + (s % 40))), 2],
    ['a volume in thousandths', Array.from({ length: 4_000 }, (_, s) => s / 100), 4],
    ['a sum with a rest of its own', [0.1 + 0.2, 1, 2, 3], 8],
  ])('takes as few bytes as %s need', (_, column, bytes) => {
    expect(packColumn(column).byteLength).toBeLessThanOrEqual(40 + column.length * bytes);
    expect(back(column).column).toEqual(column);
  });
});

const series: Series = {
  pump: {
    t: [1_787_731_201.253, 1_787_731_202.253],
    rateMlPerHour: [0, 12.35],
    givenLowMl: [0.003, null],
    givenHighMl: [0.003, 0.1 + 0.2],
  },
  monitor: {
    t: [1_787_731_201.5],
    ...{ hr: [64], pr: [65], spo2: [null], rr: [14], etco2MmHg: [37], tempCel: [36.6] },
  },
  nibp: { t: [1_787_731_400], sys: [121], dia: [74], mean: [null] },
  rejected: [{ column: 'spo2', why: 'sensor off', from: 1_787_731_201.5, to: 1_787_731_209.5 }],
};

describe('packed series', () => {
  it('come back as they were, from wherever their bytes lie', () => {
    const packed = packSeries(series);
    expect(unpackSeries(packed)).toEqual(series);
    const elsewhere = new Uint8Array(packed.byteLength + 3);
    elsewhere.set(packed, 3);
    expect(unpackSeries(elsewhere.subarray(3))).toEqual(series);
  });
});
