import type { EventRow, EventTable, Ink } from '../../shared/report/document';
import { bodyWidth, type Paper, page } from './page';

const SIZE = 7.2;
const PAD = 0.55;
const columns = { time: 0, since: 15, seq: 31, who: 43, words: 76 } as const;
const wordsWidth = bodyWidth - columns.words;
const whoWidth = columns.words - columns.who - 2;

const inkOf: Readonly<Record<EventRow['tone'], Ink>> = {
  plain: 'black',
  low: 'black',
  medium: 'caution',
  high: 'warn',
};

function heads(paper: Paper, y: number): number {
  const how = { sizePt: 6.5, face: 'bold', ink: 'grey' } as const;
  const names = [
    ['Time', columns.time],
    ['Since start', columns.since],
    ['No.', columns.seq],
    ['Who', columns.who],
    ['What', columns.words],
  ] as const;
  for (const [name, x] of names) paper.one(name, page.left + x, y, how);
  paper.rule(page.left, y + 3.6, page.right, y + 3.6, 'grey', 0.25);
  return y + 4.2;
}

/** Every row of the table, each whole on one page, with the heads of the columns on every page. */
export function drawEvents(paper: Paper, table: EventTable): void {
  paper.newPage();
  let y =
    page.top + paper.write(table.title, page.left, page.top, bodyWidth, { sizePt: 11, face: 'bold' }) + 0.8;
  y += paper.write(table.note, page.left, y, bodyWidth, { sizePt: 7, ink: 'grey' }) + 2;
  y = heads(paper, y);
  const room = (height: number) => {
    if (y + height <= page.bottom) return;
    paper.newPage();
    y = heads(paper, page.top);
  };
  for (const { day, rows } of table.days) {
    room(12);
    paper.one(day, page.left, y + 0.6, { sizePt: 8, face: 'bold' });
    y += 4.8;
    for (const row of rows) {
      const face = row.tone === 'high' ? 'bold' : 'regular';
      const said = { sizePt: SIZE, face, ink: inkOf[row.tone] } as const;
      const height =
        2 * PAD +
        Math.max(
          paper.heightOf(row.words, wordsWidth, said),
          paper.heightOf(row.who, whoWidth, { sizePt: SIZE }),
        );
      room(height);
      const top = y + PAD;
      paper.one(row.time, page.left + columns.time, top, { sizePt: SIZE });
      paper.one(row.sinceStart, page.left + columns.since, top, { sizePt: SIZE, ink: 'grey' });
      paper.one(String(row.seq), page.left + columns.seq, top, { sizePt: SIZE, ink: 'grey' });
      paper.write(row.who, page.left + columns.who, top, whoWidth, { sizePt: SIZE });
      paper.write(row.words, page.left + columns.words, top, wordsWidth, said);
      y += height;
      paper.rule(page.left, y, page.right, y, 'faint', 0.12);
    }
  }
}
