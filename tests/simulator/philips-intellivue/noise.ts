/** A repeatable source of numbers from -1 to 1 (mulberry32). The same seed gives the same patient. */
export function seededNoise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x80000000 - 1;
  };
}

/** A slow wander around 0 in steps of one second: it keeps `memory` (0 to 1) of itself each second. */
export function wander(noise: () => number, size: number, memory = 0.98): () => number {
  let value = 0;
  const push = size * Math.sqrt(3 * (1 - memory ** 2));
  return () => {
    value = value * memory + noise() * push;
    return value;
  };
}
