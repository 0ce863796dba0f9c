/** Chance that is the same for the same seed, on every machine. */
export type Chance = {
  /** 0 up to, not including, 1. */
  unit(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  between(least: number, most: number): number;
  /** True in this share of all askings. */
  happens(share: number): boolean;
  one<const T>(of: readonly [T, ...T[]]): T;
  /** A name in the form of a UUID. */
  id(): string;
};

const spread = (seed: number): number => Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) >>> 0;

/** A generator of its own for each `stream` of a seed, so that one session's luck does not move the next one's. */
export function chanceOf(seed: number, stream: number): Chance {
  let state = (spread(seed) + Math.imul(stream + 1, 0xc2b2_ae35)) >>> 0;
  // mulberry32 (Tommy Ettinger, public domain)
  const unit = (): number => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let turned = Math.imul(state ^ (state >>> 15), state | 1);
    turned = (turned + Math.imul(turned ^ (turned >>> 7), turned | 61)) ^ turned;
    return ((turned ^ (turned >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const whole = (least: number, most: number) => least + Math.floor(unit() * (most - least + 1));
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(unit() * 16).toString(16)).join('');
  return {
    unit,
    whole,
    between: (least, most) => least + unit() * (most - least),
    happens: (share) => unit() < share,
    one: (of) => of[whole(0, of.length - 1)] ?? of[0],
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}
