/** What the device sends in place of a number; valid with any exponent (monitors.md 2.8). */
export type SpecialFloat = 'nan' | 'not-at-this-resolution' | '+infinity' | '-infinity' | 'reserved';

export type FloatValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'special'; readonly special: SpecialFloat };

const specials: ReadonlyMap<number, SpecialFloat> = new Map([
  [0x7fffff, 'nan'],
  [0x800000, 'not-at-this-resolution'],
  [0x7ffffe, '+infinity'],
  [0x800002, '-infinity'],
  [0x800001, 'reserved'],
]);

const mantissaOf = new Map(Array.from(specials, ([mantissa, special]) => [special, mantissa]));

/** The largest mantissa either way that is a number and not a special value. */
export const MAX_MANTISSA = 0x7ffffd;

/** FLOAT: exponent i8, mantissa i24, value = mantissa x 10^exponent; FF0003B6 is 95.0 (monitors.md 2.8). */
export function decodeFloat(word: number): FloatValue {
  const bits = word & 0xffffff;
  const special = specials.get(bits);
  if (special !== undefined) return { kind: 'special', special };
  const mantissa = (bits << 8) >> 8;
  const exponent = word >> 24;
  // Dividing by an exact power of ten gives the nearest number; multiplying by 0.1 does not.
  const value = exponent < 0 ? mantissa / 10 ** -exponent : mantissa * 10 ** exponent;
  return { kind: 'number', value };
}

/** A number with so many decimals as a FLOAT word; refuses what a 24-bit mantissa can not hold. */
export function encodeFloat(value: number, decimals: number): number {
  const mantissa = Math.round(value * 10 ** decimals);
  if (!Number.isFinite(mantissa) || Math.abs(mantissa) > MAX_MANTISSA || decimals < -127 || decimals > 128)
    throw new RangeError(`${value} with ${decimals} decimals does not fit a FLOAT`);
  return floatWord(-decimals, mantissa);
}

/** A special value as a FLOAT word, with exponent 0. */
export function encodeSpecialFloat(special: SpecialFloat): number {
  return floatWord(0, mantissaOf.get(special) ?? 0x7fffff);
}

function floatWord(exponent: number, mantissa: number): number {
  return (((exponent & 0xff) << 24) | (mantissa & 0xffffff)) >>> 0;
}
