import { describe, expect, it } from 'vitest';
import { ScanKeys } from '../../../renderer/live/scan-keys';

/** Types a text at a pace and ends it; gives what came of the last key. */
function typed(text: string, gapMs: number, end = 'Enter'): string | null {
  const keys = new ScanKeys();
  let atMs = 1_000;
  for (const key of text) {
    atMs += gapMs;
    if (key === '\u001d') {
      keys.press({ key: 'Control', ctrl: true }, atMs);
      expect(keys.press({ key: ']', ctrl: true }, atMs)).toBeNull();
    } else {
      if (key !== key.toLowerCase()) keys.press({ key: 'Shift', ctrl: false }, atMs);
      expect(keys.press({ key, ctrl: false }, atMs)).toBeNull();
    }
  }
  return keys.press({ key: end, ctrl: false }, atMs + gapMs);
}

describe('a scanner that types', () => {
  it('is known by its speed and by the key that ends it', () => {
    expect(typed('TEST-0417', 5)).toBe('TEST-0417');
    expect(typed('TEST-0417', 5, 'Tab')).toBe('TEST-0417');
    expect(typed('TEST-0417', 120)).toBeNull();
    expect(typed('TEST-0417', 5, 'x')).toBeNull();
  });

  it('passes the group separator on', () => {
    expect(typed(']d21ALOT7\u001d172712', 5)).toBe(']d21ALOT7\u001d172712');
  });

  it('is never a short burst of a hand', () => {
    expect(typed('12345', 20)).toBeNull();
  });

  it('forgets what a hand typed before it', () => {
    const keys = new ScanKeys();
    keys.press({ key: 'r', ctrl: false }, 0);
    for (const [at, key] of [...'TEST-0417'].entries()) keys.press({ key, ctrl: false }, 1_000 + at * 5);
    expect(keys.isBurst).toBe(true);
    expect(keys.press({ key: 'Enter', ctrl: false }, 1_050)).toBe('TEST-0417');
  });
});
