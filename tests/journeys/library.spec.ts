// The drug library by hand: written by one person, approved by another, brought back; and a broken file that blocks.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/paths.mjs';
import { expect, test } from './launch';
import { signIn } from './nurse';

test.setTimeout(240_000);

/** Signs what is on the library screen with the secret of the person who is there. */
async function sign(page: Page, button: string, pin: string): Promise<void> {
  await page.getByTestId(`${button}-pin`).fill(pin);
  await page.getByTestId(button).click();
}

async function enter(page: Page, personId: string): Promise<void> {
  await signIn(page, personId);
  await page.getByTestId('go-library').click();
  await expect(page.getByTestId('library-screen')).toBeVisible();
}

async function leave(page: Page): Promise<void> {
  await page.getByTestId('go-home').click();
  await page.getByTestId('lock').click();
}

test('an edit holds once another person approved it, and is brought back the same way (SR-031)', async ({
  launch,
  dataDir,
}) => {
  const { page } = await launch({ args: ['--simulation'] });
  await enter(page, 'p-model');
  const pins = JSON.parse(
    readFileSync(path.join(dataDir, 'simulation', 'training-pins.json'), 'utf8'),
  ) as Record<string, unknown>;
  const pinOf = (personId: string): string => {
    const flat = (pins.pins ?? pins) as Record<string, string>;
    return flat[personId] ?? '';
  };
  await expect(page.getByTestId('library-version-1')).toContainText('holds now');
  await page.getByTestId('library-new').click();
  await page.getByTestId('library-concentrationMgPerMl-hardMin').fill('');
  await expect(page.getByTestId('library-edit')).toContainText('Concentration needs a hard minimum');
  await page.getByTestId('library-concentrationMgPerMl-hardMin').fill('0.5');
  await page.getByTestId('library-rateMgPerHour-hardMax').fill('100');
  await expect(page.getByTestId('library-differences')).toContainText(
    'Rate, hard maximum: 150 mg/h becomes 100 mg/h (tighter)',
  );
  await page.getByTestId('library-note').fill('No rate over 100 mg/h here');
  await sign(page, 'library-propose', pinOf('p-model'));
  await expect(page.getByTestId('library-version-2')).toContainText('one approval is missing');
  await expect(page.getByTestId('library-why')).toContainText('You wrote this version');
  await leave(page);

  await enter(page, 'p-sample');
  await expect(page.getByTestId('library-differences')).toContainText('becomes 100 mg/h');
  await sign(page, 'library-approve', pinOf('p-sample'));
  await expect(page.getByTestId('library-version-2')).toContainText('holds now');
  await expect(page.getByTestId('library-version-1')).toContainText('replaced');
  await leave(page);

  await enter(page, 'p-model');
  await page.getByTestId('library-version-1').click();
  await page.getByTestId('library-back-note').fill('100 mg/h was too low');
  await sign(page, 'library-back', pinOf('p-model'));
  await expect(page.getByTestId('library-page-3')).toContainText('brings back version 1');
  await leave(page);
  await enter(page, 'p-sample');
  await sign(page, 'library-approve', pinOf('p-sample'));
  await expect(page.getByTestId('library-version-3')).toContainText('holds now');
});

test('a library file that was changed opens no session, and says what to do (SR-004)', async ({ launch }) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-app-'));
  try {
    mkdirSync(path.join(folder, 'program'));
    const app = path.join(folder, 'program');
    for (const name of ['out', 'node_modules']) symlinkSync(path.join(root, name), path.join(app, name));
    cpSync(path.join(root, 'package.json'), path.join(app, 'package.json'));
    cpSync(path.join(root, 'resources'), path.join(app, 'resources'), { recursive: true });
    const file = path.join(app, 'resources/limits/ketamine-pain.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"hardMax": 150', '"hardMax": 1500'));
    const { page } = await launch({ args: ['--simulation'], program: app });
    await signIn(page, 'p-example');
    const words = page.getByTestId('refusals');
    await expect(words).toContainText('it is not the file that was released');
    await expect(words).toContainText('restore the library files that were released');
    await page.locator('[data-testid^="planned-o-alder"]').click();
    await expect(page.getByTestId('prepare-session')).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByTestId('prepare-session')).toContainText('the drug library can not be used');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
