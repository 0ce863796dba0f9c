// A soft limit passed with its reason, one left, hard ones refused at the keypad and at START; then the counts of them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/contract';
import { mgPerKgPerHour } from '../../shared/units/units';
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
} from './nurse';
import { eventsOf, expect, test } from './room';

test.setTimeout(300_000);

async function type(page: Page, rate: string): Promise<void> {
  for (const key of rate) {
    await page.getByTestId(key === '.' ? 'keypad-point' : `keypad-${key}`).click();
    // Two digits faster than a finger are taken for one bouncing key.
    await page.waitForTimeout(250);
  }
}

async function expectCounts(row: Locator, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [outcome, count] of Object.entries(counts))
    await expect(row.getByTestId(`count-${outcome}`)).toHaveText(String(count));
}

test('soft override with a reason, one cancelled, hard refusals; counted and exported (SR-021, SR-022, SR-032)', async ({
  openRoom,
  dataDir,
}) => {
  const room = await openRoom();
  const page = room.page();
  await signIn(page, 'p-example');
  await openSession(page, 'o-alder');
  await confirmAll(page, alder, alderLabel);

  // START with another rate than the order's, as a message of its own: no reason lets it pass.
  const answer = await page.evaluate(async (rate) => {
    const { bridge } = window as unknown as { readonly bridge: Bridge };
    const { state } = await bridge.ask('resume', {});
    return bridge.ask('submit', {
      intent: {
        kind: 'start-infusion',
        rateMgPerKgPerHour: rate,
        reasons: [{ rule: 'rate-per-kg', code: 'ordered', text: '' }],
      },
      intentId: 'i-spoof',
      basisSeq: state.seq,
    });
  }, mgPerKgPerHour(3));
  expect(answer.kind === 'refused' && answer.reasons.join()).toContain('Largest: 2 mg/kg/h');
  await hold(page.getByTestId('start-hold'), () => expectState(page, 'infusing', 30_000));

  // Typed, warned, left.
  await page.getByTestId('change-rate').click();
  await type(page, '0.35');
  await expect(page.getByTestId('soft-step-up')).toBeVisible();
  await expect(page.getByTestId('set-rate-hold')).toHaveAttribute('aria-disabled', 'true');
  await page.getByTestId('keep-rate').click();
  await expect(page.getByTestId('sheet-change-rate')).toBeHidden();

  // Ten times of it: refused with the largest permitted, whatever is held; then a number that a reason lets pass.
  await page.getByTestId('change-rate').click();
  await type(page, '3.5');
  await expect(page.getByTestId('hard-rate-per-kg')).toContainText('Largest: 2 mg/kg/h');
  await expect(page.getByTestId('slip').first()).toContainText('ten times');
  await expect(page.getByTestId('set-rate-hold')).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByTestId('set-rate-hold')).toContainText('over a hard limit');
  for (const _ of '3.5') {
    await page.getByTestId('keypad-delete').click();
    await page.waitForTimeout(250);
  }
  await type(page, '0.32');
  for (const asked of await page.locator('.soft-reason').all())
    await asked.getByTestId('reason-tolerated').click();
  await hold(page.getByTestId('set-rate-hold'), () =>
    expect(page.getByTestId('sheet-change-rate')).toBeHidden({ timeout: 20_000 }),
  );
  await expect(page.getByTestId('rate-big')).toContainText('0.32', { timeout: 20_000 });
  const warned = eventsOf(await room.log(), 'limit.warned').map(({ body }) => [body.place, body.outcome]);
  expect(warned).toEqual([
    ['change-rate', 'cancelled'],
    ['change-rate', 'changed'],
  ]);
  await endInfusion(page);
  await closeSession(page);

  // Not for the nurse; the pharmacist counts.
  await expect(page.getByTestId('go-library')).toHaveCount(0);
  await page.getByTestId('lock').click();
  await signIn(page, 'p-model');
  await page.getByTestId('go-library').click();
  await page.getByTestId('go-overrides').click();
  const steps = page.getByTestId('overrides-limit-step-up');
  await expectCounts(steps, { accepted: 1, cancelled: 1, changed: 0, refused: 1 });
  await expectCounts(page.getByTestId('overrides-limit-rate-per-kg'), {
    accepted: 0,
    cancelled: 0,
    refused: 2,
  });
  await expect(page.getByTestId('overrides-reasons')).toContainText('1 x Tolerated before');
  // The short time since the start asked for a reason of its own, both times.
  await expectCounts(page.getByTestId('overrides-person-p-example'), { accepted: 2, cancelled: 2 });
  await page.getByTestId('overrides-csv').click();
  await expect(page.getByTestId('overrides-said')).toContainText('overrides-30-days');
  const said = await page.getByTestId('overrides-said').innerText();
  const folder = path.join(dataDir, 'simulation', 'exports');
  const csv = readFileSync(path.join(folder, path.basename(said.replace('Saved ', ''))), 'utf8');
  expect(csv).toContain('Step up,R. Example,nurse,1,1,0,1,1 x Tolerated before');
  expect(csv).toContain('Rate by weight,R. Example,nurse,0,0,0,2,');
});
