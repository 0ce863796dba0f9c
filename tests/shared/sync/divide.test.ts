import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cut, cutOfPart, cutOfTrend, divided, piecesOf } from '../../../shared/sync/divide';
import type { SyncItem } from '../../../shared/sync/item';

const at = (seconds: number): string => new Date(Date.UTC(2030, 0, 7, 9) + seconds * 1_000).toISOString();

const trend = (columns: readonly (readonly string[])[]): SyncItem => ({
  ...{ kind: 'trend-block', key: 's/0003', revision: 9, lane: 4, sessionId: 's', write: 'create' },
  identity: { by: 'identifier', system: 'S', value: 's/0003' },
  resource: {
    resourceType: 'Observation',
    identifier: [{ system: 'S', value: 's/0003' }],
    effectivePeriod: { start: at(0), end: at(columns[0]?.length ?? 0) },
    component: columns.map((tokens, no) => ({
      code: { text: `c${no}` },
      valueSampledData: { period: 1_000, data: tokens.join(' ') },
    })),
  },
});

type Piece = {
  readonly effectivePeriod: { readonly start: string; readonly end: string };
  readonly identifier: readonly { readonly value: string }[];
  readonly component: readonly { readonly valueSampledData: { readonly data: string } }[];
};

describe('what is too large for the server', () => {
  it('is cut into pieces that say together exactly what the block said, wherever it is cut', () => {
    const token = fc.oneof(fc.constant('E'), fc.integer({ min: 0, max: 300 }).map(String));
    const block = fc
      .integer({ min: 2, max: 600 })
      .chain((slots) =>
        fc.tuple(
          fc.array(fc.array(token, { minLength: slots, maxLength: slots }), { minLength: 1, maxLength: 3 }),
          fc.uniqueArray(fc.integer({ min: 1, max: slots - 1 }), { maxLength: 6 }),
        ),
      );
    fc.assert(
      fc.property(block, ([columns, cuts]) => {
        const whole = trend(columns);
        const own = cuts.map((one): Cut => ({ kind: 'trend', at: one }));
        const pieces = piecesOf(whole, (_, key) => (key === whole.key ? own : []))
          .map(({ item }) => item)
          .map(({ key, identity, resource }) => ({ key, identity, ...(resource as unknown as Piece) }))
          .sort((a, b) => (a.effectivePeriod.start < b.effectivePeriod.start ? -1 : 1));
        expect(pieces[0]?.key).toBe(whole.key);
        expect(new Set(pieces.map(({ key }) => key)).size).toBe(cuts.length + 1);
        for (const { key, identity, identifier } of pieces)
          expect([identity.value, identifier[0]?.value]).toEqual([key, key]);
        const edges = [at(0), ...[...cuts].sort((a, b) => a - b).map(at), at(columns[0]?.length ?? 0)];
        expect(pieces.map(({ effectivePeriod: { start, end } }) => [start, end])).toEqual(
          edges.slice(1).map((end, no) => [edges[no], end]),
        );
        for (const [no, tokens] of columns.entries())
          expect(pieces.map(({ component }) => component[no]?.valueSampledData.data).join(' ')).toBe(
            tokens.join(' '),
          );
      }),
      { numRuns: 200 },
    );
  });

  it('is cut again in its pieces, which are named by where they begin in the whole', () => {
    const whole = trend([Array.from({ length: 600 }, (_, one) => String(one))]);
    const cuts: Record<string, Cut[]> = {
      's/0003': [cutOfTrend(whole) as Cut, { kind: 'trend', at: 150 }],
      's/0003/s300': [{ kind: 'trend', at: 450 }],
    };
    const pieces = piecesOf(whole, (_, key) => cuts[key] ?? []);
    expect(pieces.map(({ item }) => item.key)).toEqual([
      's/0003/s450',
      's/0003/s300',
      's/0003/s150',
      's/0003',
    ]);
    expect(pieces.map(({ after }) => after.map(({ key }) => key))).toEqual([
      [],
      ['s/0003/s450'],
      [],
      ['s/0003/s300', 's/0003/s150'],
    ]);
    const [later] = pieces;
    expect(cutOfTrend(later?.item ?? whole)).toEqual({ kind: 'trend', at: 525 });
    expect(cutOfTrend(trend([Array.from({ length: 119 }, () => '7')]))).toBeNull();
  });

  it('is a part of the record only at a seal, and counts the entries of the session on either side', () => {
    const entry = (seq: number, sessionId: string, bytes: number) =>
      [seq, sessionId, 'r', 0, 0, 'note.recorded', 1, 'x'.repeat(bytes)] as [
        number,
        string,
        string,
        number,
        number,
        string,
        number,
        string,
      ];
    const entries = [
      entry(9, 's', 5),
      entry(10, 's', 10),
      entry(11, 'other', 10),
      entry(12, 's', 10),
      entry(13, 's', 90),
    ];
    const seals = [9, 11, 13].map((lastSeq) => ({ lastSeq, hash: '' }));
    const part = { entries, seals, sessionId: 's' };
    expect(cutOfPart(part, { fromSeq: 10, toSeq: 13 })).toEqual({
      ...{ kind: 'record', at: 11, entriesBefore: 1, entriesAfter: 2 },
    });
    expect(cutOfPart(part, { fromSeq: 12, toSeq: 13 })).toBeNull();
  });

  it('keeps the line of a record that was put back from a copy in the keys of both pieces', () => {
    const key = 's/10~m3x8';
    const resource = {
      resourceType: 'DocumentReference',
      identifier: [{ system: 'record-part', value: key }],
      content: [{ attachment: {} }],
    };
    const item = {
      ...{ kind: 'record-part' as const, key, write: 'create' as const, resource },
      identity: { by: 'identifier' as const, system: 'record-part', value: key },
      attachment: { kind: 'record' as const, fromSeq: 10, toSeq: 13 },
    };
    const cut = { kind: 'record' as const, at: 11, entriesBefore: 1, entriesAfter: 2 };
    expect(divided(item, cut).map((one) => one.key)).toEqual(['s/10~m3x8', 's/12~m3x8']);
  });
});
