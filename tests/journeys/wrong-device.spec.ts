// What stands at the cable is not what it should be: no link, no start, and the reason in words.
import type { Page } from '@playwright/test';
import { expectState, openSession, signIn, startInfusion } from './nurse';
import { expect, expectTruth, fault, test } from './room';

test.setTimeout(180_000);

/** START is there and says why not. */
async function expectNoStart(page: Page, reason: string): Promise<void> {
  await openSession(page, 'o-alder');
  await expect(page.getByTestId('start-hold')).toHaveAttribute('aria-disabled', 'true');
  await page.getByTestId('more').click();
  await page.getByTestId('go-home').click();
  await expect(page.getByTestId('device-pump')).toContainText(reason, { timeout: 30_000 });
}

test('a monitor at the port of the pump is no pump', async ({ openRoom }) => {
  const room = await openRoom({
    args: ({ monitor }) => ['--pump', `alaris-asena:${monitor.path}`, '--simulation'],
  });
  const page = room.page();
  await signIn(page, 'p-example');
  await expectNoStart(page, 'nobody answers the question for the serial number');
});

test('noise at the port of the pump is named', async ({ openRoom }) => {
  const room = await openRoom({ pump: ['--fault', 'babble@0'] });
  const page = room.page();
  await signIn(page, 'p-example');
  await expect(page.getByTestId('device-pump')).toContainText('no link since', { timeout: 30_000 });
  await expectNoStart(page, 'bytes arrive, but no valid frame');
});

test('another pump after the cable was put back is not driven until a person has accepted it', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const { pump } = room.cast;
  const page = room.page();
  await startInfusion(page);
  await fault(pump, 'unplug');
  await expectState(page, 'unknown');
  await fault(pump, 'wrong-serial');
  await fault(pump, 'replug');
  await expect(page.getByTestId('alarm-bar')).toContainText('Another pump is at the cable: SIM-9999', {
    timeout: 30_000,
  });
  await expectState(page, 'unknown');
  await expect(page.getByTestId('change-rate')).toHaveAttribute('aria-disabled', 'true');
  await expectTruth(pump, { remoteControl: false });

  await page.getByTestId('accept-device-pump').click();
  await expect(page.getByTestId('device-card')).toBeHidden();
  await expectTruth(pump, { remoteControl: true });
});

test('a pump that refuses remote control is watched, not driven', async ({ openRoom }) => {
  const room = await openRoom();
  const page = room.page();
  await fault(room.cast.pump, 'refuse-control');
  await signIn(page, 'p-example');
  await openSession(page, 'o-alder');
  await expect(page.getByTestId('alarm-bar')).toContainText('The pump refuses remote control');
  await expect(page.getByTestId('start-hold')).toHaveAttribute('aria-disabled', 'true');
  await expectTruth(room.cast.pump, { startsHeard: 0 });
});

test('control taken back at the pump in an infusion: said, and asked for again by a person only', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const { pump } = room.cast;
  const page = room.page();
  await startInfusion(page);
  await fault(pump, 'withdraw-control');
  await expect(page.getByTestId('alarm-bar')).toContainText('The pump took control back');
  await expect(page.getByTestId('change-rate')).toContainText('Operate at the pump');
  await expect(page.getByTestId('control-card')).toBeVisible();
  await expectTruth(pump, { infusing: true });
  await fault(pump, 'clear');
  await page.getByTestId('take-control').click();
  await expect(page.getByTestId('change-rate')).toHaveAttribute('aria-disabled', 'false');
  await expectTruth(pump, { infusing: true, remoteControl: true });
});

test('another pump before the start is accepted before the start', async ({ openRoom }) => {
  const room = await openRoom();
  const page = room.page();
  await signIn(page, 'p-example');
  await openSession(page, 'o-alder');
  const { pump } = room.cast;
  await pump.ask({ do: 'unplug' });
  await fault(pump, 'wrong-serial', 'SIM-9999');
  await pump.ask({ do: 'replug' });
  await expect(page.getByTestId('alarm-bar')).toContainText('Another pump is at the cable', {
    timeout: 30_000,
  });
  await page.getByTestId('accept-device-pump').click();
  await expect(page.getByTestId('device-card')).toBeHidden();
  await expect(page.getByTestId('pump-control')).toContainText('remote control granted', { timeout: 30_000 });
});
