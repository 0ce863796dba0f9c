/** The lowest and the highest so far of values that came in any order; the earliest where several are equal. */
export type Span<T> = { readonly lowest: T | null; readonly highest: T | null };

type Valued = { readonly value: number; readonly minute: number };

/** The span with one more value. Whatever the order in which values come, the span is the same. */
export function widened<T extends Valued>({ lowest, highest }: Span<T>, one: T): Span<T> {
  const below = lowest === null || one.value < lowest.value;
  const above = highest === null || one.value > highest.value;
  const earlierLow = lowest !== null && one.value === lowest.value && one.minute < lowest.minute;
  const earlierHigh = highest !== null && one.value === highest.value && one.minute < highest.minute;
  return {
    lowest: below || earlierLow ? one : lowest,
    highest: above || earlierHigh ? one : highest,
  };
}

/** Of nothing. */
export const noSpan: Span<never> = { lowest: null, highest: null };

/** The span of values in any order. */
export function spanOf<T extends Valued>(values: Iterable<T>): Span<T> {
  let span: Span<T> = noSpan;
  for (const one of values) span = widened(span, one);
  return span;
}
