/** A PIN that nobody guesses by looking: 4 to 8 digits. */
const PIN = /^[0-9]{4,8}$/;
const RUNS = '01234567890 09876543210';

/** Why this PIN can not be used, in words for the field; null when it can. */
export function pinReason(pin: string): string | null {
  if (!PIN.test(pin)) return 'A PIN has 4 to 8 digits.';
  if (/^(.)\1+$/.test(pin)) return 'A PIN of one digit repeated is too easy to see.';
  return RUNS.includes(pin) ? 'A PIN that counts up or down is too easy to see.' : null;
}

/**
 * Why this password can not be used; null when it can. Length is what makes a password strong, so there is no rule
 * about signs and digits (NIST SP 800-63B 5.1.1); `shortest` is the clinic's, in characters.
 */
export function passwordReason(password: string, name: string, shortest: number): string | null {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...plain].length < shortest) return `A password has ${shortest} characters or more.`;
  if (new Set(plain).size < 5) return 'The password repeats too few characters.';
  const words = name.toLowerCase().split(/[^\p{L}]+/u);
  return words.some((word) => word.length > 3 && plain.includes(word))
    ? 'The name is the first thing that others try. Leave it out of the password.'
    : null;
}
