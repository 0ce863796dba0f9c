import regularUrl from '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf?inline';
import semiBoldUrl from '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf?inline';
import { create } from 'fontkit';

export type Face = 'regular' | 'bold';

const bytesOf = (dataUrl: string): Buffer => Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');

/** Noto Sans (OFL 1.1): figures of one width, and the letters of most names in Latin, Greek and Cyrillic script. */
export const faces: Readonly<Record<Face, Buffer>> = {
  regular: bytesOf(regularUrl),
  bold: bytesOf(semiBoldUrl),
};

function coverage(): (codePoint: number) => boolean {
  const font = create(faces.regular);
  if (!('hasGlyphForCodePoint' in font)) throw new Error('The font of the report is a collection.');
  return (codePoint) => font.hasGlyphForCodePoint(codePoint);
}

let has: ((codePoint: number) => boolean) | null = null;

/**
 * A text as this type can print it. A letter that it does not have is written as its number, `[U+674E]`: an empty box
 * could be any name. Breaks and controls become spaces.
 */
export function printable(text: string): string {
  has ??= coverage();
  let out = '';
  for (const letter of text.normalize('NFC')) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 32 || code === 127) out += ' ';
    else out += has(code) ? letter : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }
  return out;
}
