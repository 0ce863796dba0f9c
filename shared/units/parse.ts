export type Parsed =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'refused'; readonly words: string };

const refused = (words: string): Parsed => ({ kind: 'refused', words });

/**
 * A typed number, strictly: digits, at most one point, at least one digit on each side of it. Everything else is
 * refused with the reason; nothing is trimmed away, cut or rounded (SR-043, SR-044).
 */
export function parseNumber(text: string, maxDecimals: number): Parsed {
  if (text === '') return refused('Nothing is typed.');
  if (text.includes(',')) return refused('A comma is not taken. Type a point, as in 0.35.');
  if (/^\d*\.\d*\./.test(text)) return refused('There are two points.');
  if (text.startsWith('.')) return refused('Type a zero before the point, as in 0.35.');
  if (text.endsWith('.')) return refused('There is no digit after the point.');
  if (!/^\d+(\.\d+)?$/.test(text)) return refused('Only digits and one point are taken.');
  const decimals = text.split('.')[1]?.length ?? 0;
  if (decimals > maxDecimals) {
    return refused(
      maxDecimals === 0 ? 'Whole numbers only.' : `At most ${maxDecimals} digits after the point.`,
    );
  }
  return { kind: 'number', value: Number(text) };
}
