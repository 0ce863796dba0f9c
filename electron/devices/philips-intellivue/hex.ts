/** Bytes from hexadecimal text; white space is ignored, so that fixtures can be wrapped. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/\s+/g, '');
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) throw new RangeError('not hexadecimal bytes');
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

/** Lower-case hexadecimal text of bytes. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A 16-bit or 32-bit code as the reference prints it: at least four upper-case digits. */
export function codeHex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
