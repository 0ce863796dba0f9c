import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergePages, type PlacePage, type PlacesCursor } from '../../../shared/finding/places';

type Kept = { readonly at: number; readonly cursor: number };

/** One place: its lines in the order of its log, latest first. */
const place = fc
  .array(fc.integer({ min: 0, max: 50 }), { maxLength: 12 })
  .map((times) =>
    times
      .toSorted((one, other) => other - one)
      .map((at, index): Kept => ({ at, cursor: times.length - index })),
  );

const page = (
  name: string,
  kept: readonly Kept[],
  after: PlacesCursor | null,
  most: number,
): PlacePage<string> => ({
  place: name,
  lines: kept
    .filter(({ cursor }) => cursor < (after?.[name] ?? Number.MAX_SAFE_INTEGER))
    .slice(0, most)
    .map(({ at, cursor }) => ({ line: `${name}${cursor}`, at, cursor })),
});

test('every line of every place comes once, the latest first, however long the pages are', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 4 }), fc.integer({ min: 1, max: 7 }), (places, limit) => {
      const names = places.map((_, index) => `p${index}-`);
      const times = new Map<string, number>(
        places.flatMap((kept, index) =>
          kept.map(({ at, cursor }) => [`${names[index]}${cursor}`, at] as const),
        ),
      );
      const seen: string[] = [];
      let after: PlacesCursor | null = null;
      do {
        const before: PlacesCursor | null = after;
        const pages: PlacePage<string>[] = places.map((kept, index) =>
          page(names[index] ?? '', kept, before, limit + 1),
        );
        const merged: ReturnType<typeof mergePages<string>> = mergePages(pages, before, limit);
        expect(merged.lines.length).toBeLessThanOrEqual(limit);
        seen.push(...merged.lines.map(({ line }) => line));
        after = merged.after;
      } while (after !== null);
      expect(seen.toSorted()).toEqual([...times.keys()].toSorted());
      const inOrder = seen.map((line) => times.get(line) ?? 0);
      expect(inOrder).toEqual(inOrder.toSorted((one, other) => other - one));
    }),
  );
});

test('the order of a place stays where its clock was put back', () => {
  const back: PlacePage<string> = {
    place: 'here',
    lines: [
      { line: 'later in the log', at: 5, cursor: 9 },
      { line: 'earlier in the log', at: 8, cursor: 4 },
    ],
  };
  expect(mergePages([back], null, 1)).toEqual({
    lines: [{ place: 'here', line: 'later in the log' }],
    after: { here: 9 },
  });
});
