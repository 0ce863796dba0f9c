import { describe, expect, it } from 'vitest';
import { emptyEntry, KEY_BOUNCE_MS, pressKey } from '../../../renderer/parts/keypad-entry';

/** Types keys a second apart. */
function typed(keys: string, decimals = 2) {
  return [...keys].reduce((entry, key, i) => pressKey(entry, key, i * 1000, decimals), emptyEntry);
}

describe('the keypad', () => {
  it.each([
    ['0.35', '0.35'],
    ['12.2', '12.2'],
    ['5', '5'],
  ])('takes %s', (keys, text) => expect(typed(keys)).toMatchObject({ text, refused: null }));

  it.each([
    ['.', '', 'zero before the point'],
    ['0.3.', '0.3', 'two points'],
    ['0.355', '0.35', 'At most 2 digits'],
    ['1,', '1', 'comma'],
    ['00', '0', 'leading zero'],
    ['1a', '1', 'Only digits'],
    ['123456789', '12345678', 'too long'],
  ])('refuses %s in place and says why', (keys, text, words) => {
    const entry = typed(keys);
    expect(entry.text).toBe(text);
    expect(entry.refused).toContain(words);
  });

  it('refuses a point where the pump takes whole numbers', () => {
    expect(typed('1.', 0)).toMatchObject({ text: '1', refused: 'Whole numbers only.' });
  });

  it('forgets a refusal at the next good key', () => {
    expect(typed('0.3.5')).toMatchObject({ text: '0.35', refused: null });
  });

  it('drops a bounce of the same key, and only that (SR-048)', () => {
    const first = pressKey(emptyEntry, '1', 1000, 2);
    expect(pressKey(first, '1', 1000 + KEY_BOUNCE_MS - 1, 2).text).toBe('1');
    expect(pressKey(first, '1', 1000 + KEY_BOUNCE_MS, 2).text).toBe('11');
    expect(pressKey(first, '2', 1001, 2).text).toBe('12');
  });

  it('deletes from the end', () => {
    expect(pressKey(typed('0.3'), 'Delete', 9000, 2).text).toBe('0.');
  });
});
