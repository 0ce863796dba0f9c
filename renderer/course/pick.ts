/** The sessions that are held against each other: none, one, or the first and the second. */
export type Picked = readonly string[];

/** Picks one more, or lets one go; a third takes the place of the second. */
export function pick(picked: Picked, sessionId: string): Picked {
  if (picked.includes(sessionId)) return picked.filter((one) => one !== sessionId);
  return [...picked.slice(0, 1), sessionId];
}

/** What is compared when nobody picked two: the newest with the one before, or with the one that was picked. */
export function pairOf(picked: Picked, inTime: readonly string[]): readonly [string, string] | null {
  const [first, second] = picked;
  if (first !== undefined && second !== undefined) return [first, second];
  const others = inTime.filter((one) => one !== first);
  const newest = others.at(-1);
  const before = first ?? others.at(-2);
  return newest === undefined || before === undefined ? null : [before, newest];
}
