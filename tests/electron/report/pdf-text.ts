import { extractText, getDocumentProxy } from 'unpdf';

/** The text of each page as a reader of PDF gives it, with every run of spaces and breaks as one space. */
export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const document = await getDocumentProxy(Uint8Array.from(pdf));
  const { text } = await extractText(document, { mergePages: false });
  return text.map((page) => page.replace(/\s+/g, ' '));
}

/** Without spaces: where a line was broken is not what was said. */
export const solid = (text: string): string => text.replace(/\s+/g, '');
