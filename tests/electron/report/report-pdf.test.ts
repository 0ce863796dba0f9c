import { describe, expect, it } from 'vitest';
import { predictedOver } from '../../../electron/export/predicted';
import { reportPdf } from '../../../electron/report/report-pdf';
import { foldLedger } from '../../../shared/ledger/fold';
import type { Report } from '../../../shared/report/document';
import { reportOf } from '../../../shared/report/report';
import { contextOf } from '../../../shared/words/event-context';
import { eventWords } from '../../../shared/words/event-words';
import { clinicPolicy } from '../../clinic';
import { inventedDetail } from '../../renderer/review-harness/invented-detail';
import { pagesOf, solid } from './pdf-text';

const detail = inventedDetail();
const foot = {
  seal: { lastSeq: 33_000, hash: 'ab'.repeat(32) },
  contentSha256: 'cd'.repeat(32),
  entries: detail.summary.events,
  printed: 'printed for the test',
  program: 'Infusion Console 0.0.0-test',
};
const predicted = predictedOver({ earlierDoses: () => [] }, detail, clinicPolicy.prediction);
const facts = { detail, ledger: foldLedger([], []), readings: 30_000, foot, predicted };

function made(): Report {
  const report = reportOf(facts);
  if (report === null) throw new Error('the invented session has no report');
  return report;
}

describe('the report as PDF', async () => {
  const pdf = await reportPdf(made(), new Date(detail.state.at));
  const pages = await pagesOf(pdf);

  it('names the patient, the page and the record on every page', () => {
    expect(pages.length).toBeGreaterThanOrEqual(3);
    pages.forEach((page, index) => {
      for (const words of ['TEST, Alder', 'born 14 Mar 1979', 'MRN TEST-0417', 'SIMULATION'])
        expect(page).toContain(words);
      expect(page).toContain(`page ${index + 1} of ${pages.length}`);
      expect(page).toContain(foot.seal.hash);
      expect(page).toContain(foot.contentSha256);
    });
    expect(pages.filter((page) => page.includes('not a cleared medical device'))).toHaveLength(1);
  });

  it('says every told entry of the record in its own words and in order (SR-154)', () => {
    const all = solid(pages.slice(2).join(' '));
    const context = contextOf(detail.events);
    let from = 0;
    for (const event of detail.events) {
      const at = all.indexOf(solid(`${event.seq}`), from);
      const words = solid(eventWords(event, context));
      expect(all.includes(words), words).toBe(true);
      expect(at).toBeGreaterThanOrEqual(0);
      from = at;
    }
  });

  it('has the same totals as the log (SR-163)', () => {
    const { givenMgLow, givenMgHigh } = detail.summary;
    const mg = (value: number) => (Math.round(value * 10) / 10).toString();
    const [low, high] = [mg(givenMgLow), mg(givenMgHigh)];
    expect(pages[0]).toContain(low === high ? `${low} mg` : `${low} to ${high} mg`);
  });

  it('gives the highest predicted concentration with its time, its model and what it is (SR-130)', () => {
    const [plasma, t] = [predicted?.columns.plasma ?? [], predicted?.columns.t ?? []];
    const peak = Math.max(...plasma);
    const at = new Date((t[plasma.indexOf(peak)] ?? 0) * 1000).toTimeString().slice(0, 5);
    expect(peak).toBeGreaterThan(20);
    expect(pages[0]).toContain(`${Math.round(peak)} ng/mL at ${at}`);
    expect(pages[0]).toContain('Predicted, population model, not measured');
  });

  it('is the same file for the same record', async () => {
    expect((await reportPdf(made(), new Date(detail.state.at))).equals(pdf)).toBe(true);
  });
});
