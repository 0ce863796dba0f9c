/** Checks of what stands at one place of a kept tuple. Each throws where it is something else. */

function wrong(expected: string, value: unknown): never {
  throw new Error(`${expected} expected, ${JSON.stringify(value)} found`);
}

/** A list of exactly so many places. */
export function tupleOf(value: unknown, length: number): readonly unknown[] {
  return Array.isArray(value) && value.length === length ? value : wrong(`${length} places`, value);
}

/** A list of any length. */
export function listAt(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : wrong('a list', value);
}

/** A text. */
export function textAt(value: unknown): string {
  return typeof value === 'string' ? value : wrong('a text', value);
}

/** A finite number. */
export function numberAt(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : wrong('a number', value);
}

/** A finite number, or null for none. */
export function numberOrNullAt(value: unknown): number | null {
  return value === null ? null : numberAt(value);
}

/** A yes or no, kept as 1 or 0. */
export function flagAt(value: unknown): boolean {
  return value === 1 || value === 0 ? value === 1 : wrong('1 or 0', value);
}

/** A word of a table, kept as its place there. */
export function wordAt<T>(words: readonly T[], value: unknown): T {
  return words[numberAt(value)] ?? wrong('a place in the table', value);
}

/** One of these words, kept as it is. */
export function oneOf<T extends string>(words: readonly T[], value: unknown): T {
  return words.find((word) => word === value) ?? wrong(words.join(' or '), value);
}

/** What stands there, or null where 0 stands for none. */
export function maybeAt<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === 0 ? null : read(value);
}
