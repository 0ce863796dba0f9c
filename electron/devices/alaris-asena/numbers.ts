/**
 * A number as the pump writes one: digits, at most one point, a minus where negative values make sense. Everything
 * else (`1,5`, empty, `1e3`, ` 5`) is null: a value that has to be guessed is none.
 */
export function parseNumber(text: string, negative = false): number | null {
  if (text.length > 12 || !(negative ? /^-?\d+(\.\d+)?$/ : /^\d+(\.\d+)?$/).test(text)) return null;
  return Number(text);
}

/** `value` with exactly `decimals` decimals; throws if it is negative or would have to be rounded (H8). */
export function formatStep(value: number, decimals: 2 | 3): string {
  const steps = value * 10 ** decimals;
  if (!Number.isFinite(value) || value < 0 || Math.abs(steps - Math.round(steps)) > 1e-6) {
    throw new RangeError(`${value} is not a value the pump can be asked for`);
  }
  return value.toFixed(decimals);
}

/** Two values are the same at the pump's resolution (compared as numbers, never as text). */
export function sameStep(a: number, b: number, decimals: 2 | 3): boolean {
  return Math.abs(a - b) < 0.5 * 10 ** -decimals;
}
