import type { Report } from '../../shared/report/document';
import { drawEvents } from './draw-events';
import { drawFigure } from './draw-figure';
import { drawFrames } from './draw-frame';
import { drawSummary } from './draw-summary';
import { newPaper } from './page';

/**
 * Prints a report to PDF: vectors and selectable text, its type within. `at` is the time that stands in the file's own
 * properties; with the same report and the same `at` the bytes are the same.
 */
export function reportPdf(report: Report, at: Date): Promise<Buffer> {
  const paper = newPaper('Infusion report', at);
  const parts: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    paper.doc.on('data', (part: Buffer) => parts.push(part));
    paper.doc.on('end', () => resolve(Buffer.concat(parts)));
    paper.doc.on('error', reject);
  });
  drawSummary(paper, report.summary);
  drawFigure(paper, report.figure);
  drawEvents(paper, report.events);
  drawFrames(paper, report);
  paper.doc.end();
  return whole;
}
