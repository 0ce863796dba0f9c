// Starts that must not go on, and typing that must not be taken: each says why and changes nothing.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { installedElectron } from '../../scripts/electron-runtime.mjs';
import { isRoot, root } from '../../scripts/paths.mjs';
import { environment } from './launch';
import { expectState, signIn, startInfusion } from './nurse';
import { expect, test } from './room';

test.setTimeout(120_000);

/** A console that is expected to end by itself: how, and what it said. */
async function refusedStart(args: readonly string[]): Promise<{ code: unknown; words: string }> {
  const runtime = installedElectron();
  if (!runtime) throw new Error('no Electron runtime');
  const child: ChildProcess = spawn(runtime.exe, [...(isRoot ? ['--no-sandbox'] : []), root, ...args], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr?.on('data', (chunk) => {
    words += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, words };
}

test('a second console leaves the room of the first alone', async ({ openRoom, dataDir, launch }) => {
  const room = await openRoom();
  await startInfusion(room.page());
  // On the same record it ends at once.
  expect(await refusedStart(['--data-dir', dataDir, ...room.cast.args])).toMatchObject({ code: 0 });
  // On a record of its own it starts, and finds the ports taken.
  const other = mkdtempSync(path.join(os.tmpdir(), 'infusion-other-'));
  try {
    const second = await launch({ dataDir: other, args: room.cast.args });
    await signIn(second.page, 'p-example');
    for (const device of ['device-pump', 'device-monitor']) {
      const line = second.page.getByTestId(device);
      await expect(line).toContainText('no link', { timeout: 30_000 });
      await expect(line).toContainText(/held by|lock|busy/i);
    }
    await expectState(room.page(), 'infusing');
    await second.app.close();
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

test('a damaged record is named, and left as it is', async ({ launch, dataDir }) => {
  const first = await launch({ args: ['--simulation'] });
  await signIn(first.page, 'p-example');
  await first.app.close();
  const file = path.join(dataDir, 'simulation', 'record.db');
  const damaged = Buffer.from(readFileSync(file).map((byte, at) => (at % 7 === 0 ? byte ^ 0x55 : byte)));
  writeFileSync(file, damaged);
  const { code, words } = await refusedStart(['--data-dir', dataDir, '--simulation']);
  expect(code).toBe(1);
  expect(words).toContain('The record can not be opened');
  expect(words).toContain('Nothing was changed.');
  expect(readFileSync(file).equals(damaged)).toBe(true);
});

async function expectRefused(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  // What was typed stays as it was typed.
  await expect(field).toHaveValue(text);
}

test('an order is refused at the field that is wrong, and is not signed', async ({ launch }) => {
  const { page } = await launch({ args: ['--simulation'] });
  await signIn(page, 'p-sample');
  const planned = page.locator('[data-testid^="planned-"]');
  await expect(planned).not.toHaveCount(0);
  const before = await planned.count();
  await page.getByTestId('go-setup').click();
  await page.getByTestId('patient-TEST-0417').click();
  const weight = page.getByTestId('order-measured');
  await weight.fill('77.9');
  await page.getByTestId('order-height').fill('170');
  await page.getByTestId('order-session').fill('4');
  await page.getByTestId('order-time').fill('13:30');
  await page.getByTestId('template-crps-4h-ramp').click();
  await expectRefused(weight, '7 8');
  await expectRefused(weight, '78..1');
  await weight.fill('77.9');
  await expect(weight).toHaveAttribute('aria-invalid', 'false');
  await page.getByTestId('order-page-numbers').click();
  const concentration = page.getByTestId('order-concentration');
  await expectRefused(concentration, '0');
  await expectRefused(concentration, '1,5');
  await expectRefused(concentration, '100');
  await page.getByTestId('order-page-review').click();
  await expect(page.getByTestId('order-sign')).toBeDisabled();
  await expect(page.getByTestId('order-form')).toContainText('1 field is open');
  await page.getByTestId('go-home').click();
  await expect(planned).toHaveCount(before);
});
