import { describe, expect, it } from 'vitest';
import { BadgeKeys } from '../../../renderer/live/badge-scan';

/** What a keyboard or a reader types, one key every `gapMs`. */
function typed(text: readonly string[], gapMs: number): (string | null)[] {
  const keys = new BadgeKeys();
  return text.map((key, at) => keys.press(key, 1_000 + at * gapMs));
}

describe('a badge reader that types', () => {
  it('is told by its speed and its Enter', () => {
    expect(typed([...'0012345678', 'Enter'], 8).at(-1)).toBe('0012345678');
    expect(typed(['Shift', ...'ABC-77', 'Enter'], 8).at(-1)).toBe('ABC-77');
  });
  it.each([
    ['a hand', [...'00123456', 'Enter'], 90],
    ['too little', [...'00123', 'Enter'], 8],
    ['no end', [...'0012345678'], 8],
    ['a cursor key within', [...'0012', 'ArrowLeft', ...'345', 'Enter'], 8],
  ])('is not %s', (_what, keys, gapMs) => {
    expect(typed(keys, gapMs).filter((badge) => badge !== null)).toEqual([]);
  });
  it('leaves what a hand typed before out', () => {
    const keys = new BadgeKeys();
    keys.press('7', 0);
    const scan = [...'123456', 'Enter'].map((key, at) => keys.press(key, 500 + at * 8));
    expect(scan.at(-1)).toBe('123456');
  });
});
