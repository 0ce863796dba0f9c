import type { Figure, Mark, Point } from '../../shared/report/document';
import { bodyWidth, inks, type Paper, page, pt } from './page';

/** Between two strokes of a hatching, mm. */
const HATCH_MM = 1.1;

function path({ doc }: Paper, points: readonly Point[], x: number, y: number): void {
  points.forEach(([dx, dy], index) => {
    if (index === 0) doc.moveTo(pt(x + dx), pt(y + dy));
    else doc.lineTo(pt(x + dx), pt(y + dy));
  });
}

function hatch(paper: Paper, x: number, y: number, width: number, height: number, colour: string): void {
  const { doc } = paper;
  doc.save().rect(pt(x), pt(y), pt(width), pt(height)).clip();
  for (let at = -height; at < width; at += HATCH_MM) {
    doc.moveTo(pt(x + at), pt(y + height)).lineTo(pt(x + at + height), pt(y));
  }
  doc.lineWidth(pt(0.15)).strokeColor(colour).stroke().restore();
}

/** One mark, vectors and text only, with the figure's top left at a point. */
export function drawMark(paper: Paper, mark: Mark, x: number, y: number): void {
  const { doc } = paper;
  switch (mark.kind) {
    case 'line': {
      path(paper, mark.points, x, y);
      doc.lineWidth(pt(mark.widthMm)).strokeColor(inks[mark.ink]).lineJoin('round');
      if (mark.dashMm === undefined) doc.undash();
      else doc.dash(pt(mark.dashMm[0]), { space: pt(mark.dashMm[1]) });
      doc.stroke().undash();
      return;
    }
    case 'area':
      path(paper, mark.points, x, y);
      doc.fillColor(inks[mark.ink]).fill();
      return;
    case 'box': {
      const [left, top] = [x + mark.at[0], y + mark.at[1]];
      const { widthMm, heightMm, fill, edge } = mark;
      if (fill !== null) doc.rect(pt(left), pt(top), pt(widthMm), pt(heightMm)).fillColor(inks[fill]).fill();
      if (mark.hatched) hatch(paper, left, top, widthMm, heightMm, inks[edge ?? 'grey']);
      if (edge === null) return;
      doc.rect(pt(left), pt(top), pt(widthMm), pt(heightMm)).lineWidth(pt(0.15)).strokeColor(inks[edge]);
      if (mark.dashed) doc.dash(pt(0.5), { space: pt(0.5) });
      doc.stroke().undash();
      return;
    }
    case 'text': {
      const { sizePt, ink, bold, text, anchor, mostMm } = mark;
      const how = { sizePt, ink, face: bold ? 'bold' : 'regular', mostMm } as const;
      const width = anchor === 'start' ? 0 : paper.widthOf(text, how);
      const back = anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0;
      // A mark's point is its baseline; type is set from its top.
      paper.one(text, x + mark.at[0] - back, y + mark.at[1] - sizePt * 0.376, how);
      return;
    }
  }
}

/** The figure on a page of its own, its legend below it. */
export function drawFigure(paper: Paper, figure: Figure): void {
  paper.newPage();
  let y =
    page.top + paper.write(figure.title, page.left, page.top, bodyWidth, { sizePt: 9, face: 'bold' }) + 1.5;
  for (const mark of figure.marks) drawMark(paper, mark, page.left, y);
  y += figure.heightMm + 1.5;
  let x = page.left;
  for (const { sample, text } of figure.legend) {
    const width = 9 + paper.widthOf(text, { sizePt: 6.5 }) + 5;
    if (x + width > page.right + 5) [x, y] = [page.left, y + 4.6];
    for (const mark of sample) drawMark(paper, mark, x, y);
    paper.one(text, x + 8.5, y, { sizePt: 6.5 });
    x += width;
  }
}
