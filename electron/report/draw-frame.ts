import type { Report } from '../../shared/report/document';
import { type Paper, page } from './page';

/** The whole name, however long: smaller where it must be, on two lines where that is not enough. */
function drawName(paper: Paper, name: string, widthMm: number): void {
  const bold = (sizePt: number) => ({ sizePt, face: 'bold' }) as const;
  const sizePt = [11, 10, 9, 8].find((size) => paper.widthOf(name, bold(size)) <= widthMm);
  if (sizePt !== undefined) paper.one(name, page.left, 9.5 + (11 - sizePt) * 0.2, bold(sizePt));
  else paper.write(name, page.left, 8.2, widthMm, bold(7));
}

function head(paper: Paper, { head: { name, identity, session, simulation } }: Report): void {
  const small = { sizePt: 7.5, ink: 'grey' } as const;
  const mark = simulation === null ? 0 : 56;
  drawName(paper, name, page.right - page.left - mark);
  paper.one(identity.join(' · '), page.left, 15.4, { sizePt: 8, face: 'bold', mostMm: 100 });
  const wide = paper.widthOf(session, small);
  paper.one(session, page.right - wide, 15.5, small);
  if (simulation !== null) {
    const warn = { sizePt: 8.5, face: 'bold', ink: 'warn' } as const;
    paper.one(simulation, page.right - paper.widthOf(simulation, warn), 10.2, warn);
  }
  paper.rule(page.left, 20.4, page.right, 20.4, 'grey', 0.3);
}

function foot(
  paper: Paper,
  { foot: { seal, contentSha256, entries, printed, program } }: Report,
  n: number,
  m: number,
): void {
  const small = { sizePt: 6, ink: 'grey' } as const;
  paper.rule(page.left, 281.6, page.right, 281.6, 'light', 0.2);
  const sealed =
    seal === null ? 'Seal: these entries are not sealed yet' : `Seal at entry ${seal.lastSeq}: ${seal.hash}`;
  paper.one(sealed, page.left, 282.6, small);
  paper.one(`SHA-256 of the session’s ${entries} entries: ${contentSha256}`, page.left, 285.4, small);
  paper.one([program, printed].filter((one) => one !== null).join(' · '), page.left, 288.2, small);
  const number = `page ${n} of ${m}`;
  const how = { sizePt: 9, face: 'bold' } as const;
  paper.one(number, page.right - paper.widthOf(number, how), 285.4, how);
}

/** Who, which page of how many, and which record: on every page, once all of them are there. */
export function drawFrames(paper: Paper, report: Report): void {
  const count = paper.pages();
  for (let index = 0; index < count; index += 1) {
    paper.goTo(index);
    head(paper, report);
    foot(paper, report, index + 1, count);
  }
}
