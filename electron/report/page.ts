import PDFDocument from 'pdfkit';
import type { Ink } from '../../shared/report/document';
import { type Face, faces, printable } from './fonts';

const PT_PER_MM = 72 / 25.4;

/** A4 upright, millimetres. */
export const page = {
  width: 210,
  height: 297,
  left: 14,
  right: 196,
  top: 25,
  bottom: 279,
} as const;
export const bodyWidth = page.right - page.left;

/** Inks on paper: apart in colour, and in grey by their dashes and places. */
export const inks: Readonly<Record<Ink, string>> = {
  black: '#111418',
  grey: '#50585f',
  light: '#b9c0c6',
  faint: '#e3e7ea',
  dose: '#5b2c93',
  'dose-area': '#eae1f4',
  asked: '#1f5fa8',
  hr: '#1c7a32',
  spo2: '#0b6e8a',
  nibp: '#a3243b',
  resp: '#8a5a00',
  temp: '#7a3f96',
  predict: '#6b6f76',
  'predict-band': '#eceef0',
  warn: '#b3121d',
  caution: '#a65a00',
};

export type Typed = { readonly sizePt: number; readonly face?: Face; readonly ink?: Ink };

/** A document that is drawn in millimetres. */
export type Paper = {
  readonly doc: PDFKit.PDFDocument;
  newPage(): void;
  pages(): number;
  goTo(index: number): void;
  /** Height of a text that is broken at `widthMm`. */
  heightOf(text: string, widthMm: number, how: Typed): number;
  widthOf(text: string, how: Typed): number;
  /** Writes a text with its top left at a point, broken at `widthMm`; gives its height. */
  write(text: string, x: number, y: number, widthMm: number, how: Typed): number;
  /** Writes one line, cut with an ellipsis where it is longer than `mostMm`. */
  one(text: string, x: number, y: number, how: Typed & { readonly mostMm?: number | null }): void;
  rule(x: number, y: number, toX: number, toY: number, ink: Ink, widthMm: number): void;
};

export const pt = (mm: number): number => mm * PT_PER_MM;
const mm = (points: number): number => points / PT_PER_MM;

/** An empty document. `at` is the only time that gets into it: the same content makes the same bytes. */
export function newPaper(title: string, at: Date): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    pdfVersion: '1.7',
    // None: the default is one that only the reader's machine has, and one of ours would be opened anew at each use.
    font: null as unknown as string,
    info: {
      Title: title,
      Creator: 'Infusion Console',
      Producer: 'Infusion Console',
      CreationDate: at,
      ModDate: at,
    },
  });
  doc.registerFont('regular', faces.regular);
  doc.registerFont('bold', faces.bold);
  const set = ({ sizePt, face = 'regular', ink = 'black' }: Typed) =>
    doc.font(face).fontSize(sizePt).fillColor(inks[ink]);
  const widthOf = (text: string, how: Typed): number => mm(set(how).widthOfString(printable(text)));
  return {
    doc,
    newPage: () => {
      doc.addPage();
    },
    pages: () => doc.bufferedPageRange().count,
    goTo: (index) => {
      doc.switchToPage(index);
    },
    heightOf: (text, widthMm, how) => mm(set(how).heightOfString(printable(text), { width: pt(widthMm) })),
    widthOf,
    write(text, x, y, widthMm, how) {
      const said = printable(text);
      const height = mm(set(how).heightOfString(said, { width: pt(widthMm) }));
      doc.text(said, pt(x), pt(y), { width: pt(widthMm) });
      return height;
    },
    one(text, x, y, how) {
      let said = printable(text);
      const most = how.mostMm ?? Number.POSITIVE_INFINITY;
      if (widthOf(said, how) > most) {
        while (said.length > 1 && widthOf(`${said}…`, how) > most) said = said.slice(0, -1).trimEnd();
        said = `${said}…`;
      }
      set(how).text(said, pt(x), pt(y), { lineBreak: false });
    },
    rule(x, y, toX, toY, ink, widthMm) {
      doc
        .moveTo(pt(x), pt(y))
        .lineTo(pt(toX), pt(toY))
        .lineWidth(pt(widthMm))
        .strokeColor(inks[ink])
        .stroke();
    },
  };
}
