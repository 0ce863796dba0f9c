import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { sessionDetail } from '../../electron/session/series-fold';
import { openStore } from '../../electron/store/database';
import { seedSimulation } from '../../electron/store/seed-simulation';
import type { SessionDetail } from '../../shared/ipc/session-detail';
import { epochMs } from '../../shared/time/clock';
import { launchConsole } from '../../tests/journeys/launch';
import { signIn } from '../../tests/journeys/nurse';
import { seedRecord } from '../../tests/seed/seed-record';
import { root } from '../paths.mjs';
import { barePlots, bringBarePlots, clearBare, paintBare } from './bare-plots';
import { quantile, type Row, row } from './numbers';
import { bareFrames, reviewFrames } from './review-frames';
import { endConsole } from './stage';

const OPENINGS = 9;
const SESSIONS = 3;
const DAY = '2026-11-02';

/** A record with a few sessions, a reading of both devices for every second; the longest of them is the one to open. */
function seeded(folder: string): SessionDetail[] {
  const opened = openStore({ folder });
  if (opened.kind === 'refused') throw new Error(opened.words);
  const { store } = opened;
  try {
    seedSimulation(store, folder, path.join(root, 'resources/demo'), epochMs(Date.parse(`${DAY}T08:00:00`)));
    const made = seedRecord(store, { sessions: SESSIONS, detail: SESSIONS, seed: 1, until: DAY });
    const details = made.detailed.map((sessionId) => sessionDetail(store, sessionId));
    return details
      .filter((one) => one !== null)
      .sort((a, b) => b.series.monitor.t.length - a.series.monitor.t.length);
  } finally {
    store.close();
  }
}

/** Touches the row of a session; milliseconds until a frame with its graph is painted. */
function openingOf(page: Page, sessionId: string): Promise<number> {
  return page.evaluate(async (id) => {
    const line = document.querySelector<HTMLElement>(`[data-testid=review-row][data-session="${id}"]`);
    if (line === null) throw new Error('the session is not in the list');
    const begun = performance.now();
    line.click();
    const graph = () => document.querySelector('[data-testid=review-graph] canvas');
    // Within the frame that paints the graph; a message sent there is heard when it is painted. The bare charts are
    // waited for in the same way: to the end of the first frame that has them.
    while (graph() === null) await new Promise((frame) => requestAnimationFrame(frame));
    await window.paintedNow();
    return performance.now() - begun;
  }, sessionId);
}

async function back(page: Page): Promise<void> {
  await page.getByTestId('review-back').click();
  await page.getByTestId('review-row').first().waitFor();
  await page.waitForTimeout(300);
}

/** Begins to look how long the main process lets nothing else run; the answer gives the longest stretch since, ms. */
async function watchMain(app: ElectronApplication): Promise<() => Promise<number>> {
  await app.evaluate(() => {
    const seen = globalThis as unknown as { longest: number };
    seen.longest = 0;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      seen.longest = Math.max(seen.longest, now - last - 1);
      last = now;
    }, 1);
  });
  return () =>
    app.evaluate(() => {
      const seen = globalThis as unknown as { longest: number };
      const { longest } = seen;
      seen.longest = 0;
      return longest;
    });
}

const ninetyFive = (name: string, samples: readonly number[]): Row =>
  row(name, samples, { note: `p95 ${quantile(samples, 0.95).toFixed(1)} ms` });

/** A stored session of hours, opened from the list, zoomed and moved; beside uPlot alone with the same points. */
export async function openSession(): Promise<Row[]> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'infusion-bench-open-'));
  const [session, ...others] = seeded(path.join(dataDir, 'simulation'));
  if (session === undefined) throw new Error('no session was made');
  const started = await launchConsole({ dataDir, args: ['--simulation'], env: { INFUSION_NO_DIALOGS: '1' } });
  try {
    const { page, app } = started;
    await signIn(page, 'p-sample');
    await page.getByTestId('go-review').click();
    await page.getByTestId('review-row').first().waitFor();
    await bringBarePlots(page, barePlots(session.series));
    const blocked = await watchMain(app);
    const first: number[] = [];
    const firstBlock: number[] = [];
    for (const { summary } of [...others, session]) {
      await blocked();
      first.push(await openingOf(page, summary.sessionId));
      firstBlock.push(await blocked());
      await back(page);
    }
    const [opened, bare, block]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < OPENINGS; round += 1) {
      await blocked();
      opened.push(await openingOf(page, session.summary.sessionId));
      block.push(await blocked());
      bare.push(await paintBare(page));
      await clearBare(page);
      await back(page);
    }
    await openingOf(page, session.summary.sessionId);
    const ours = await reviewFrames(page);
    await page.getByTestId('review-fit').click();
    await paintBare(page);
    const theirs = await bareFrames(page);
    const { pump, monitor } = session.series;
    const rows = `${pump.t.length} rows of the pump, ${monitor.t.length} of the monitor, ${session.events.length} entries`;
    const aim = 1.5 * quantile(bare, 0.5) + 50;
    const ratio = (name: string, over: readonly number[], under: readonly number[]) => ({
      ...row(name, [], { unit: 'times' }),
      n: over.length,
      median: quantile(over, 0.5) / quantile(under, 0.5),
      p99: quantile(over, 0.95) / quantile(under, 0.95),
      max: quantile(over, 1) / quantile(under, 1),
      note: 'the middle number is that of p95',
    });
    return [
      row('stored session: click to painted graph', opened, {
        aim: { of: 'median', below: aim },
        note: rows,
      }),
      row('  bare uPlot, the same points in the page already', bare),
      ratio('  review / bare uPlot', opened, bare),
      row('  main process busy at a stretch', block, { aim: { of: 'max', below: 50 } }),
      row('first opening, folded from the log', first),
      row('  main process busy at a stretch', firstBlock, { aim: { of: 'max', below: 50 } }),
      ninetyFive('zoom: frame to frame', ours.zoom),
      ninetyFive('  bare uPlot', theirs.zoom),
      ratio('  review / bare uPlot', ours.zoom, theirs.zoom),
      ninetyFive('pan: frame to frame', ours.pan),
      ninetyFive('  bare uPlot', theirs.pan),
      ratio('  review / bare uPlot', ours.pan, theirs.pan),
    ];
  } finally {
    await endConsole(started);
    rmSync(dataDir, { recursive: true, force: true });
  }
}
