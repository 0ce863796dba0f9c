import type { Figures, Line, Panel, Summary, Tone } from '../../shared/report/document';
import { bodyWidth, type Paper, page, type Typed } from './page';

const GAP_MM = 6;
const FIGURES_MM = 12;
/** At most this share of a panel is for the labels; longer ones are broken. */
const LABEL_SHARE = 0.36;
/** Sizes of type in which the page is tried, largest first; below the last one it goes on overleaf. */
const sizes = [8, 7.6, 7.2, 6.8, 6.4, 6];

const typeOf = (tone: Tone, sizePt: number): Typed => ({
  sizePt,
  face: tone === 'plain' ? 'regular' : 'bold',
  ink: tone === 'warn' ? 'warn' : 'black',
});

/** Where the next line of a column goes; a full page sends it to the top of the next. */
type Cursor = { index: number; y: number };

/** Where the texts of a panel begin: beside its longest label. */
function labelWidth(paper: Paper, { lines }: Panel, widthMm: number, sizePt: number): number {
  const widest = Math.max(0, ...lines.map(({ label }) => paper.widthOf(label, { sizePt })));
  return Math.min(widest === 0 ? 0 : widest + 2.5, widthMm * LABEL_SHARE);
}

function lineHeight(paper: Paper, line: Line, widthMm: number, labelMm: number, sizePt: number): number {
  const label = line.label === '' ? 0 : paper.heightOf(line.label, labelMm - 1.5, { sizePt });
  const text = paper.heightOf(line.text, widthMm - labelMm, typeOf(line.tone, sizePt));
  return Math.max(label, text) + 0.25;
}

const titleHeight = (sizePt: number): number => sizePt * 0.36 + 3.1;

function panelHeight(paper: Paper, panel: Panel, widthMm: number, sizePt: number): number {
  const labelMm = labelWidth(paper, panel, widthMm, sizePt);
  const heights = panel.lines.map((line) => lineHeight(paper, line, widthMm, labelMm, sizePt));
  return titleHeight(sizePt) + heights.reduce((sum, height) => sum + height, 0);
}

const heightOf = (paper: Paper, panels: readonly Panel[], widthMm: number, sizePt: number): number =>
  panels.reduce((sum, panel) => sum + panelHeight(paper, panel, widthMm, sizePt), 0);

function makeRoom(paper: Paper, cursor: Cursor, height: number): void {
  if (cursor.y + height > page.bottom) {
    cursor.index += 1;
    cursor.y = page.top;
  }
  while (paper.pages() <= cursor.index) paper.newPage();
  paper.goTo(cursor.index);
}

function drawPanel(paper: Paper, panel: Panel, x: number, widthMm: number, sizePt: number, at: Cursor): void {
  const labelMm = labelWidth(paper, panel, widthMm, sizePt);
  const [first] = panel.lines;
  const least = first === undefined ? 0 : lineHeight(paper, first, widthMm, labelMm, sizePt);
  makeRoom(paper, at, titleHeight(sizePt) + least);
  paper.rule(x, at.y + 0.9, x + widthMm, at.y + 0.9, 'light', 0.2);
  paper.one(panel.title, x, at.y + 1.5, { sizePt: sizePt + 0.4, face: 'bold', ink: 'asked' });
  at.y += titleHeight(sizePt);
  for (const line of panel.lines) {
    const height = lineHeight(paper, line, widthMm, labelMm, sizePt);
    makeRoom(paper, at, height);
    if (line.label !== '') paper.write(line.label, x, at.y, labelMm - 1.5, { sizePt, ink: 'grey' });
    paper.write(line.text, x + labelMm, at.y, widthMm - labelMm, typeOf(line.tone, sizePt));
    at.y += height;
  }
}

/** The numbers that are read first, in one size over the whole width. */
function drawFigures(paper: Paper, figures: Figures, y: number): void {
  const each = bodyWidth / figures.length;
  const widest = (sizePt: number) =>
    Math.max(
      ...figures.map(({ value, unit }) => paper.widthOf(`${value} ${unit}`, { sizePt, face: 'bold' })),
    );
  let sizePt = 17;
  while (sizePt > 7 && widest(sizePt) > each - 3) sizePt -= 0.5;
  figures.forEach(({ value, unit, note }, index) => {
    const x = page.left + index * each;
    paper.one(`${value} ${unit}`, x, y + (17 - sizePt) * 0.25, { sizePt, face: 'bold', ink: 'dose' });
    paper.one(note, x, y + 8, { sizePt: 6.8, ink: 'grey', mostMm: each - 2 });
  });
}

/** A panel over the whole width sets its lines in two columns; one with a single line takes it all. */
function drawWide(paper: Paper, panel: Panel, sizePt: number, at: Cursor): void {
  const { lines, title } = panel;
  if (lines.length < 4) {
    drawPanel(paper, panel, page.left, bodyWidth, sizePt, at);
    return;
  }
  const half = Math.ceil(lines.length / 2);
  const column = (bodyWidth - GAP_MM) / 2;
  const begin = { ...at };
  drawPanel(paper, { title, lines: lines.slice(0, half) }, page.left, column, sizePt, at);
  const other = { ...begin };
  drawPanel(
    paper,
    { title: '', lines: lines.slice(half) },
    page.left + column + GAP_MM,
    column,
    sizePt,
    other,
  );
  if (other.index > at.index || (other.index === at.index && other.y > at.y)) Object.assign(at, other);
}

function wideHeight(paper: Paper, { lines, title }: Panel, sizePt: number): number {
  if (lines.length < 4) return panelHeight(paper, { title, lines }, bodyWidth, sizePt);
  const half = Math.ceil(lines.length / 2);
  const column = (bodyWidth - GAP_MM) / 2;
  return Math.max(
    panelHeight(paper, { title, lines: lines.slice(0, half) }, column, sizePt),
    panelHeight(paper, { title, lines: lines.slice(half) }, column, sizePt),
  );
}

/** The two columns, with each loose panel below the shorter one. */
function balanced(paper: Paper, summary: Summary, widthMm: number, sizePt: number) {
  const [left, right] = [[...summary.left], [...summary.right]];
  for (const panel of summary.loose) {
    const shorter = heightOf(paper, left, widthMm, sizePt) <= heightOf(paper, right, widthMm, sizePt);
    (shorter ? left : right).push(panel);
  }
  return { left, right };
}

/** The summary on one page: as large as it fits, never cut. */
export function drawSummary(paper: Paper, summary: Summary): void {
  const column = (bodyWidth - GAP_MM) / 2;
  paper.newPage();
  const heading = { sizePt: 15, face: 'bold' } as const;
  paper.one(summary.title, page.left, page.top - 1, heading);
  const side = {
    sizePt: 9,
    face: 'bold',
    ink: summary.standing.startsWith('NOT') ? 'warn' : 'grey',
  } as const;
  paper.one(summary.standing, page.right - paper.widthOf(summary.standing, side), page.top + 1.2, side);
  drawFigures(paper, summary.given, page.top + 8);
  const top = page.top + FIGURES_MM + 8;
  const statement = { sizePt: 6.5, ink: 'grey' } as const;
  const end = page.bottom - paper.heightOf(summary.statement, bodyWidth, statement) - 0.5;
  const needed = (sizePt: number) => {
    const { left, right } = balanced(paper, summary, column, sizePt);
    const wide = summary.wide.reduce((sum, panel) => sum + wideHeight(paper, panel, sizePt), 0);
    return Math.max(heightOf(paper, left, column, sizePt), heightOf(paper, right, column, sizePt)) + wide;
  };
  const sizePt = sizes.find((size) => top + needed(size) <= end) ?? 6.4;
  const columns = balanced(paper, summary, column, sizePt);
  const index = paper.pages() - 1;
  const [left, right]: [Cursor, Cursor] = [
    { index, y: top },
    { index, y: top },
  ];
  for (const panel of columns.left) drawPanel(paper, panel, page.left, column, sizePt, left);
  for (const panel of columns.right)
    drawPanel(paper, panel, page.left + column + GAP_MM, column, sizePt, right);
  const further = left.index > right.index || (left.index === right.index && left.y > right.y);
  const below = { ...(further ? left : right) };
  for (const panel of summary.wide) {
    makeRoom(paper, below, wideHeight(paper, panel, sizePt));
    drawWide(paper, panel, sizePt, below);
  }
  paper.goTo(index);
  paper.write(summary.statement, page.left, end + 0.3, bodyWidth, statement);
  paper.goTo(paper.pages() - 1);
}
