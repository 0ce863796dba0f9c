import { z } from 'zod';

/** This workstation among the places that a list is read from. */
export const HERE = 'here';

/** How far a list was read in each place; one that is not named is read from its beginning. */
export const placesCursorSchema = z.record(z.string(), z.int().nonnegative());
export type PlacesCursor = z.infer<typeof placesCursorSchema>;

/** One page of one place in its own order, each line with its time and how far the place is read after it. */
export type PlacePage<Line> = {
  readonly place: string;
  readonly lines: readonly { readonly line: Line; readonly at: number; readonly cursor: number }[];
};

/**
 * The latest lines over several places, so many at most, and the cursor behind them; null: that is all there is. Each
 * page holds one line more than wanted where its place has more. The order within a place stays.
 */
export function mergePages<Line>(
  pages: readonly PlacePage<Line>[],
  before: PlacesCursor | null,
  limit: number,
): {
  readonly lines: readonly { readonly place: string; readonly line: Line }[];
  readonly after: PlacesCursor | null;
} {
  const heads = pages.map(({ place, lines }) => ({ place, lines, next: 0 }));
  const after: Record<string, number> = { ...before };
  const taken: { place: string; line: Line }[] = [];
  const latest = () =>
    heads
      .filter(({ lines, next }) => next < lines.length)
      .toSorted((one, other) => (other.lines[other.next]?.at ?? 0) - (one.lines[one.next]?.at ?? 0))[0];
  for (let head = latest(); head !== undefined; head = latest()) {
    if (taken.length === limit) return { lines: taken, after };
    const one = head.lines[head.next];
    if (one === undefined) break;
    taken.push({ place: head.place, line: one.line });
    after[head.place] = one.cursor;
    head.next += 1;
  }
  return { lines: taken, after: null };
}
