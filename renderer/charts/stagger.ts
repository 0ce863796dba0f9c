export type Placed<F> = {
  readonly flag: F;
  readonly x: number;
  readonly row: number | null;
  /** On which side of its stem it hangs: to the left where the right edge would cut it. */
  readonly side: 'right' | 'left';
};

/**
 * Hangs flags in `rows` rows so that no two overlap; one that fits nowhere keeps its stem and loses its cloth
 * (`row` null). Alarms are placed first, because they must not be the ones that lose it.
 */
export function stagger<F>(
  flags: readonly F[],
  place: {
    x: (flag: F) => number;
    width: (flag: F) => number;
    first: (flag: F) => boolean;
    rows: number;
    /** Where the picture ends, in the same units. */
    edge: number;
  },
): Placed<F>[] {
  const taken: [number, number][][] = Array.from({ length: place.rows }, () => []);
  const free = (row: [number, number][], from: number, to: number) =>
    row.every(([a, b]) => to <= a || from >= b);
  const order = [...flags.filter(place.first), ...flags.filter((flag) => !place.first(flag))];
  const rowOf = new Map<F, number | null>();
  const sideOf = (flag: F): 'right' | 'left' => {
    const [x, width] = [place.x(flag), place.width(flag)];
    return x + width > place.edge && x - width >= 0 ? 'left' : 'right';
  };
  for (const flag of order) {
    const from = place.x(flag) - (sideOf(flag) === 'left' ? place.width(flag) : 0);
    const to = from + place.width(flag);
    const row = taken.findIndex((spans) => free(spans, from, to));
    rowOf.set(flag, row < 0 ? null : row);
    if (row >= 0) taken[row]?.push([from, to]);
  }
  return flags.map((flag) => ({
    flag,
    x: place.x(flag),
    row: rowOf.get(flag) ?? null,
    side: sideOf(flag),
  }));
}
