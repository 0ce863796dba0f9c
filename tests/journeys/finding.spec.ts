// A physician looks for sessions and patients in a record of more than a year.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/paths.mjs';
import { environment, expect, test } from './launch';
import { signIn } from './nurse';

test.setTimeout(240_000);

const SESSIONS = 40;

async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.LOOK_SHOTS;
  if (folder === undefined) return;
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `${folder}/${name}-${width}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('sessions are found by what happened and whose they are, and lead on page by page', async ({
  launch,
  dataDir,
}) => {
  const seed = [path.join(root, 'out/seed.cjs'), '--sessions', String(SESSIONS), '--seed', '5'];
  await promisify(execFile)(process.execPath, [...seed, '--db', path.join(dataDir, 'simulation')], {
    env: environment(),
  });
  const { page } = await launch({ args: ['--simulation'] });
  await signIn(page, 'p-sample');
  await page.getByTestId('go-review').click();
  const rows = page.getByTestId('review-row');
  const count = page.getByTestId('review-count');
  await expect(count).toHaveText(`${SESSIONS} sessions`);
  await expect(rows).toHaveCount(12);
  await look(page, 'finding-all');

  // The rest comes as the list is walked to its end.
  const more = page.getByTestId('review-more');
  await more.scrollIntoViewIfNeeded();
  await expect(rows).toHaveCount(SESSIONS);
  await expect(more).toHaveCount(0);

  await page.getByTestId('review-filter-pause').click();
  await expect(page.getByTestId('review-filter-pause')).toHaveAttribute('aria-pressed', 'true');
  await expect(count).not.toHaveText(`${SESSIONS} sessions`);
  for (const row of await rows.all()) await expect(row).toContainText('pause');
  await page.getByTestId('review-filter-bolus').click();
  await page.getByTestId('review-filter-interlock').click();
  await expect(page.getByText(/There is no session with|bolus/).first()).toBeVisible();
  await look(page, 'finding-filters');
  await page.getByTestId('review-filter-none').click();
  await expect(count).toHaveText(`${SESSIONS} sessions`);

  await page.getByTestId('review-of-patients').click();
  const patient = page.getByTestId('review-patient').first();
  await expect(patient).toContainText('not reviewed');
  await look(page, 'finding-patients');
  const name = await patient.locator('b').first().innerText();
  await patient.getByRole('button').first().click();
  await expect(page.getByTestId('review-filter-patient')).toContainText(name);
  for (const row of await rows.all()) await expect(row).toContainText(name);

  // By keyboard: from the search down to a line, and into it.
  await page.getByTestId('review-search').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('review-header')).toContainText(name);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('review-filter-patient')).toContainText(name);
  await page.getByTestId('review-search').fill('nobody of this name');
  await expect(page.getByText(/There is no session with every word of/)).toBeVisible();
});
