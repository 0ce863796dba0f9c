const steps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000];

/** Round ticks from 0 up to `max`, at most `most` of them above zero. */
export function ticksTo(max: number, most: number): number[] {
  const step = steps.find((candidate) => max / candidate <= most) ?? max;
  const count = Math.floor(max / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toFixed(6)));
}

/** Largest value of a column, null when it has none. A loop: a spread of 14,400 arguments is not safe. */
export function largest(column: readonly (number | null)[]): { value: number; row: number } | null {
  let found: { value: number; row: number } | null = null;
  column.forEach((value, row) => {
    if (value !== null && (found === null || value > found.value)) found = { value, row };
  });
  return found;
}

/** Smallest value of a column, null when it has none. */
export function smallest(column: readonly (number | null)[]): { value: number; row: number } | null {
  const turned = largest(column.map((value) => (value === null ? null : -value)));
  return turned && { value: -turned.value, row: turned.row };
}

/** A scale from 0 to `top` with a little room at both ends, so that its ticks and the line at 0 are not cut. */
export function withRoom(top: number): { readonly min: number; readonly max: number } {
  return { min: -top * 0.09, max: top * 1.09 };
}
