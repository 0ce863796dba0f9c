// The graph on a real canvas: known moments of a known session lie on their own columns of pixels, and gaps are empty.
import path from 'node:path';
import { type ElectronApplication, _electron as electron, expect, type Page, test } from '@playwright/test';
import { installedElectron } from '../../scripts/electron-runtime.mjs';
import { isRoot, root } from '../../scripts/paths.mjs';
import { openedAt } from '../renderer/review-harness/invented-order';
import { artefact, at } from '../renderer/review-harness/invented-session';
import { serveHarness } from '../renderer/review-harness/serve.mjs';

const time = (hour: number, minute: number, second = 0) => openedAt / 1000 + at(hour, minute, second);

/** Rows of the lane's canvas, from its plot's top, at which a column between two times has the colour; shares of it. */
function rowsOf(page: Page, lane: string, tint: string, from: number, to = from): Promise<number[]> {
  return page.evaluate(
    ({ laneKey, name, since, until }) => {
      const frame = document.querySelector<HTMLElement>('.graph-frame');
      const canvas = document.querySelector<HTMLCanvasElement>(`[data-lane="${laneKey}"] canvas`);
      const context = canvas?.getContext('2d');
      if (!frame || !canvas || !context) throw new Error('no graph');
      const probe = document.createElement('i');
      probe.style.color = getComputedStyle(frame).getPropertyValue(`--${name}`);
      frame.append(probe);
      const wanted = getComputedStyle(probe).color.match(/\d+/g)?.map(Number) ?? [];
      probe.remove();
      const unit =
        (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 10) * devicePixelRatio;
      const [start, end] = [Number(frame.dataset.from), Number(frame.dataset.to)];
      const width = canvas.width - 54 * unit;
      const columnOf = (t: number) => Math.round(52 * unit + ((t - start) / (end - start)) * width);
      const rows = new Set<number>();
      for (let x = columnOf(since) - 1; x <= columnOf(until) + 1; x += 1) {
        const { data } = context.getImageData(x, 0, 1, canvas.height);
        for (let y = 0; y < canvas.height; y += 1) {
          const off = [0, 1, 2].reduce(
            (sum, part) => sum + Math.abs((data[y * 4 + part] ?? 0) - (wanted[part] ?? 0)),
            0,
          );
          if (off < 60) rows.add(y / canvas.height);
        }
      }
      return [...rows].sort((a, b) => a - b);
    },
    { laneKey: lane, name: tint, since: from, until: to },
  );
}

const lowest = (rows: readonly number[]) => Math.max(0, ...rows);
const highest = (rows: readonly number[]) => Math.min(1, ...rows);

test('known moments lie on their columns, gaps are empty, extremes survive (SR-085)', async () => {
  test.setTimeout(120_000);
  const runtime = installedElectron();
  if (runtime === null) throw new Error('There is no Electron runtime yet: run `npm run setup`.');
  const served = await serveHarness();
  const window = path.join(root, 'tests/renderer/review-harness/window.cjs');
  const app: ElectronApplication = await electron.launch({
    executablePath: runtime.exe,
    args: [...(isRoot ? ['--no-sandbox'] : []), window],
    env: { ...process.env, HARNESS_URL: `${served.url}?open=s4` } as Record<string, string>,
  });
  try {
    const page = await app.firstWindow();
    await page.locator('[data-testid=review-graph] canvas').first().waitFor({ timeout: 60_000 });
    await expect(page.locator('.flag button').first()).toBeVisible();

    // One second at 86 %, in a picture of five hours: drawn at the foot of its column, and nowhere near it beside.
    const dip = lowest(await rowsOf(page, 'spo2', 'spo2', time(12, 50, 20)));
    const before = lowest(await rowsOf(page, 'spo2', 'spo2', time(12, 40), time(12, 46)));
    expect(dip - before).toBeGreaterThan(0.25);

    // Silence of the monitor: nothing of any of its colours within; the lines are there right before and after.
    for (const [lane, tint] of [
      ['pressure', 'hr'],
      ['breathing', 'resp'],
    ] as const) {
      expect(await rowsOf(page, lane, tint, time(11, 21), time(11, 22))).toEqual([]);
      expect((await rowsOf(page, lane, tint, time(11, 18), time(11, 19))).length).toBeGreaterThan(0);
      expect((await rowsOf(page, lane, tint, time(11, 24), time(11, 25))).length).toBeGreaterThan(0);
    }

    // The rate steps up where the pump said so, drops in the pause, and ends at zero.
    const rateAt = async (hour: number, minute: number) =>
      highest(await rowsOf(page, 'rate', 'dose', time(hour, minute)));
    const [none, first, more, pause, ended] = [
      await rateAt(9, 30),
      await rateAt(9, 50),
      await rateAt(10, 30),
      await rateAt(10, 44),
      await rateAt(14, 0),
    ];
    expect(first).toBeLessThan(none - 0.1);
    expect(more).toBeLessThan(first - 0.05);
    expect(Math.abs(pause - none)).toBeLessThan(0.02);
    expect(Math.abs(ended - none)).toBeLessThan(0.02);

    // Flags hang over their own moments.
    const flag = page.locator('.flag', { hasText: 'Start 0.2' });
    const shareOf = await page.locator('.graph-frame').evaluate((frame, t) => {
      const { from, to } = (frame as HTMLElement).dataset;
      return (t - Number(from)) / (Number(to) - Number(from));
    }, time(9, 40) + 0.25);
    const [box, over] = [await flag.boundingBox(), await page.getByTestId('review-pointer').boundingBox()];
    expect(Math.abs((box?.x ?? 0) - ((over?.x ?? 0) + shareOf * (over?.width ?? 0)))).toBeLessThan(2.5);

    // Zoomed in, nine seconds of artefact are empty and boxed; every second beside them is drawn.
    await page.getByTestId('review-events').locator('[data-type="command.rejected"]').click();
    for (let step = 0; step < 4; step += 1) await page.getByText('Zoom in', { exact: true }).click();
    const view = await page
      .locator('.graph-frame')
      .evaluate((frame) => ({ ...(frame as HTMLElement).dataset }));
    expect(Number(view.from)).toBeLessThan(time(11, 34));
    const [since, until] = artefact.map((second) => openedAt / 1000 + second);
    const within = await rowsOf(page, 'breathing', 'resp', (since ?? 0) + 2.5, (until ?? 0) - 1.5);
    const beside = await rowsOf(page, 'breathing', 'resp', (until ?? 0) + 4, (until ?? 0) + 30);
    // RR goes on below; EtCO2, the upper one, is gone.
    expect(highest(within)).toBeGreaterThan(highest(beside) + 0.1);
  } finally {
    await app.close();
    await served.close();
  }
});
