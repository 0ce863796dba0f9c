/** A second press of the same key within this time is a bounce of the finger or the glass. */
export const KEY_BOUNCE_MS = 200;
const LONGEST = 8;

export type Press = { readonly key: string; readonly atMs: number };

/** The same key again faster than a finger, or held down: no second press (SR-048). */
export function isBounce(last: Press | null, press: Press, held = false): boolean {
  return held || (last !== null && last.key === press.key && press.atMs - last.atMs < KEY_BOUNCE_MS);
}

export type Entry = {
  readonly text: string;
  /** Why the last key was not taken. */
  readonly refused: string | null;
  readonly last: { readonly key: string; readonly atMs: number } | null;
};

export const emptyEntry: Entry = { text: '', refused: null, last: null };

/** Why this key can not follow this text; null: it can. */
function refusal(text: string, key: string, decimals: number): string | null {
  if (key === ',') return 'A comma is not taken. Type a point, as in 0.35.';
  if (key === '.') {
    if (decimals === 0) return 'Whole numbers only.';
    if (text === '') return 'Type a zero before the point, as in 0.35.';
    return text.includes('.') ? 'There are two points.' : null;
  }
  if (!/^\d$/.test(key)) return 'Only digits and one point are taken.';
  if (text === '0') return 'After a leading zero comes the point, as in 0.35.';
  const point = text.indexOf('.');
  if (point >= 0 && text.length - point - 1 >= decimals) {
    return `At most ${decimals} ${decimals === 1 ? 'digit' : 'digits'} after the point.`;
  }
  return text.length >= LONGEST ? 'That is too long for a rate.' : null;
}

/** The entry after one key of the screen or the keyboard. Nothing is trimmed or ignored silently but a bounce. */
export function pressKey(entry: Entry, key: string, atMs: number, decimals: number): Entry {
  const last = { key, atMs };
  if (isBounce(entry.last, last)) return entry;
  if (key === 'Delete') return { text: entry.text.slice(0, -1), refused: null, last };
  const refused = refusal(entry.text, key, decimals);
  return refused === null ? { text: entry.text + key, refused: null, last } : { ...entry, refused, last };
}
