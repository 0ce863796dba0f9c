// A nurse and a witness keep the controlled-substance ledger: a vial, a syringe, a session, and what does not add up.
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import {
  alder,
  alderLabel,
  closeSession,
  confirmAll,
  endInfusion,
  expectState,
  hold,
  openSession,
  signIn,
  startInfusion,
} from './nurse';
import { eventsOf, expect, test } from './room';

test.setTimeout(240_000);

/** That much takes the pump 11 s, and each look at the log starts a program. */
const SLOW = { timeout: 45_000 };

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await page.getByTestId(`ledger-${name}`).fill(text);
}

/** Chooses the witness and types the PIN that only they know; in a simulation it lies in a file. */
async function witness(page: Page, dataDir: string, personId: string): Promise<void> {
  const file = path.join(dataDir, 'simulation', 'training-pins.json');
  const pins = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  await page.getByTestId(`ledger-witness-${personId}`).click();
  await page.getByTestId('ledger-witness-pin').fill(pins[personId] ?? '');
}

const act = (page: Page, name: string) => page.getByTestId(`ledger-act-${name}`).click();
const enter = (page: Page) => page.getByTestId('ledger-enter').click();

test('a syringe of the ledger is given from, and the rest of it wasted: the sum is zero (SR-164)', async ({
  openRoom,
  dataDir,
}) => {
  const room = await openRoom();
  const page = room.page();
  await signIn(page, 'p-example');
  await page.getByTestId('go-ledger').click();
  await fill(page, { strength: '10', volume: '10', lot: 'A1', expires: '2099-01-31' });
  await enter(page);
  await act(page, 'prepared');
  await page.getByTestId('ledger-vial-V1').click();
  await fill(page, { 'draw-V1': '10', concentration: '2', volume: '50' });
  await witness(page, dataDir, 'p-specimen');
  await enter(page);
  await expect(page.getByTestId('ledger-syringe-S1')).toBeVisible();
  await page.getByTestId('go-home').click();

  await openSession(page, 'o-alder');
  await confirmAll(page, alder, alderLabel);
  await page.getByTestId('check-ledger').click();
  await page.getByTestId('trace-S1').click();
  await expect(page.getByTestId('check-ledger')).toHaveAttribute('data-done', 'true');
  await hold(page.getByTestId('start-hold'), () => expectState(page, 'infusing', 30_000));
  await expect
    .poll(async () => eventsOf(await room.log(), 'pump.reading').at(-1)?.body.volumeInfusedMl ?? 0, SLOW)
    .toBeGreaterThan(0.02);
  await endInfusion(page);
  await closeSession(page);
  await page.getByTestId('go-ledger').click();
  await expect(page.getByTestId('ledger-lines')).toContainText('Given from syringe S1');
  await act(page, 'wasted');
  await page.getByTestId('ledger-syringe-S1').click();
  await fill(page, { volume: '49.9' });
  await witness(page, dataDir, 'p-specimen');
  await enter(page);
  await expect(page.getByTestId('ledger-syringe-S1')).toHaveAttribute('data-standing', 'settled');
  await expect(page.getByTestId('ledger-vial-V1')).toHaveAttribute('data-standing', 'settled');
  await expect(page.getByTestId('ledger-discrepancies')).toHaveCount(0);
});

test('vial, syringe, waste, and a session whose syringe nobody entered (SR-164)', async ({
  openRoom,
  dataDir,
}) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  await expect
    .poll(async () => eventsOf(await room.log(), 'pump.reading').at(-1)?.body.volumeInfusedMl ?? 0, SLOW)
    .toBeGreaterThan(0.02);
  await endInfusion(page);
  await closeSession(page);
  const [closed] = eventsOf(await room.log(), 'session.closed');
  const [used] = eventsOf(await room.log(), 'syringe.used');
  expect(used?.body.givenMl.high).toBeCloseTo(closed?.body.volumeMl.high ?? -1, 2);

  await page.getByTestId('go-ledger').click();
  await expect(page.getByTestId('ledger')).toBeVisible();
  await fill(page, { strength: '10', volume: '20', lot: 'A1', expires: '2099-01-31' });
  await enter(page);
  await expect(page.getByTestId('ledger-vial-V1')).toHaveAttribute('data-standing', 'stock');

  // Drawn as if the vial had 50 mg/mL: refused with the factor, and nothing is entered.
  await act(page, 'prepared');
  await page.getByTestId('ledger-vial-V1').click();
  await fill(page, { 'draw-V1': '2', concentration: '2', volume: '50' });
  await witness(page, dataDir, 'p-specimen');
  await enter(page);
  await expect(page.getByTestId('refusals')).toContainText('5 times too little');
  await fill(page, { 'draw-V1': '10' });
  await enter(page);
  await expect(page.getByTestId('ledger-syringe-S1')).toHaveAttribute('data-standing', 'open');

  // A witness whose PIN is wrong is none.
  await act(page, 'wasted');
  await page.getByTestId('ledger-syringe-S1').click();
  await fill(page, { volume: '50' });
  await witness(page, dataDir, 'p-specimen');
  await page.getByTestId('ledger-witness-pin').fill('x');
  await enter(page);
  await expect(page.getByTestId('refusals')).toContainText('does not match');
  await witness(page, dataDir, 'p-specimen');
  await enter(page);
  await expect(page.getByTestId('ledger-syringe-S1')).toHaveAttribute('data-standing', 'settled');

  const open = page.getByTestId('ledger-discrepancies');
  await expect(open).toContainText('given from a syringe that is not in the ledger');
  await expect(open).not.toContainText('Explained');
  await expect(page.getByTestId('ledger-lines')).toContainText('not in the ledger');
  for (const as of ['csv', 'pdf'] as const) {
    await page.getByTestId('ledger-part-all').click();
    await page.getByTestId('go-home').click();
    await page.getByTestId('go-ledger').click();
    await page.getByTestId('ledger-part-all').click();
    await page.getByTestId(`ledger-${as}`).click();
    await expect(page.getByTestId('ledger-said')).toContainText(`ledger-all.${as}`);
  }
  await act(page, 'explained');
  await page.getByTestId('ledger-discrepancy-0').click();
  await fill(page, { why: 'drawn from stock of the ward' });
  await witness(page, dataDir, 'p-specimen');
  await enter(page);
  await expect(open).toContainText('Explained: drawn from stock of the ward');
  const folder = path.join(dataDir, 'simulation', 'exports');
  const csv = readFileSync(path.join(folder, 'ledger-all.csv'), 'utf8');
  expect(csv).toContain('"Syringe S1 prepared from 10 mL of vial V1 in NaCl 0.9 %');
  expect(csv).toContain('Given from a syringe that is not in the ledger');
  expect(readFileSync(path.join(folder, 'ledger-all.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  copyFileSync(path.join(folder, 'ledger-all.pdf'), test.info().outputPath('ledger-all.pdf'));
  await page.screenshot({ path: test.info().outputPath('ledger.png') });
});
