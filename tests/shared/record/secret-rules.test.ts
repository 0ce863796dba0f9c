import { describe, expect, it } from 'vitest';
import { passwordReason, pinReason } from '../../../shared/record/secret-rules';

describe('a PIN', () => {
  it.each(['4711', '2580', '90210', '84629173'])('%s is taken', (pin) => {
    expect(pinReason(pin)).toBeNull();
  });
  it.each([
    ['123', /4 to 8 digits/],
    ['123456789', /4 to 8 digits/],
    ['12a4', /4 to 8 digits/],
    ['４７１１', /4 to 8 digits/],
    ['1111', /repeated/],
    ['1234', /up or down/],
    ['987654', /up or down/],
    ['7890', /up or down/],
  ])('%s is not', (pin, why) => {
    expect(pinReason(pin)).toMatch(why);
  });
});

describe('a password (SR-186)', () => {
  const reason = (password: string) => passwordReason(password, "O'Hara-Example, Róisín", 10);
  it.each(['a long phrase', 'wörter mit ümlaut', 'grün grün grau'])('%s is taken', (password) => {
    expect(reason(password)).toBeNull();
  });
  it.each([
    ['', /10 characters/],
    ['nine char', /10 characters/],
    ['aaaaaaaaaaaaaa', /repeats/],
    ['abababababab', /repeats/],
    ['my example phrase', /name/],
    ['RÓISÍN und mehr', /name/],
  ])('%s is not', (password, why) => {
    expect(reason(password)).toMatch(why);
  });
});
