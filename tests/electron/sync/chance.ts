export type Chance = {
  /** From 0 to 1. */
  next(): number;
  /** A whole number from `low` to `high`, both within. */
  whole(low: number, high: number): number;
  of<T>(choices: readonly T[]): T;
  yes(share: number): boolean;
};

/** The same numbers for the same seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    whole,
    of: (choices) => choices[whole(0, choices.length - 1)] as (typeof choices)[number],
    yes: (share) => next() < share,
  };
}
