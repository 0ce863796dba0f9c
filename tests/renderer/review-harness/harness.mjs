// Serves the review with an invented session and takes its pictures.
// usage: node tests/renderer/review-harness/harness.mjs [folder for the pictures]
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, _electron as electron } from '@playwright/test';
import { installedElectron } from '../../../scripts/electron-runtime.mjs';
import { serveHarness } from './serve.mjs';

const here = import.meta.dirname;
const repo = path.resolve(here, '../../..');
const out = path.resolve(process.argv[2] ?? path.join(repo, '.cache/review-pictures'));
/** A browser where there is one; else the console's own runtime, which draws as the console will. */
const program = process.env.CHROMIUM;
mkdirSync(out, { recursive: true });

const { url, close } = await serveHarness();
const browser = program ? await chromium.launch({ executablePath: program, args: ['--no-sandbox'] }) : null;
let problems = 0;

/** A page of that size, and how to end it. */
async function opened(width, height) {
  if (browser !== null) {
    const page = await browser.newPage({ viewport: { width, height } });
    return { page, end: () => page.close() };
  }
  const { exe } = installedElectron();
  const args = ['--no-sandbox', path.join(here, 'window.cjs')];
  const app = await electron.launch({ executablePath: exe, args, env: { ...process.env, HARNESS_URL: url } });
  const page = await app.firstWindow();
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0].setContentSize(size.width, size.height);
    },
    { width, height },
  );
  return { page, end: () => app.close() };
}

/** A reviewer marks an artefact, signs, puts a score right, and sees the signatures break. */
async function signsOff(page, shoot) {
  await page.getByTestId('review-annotate').click();
  await page.getByTestId('annotate-artefact').click();
  await page.getByTestId('annotate-text').fill('Probe had slipped off the finger.');
  await shoot('annotate');
  await page.getByTestId('annotate-save').click();
  await page.getByTestId('tab-sign-off').click();
  await shoot('sign-off');
  await page.getByTestId('comment-text').fill('Tolerated. Nausea at 0.3, give ondansetron before session 5.');
  await page.getByTestId('comment-save').click();
  await page.getByTestId('sign-secret').fill('2580');
  await page.getByTestId('sign-review').click();
  await page.getByTestId('review-signature').waitFor();
  await page.getByTestId('review-signature').scrollIntoViewIfNeeded();
  await shoot('signed');
  await page.getByTestId('tab-session').click();
  await page.locator('[data-filter=all]').click();
  await page.locator('[data-testid=review-events] [data-type="observation.recorded"]').nth(3).click();
  await page.getByTestId('put-right').click();
  await page.getByTestId('amend-painNrs').click();
  await page.getByTestId('amend-now').fill('4');
  await page.getByTestId('amend-reason').fill('read from the wrong line');
  await shoot('amend');
  await page.getByTestId('amend-save').click();
  await page.getByTestId('corrected').waitFor();
  await page.waitForTimeout(200);
  await shoot('corrected');
  await page.getByTestId('tab-sign-off').click();
  await page.getByTestId('review-signature').scrollIntoViewIfNeeded();
  await shoot('broken');
}

async function pictures(width, height, tag) {
  const { page, end } = await opened(width, height);
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    problems += 1;
    console.error(`${tag}: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    problems += 1;
    console.error(`${tag}: ${error.stack}`);
  });
  const shoot = (name) => page.screenshot({ path: path.join(out, `${name}-${tag}.png`) });
  await page.goto(url);
  await page.getByTestId('review-row').first().waitFor();
  await shoot('list');
  await page.getByTestId('review-search').fill('alder 0417');
  await page.getByTestId('review-row').nth(2).waitFor({ state: 'detached' });
  await page.locator('[data-testid=review-row][data-session=s4]').click();
  const drawn = page.locator('[data-testid=review-graph] canvas').first();
  await drawn.waitFor().catch(async (failure) => {
    await shoot('nothing-drawn');
    throw failure;
  });
  await page.waitForTimeout(400);
  await shoot('open');
  const frames = await page.evaluate(async () => {
    const pointer = document.querySelector('[data-testid=review-pointer]');
    const spent = [];
    for (let turn = 0; turn < 24; turn += 1) {
      const before = performance.now();
      const { left, top } = pointer.getBoundingClientRect();
      const at = { clientX: left + 400, clientY: top + 80, bubbles: true, cancelable: true };
      pointer.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: turn < 12 ? -120 : 120 }));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
      spent.push(performance.now() - before);
    }
    return spent.sort((a, b) => a - b);
  });
  console.log(
    `${tag}: a turn of the wheel is drawn after ${frames[12].toFixed(0)} ms, at worst ${frames[23].toFixed(0)} ms`,
  );
  await page.getByTestId('review-graph').locator('[role=group]').press('f');
  const box = await page.getByTestId('review-pointer').boundingBox();
  await page.mouse.click(box.x + box.width * 0.58, box.y + 80);
  await page.waitForTimeout(100);
  await shoot('cursor');
  const cursorAt = () => page.getByTestId('review-cursor').getAttribute('data-at').then(Number);
  const before = await cursorAt();
  await page.getByTestId('review-graph').locator('[role=group]').press('Shift+ArrowRight');
  const moved = (await cursorAt()) - before;
  if (Math.abs(moved - 60) > 0.001) {
    problems += 1;
    console.error(`${tag}: Shift and an arrow moved the cursor by ${moved} s`);
  }
  await page.mouse.move(box.x + box.width * 0.6, box.y + 90);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 120, { steps: 8 });
  await shoot('dragging');
  await page.mouse.up();
  await page.waitForTimeout(200);
  await page.locator('[data-filter=alarms]').click();
  await page.locator('[data-testid=review-events] [data-type="alarm.raised"]').last().click();
  await page.waitForTimeout(200);
  await shoot('zoomed');
  await signsOff(page, shoot);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('.session-head *, .totals *, .cursor-read-out, .graph-tools *, .desk *')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .map((element) => `${element.className || element.tagName}: ${element.textContent?.slice(0, 60)}`),
  );
  if (cut.length > 0) console.log(`${tag}: wider than its box:`, cut);
  await end();
}

await pictures(1280, 800, '1280');
await pictures(1920, 1080, '1920');
await pictures(1280, 560, 'in-room');
await browser?.close();
await close();
console.log(`${problems} problems, pictures in ${path.relative(process.cwd(), out)}`);
process.exitCode = problems === 0 ? 0 : 1;
