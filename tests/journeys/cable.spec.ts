// The cable of the pump comes out in the middle of an infusion: what nobody knows is said, and comes back by itself.
import type { Page } from '@playwright/test';
import { expectState, startInfusion } from './nurse';
import { eventsOf, expect, expectTruth, fault, test, truth } from './room';
import { bursts, expectSound, listening } from './sound';

test.setTimeout(180_000);

/** Unknown on the screen, with its alarm in words and in sound, and the given amount as a range. */
async function expectLost(page: Page): Promise<void> {
  await expectState(page, 'unknown', 15_000);
  await expect(page.getByTestId('rate-big')).toContainText('Unknown');
  await expect(page.getByTestId('alarm-bar')).toContainText('PUMP LINK LOST, delivery unknown');
  await expect(page.getByTestId('not-confirmed-card')).toContainText('STOP on the pump');
  await expect(page.getByTestId('footer-devices')).toContainText('Pump: no answer');
  await expect(page.getByTestId('sound-block')).toHaveAttribute('data-sound', 'sounding');
  await expectSound(page);
}

test('pulled and put back within the time of its watchdog: the infusion went on, and is seen to', async ({
  openRoom,
}) => {
  const room = await openRoom({ env: listening });
  const page = room.page();
  const { pump } = room.cast;
  await startInfusion(page);
  // A slow machine may have had its own alarm before this one; what counts is that it can be listened to.
  expect(await bursts(page)).toBeGreaterThanOrEqual(0);

  await fault(pump, 'unplug');
  await expectLost(page);
  await fault(pump, 'replug');
  await expectState(page, 'infusing');
  await expectTruth(pump, { infusing: true, alarm: null, remoteControl: true, watchdogArmed: true });
  await expect(page.getByTestId('rate-big')).toContainText('0.2');
  await expect(page.getByTestId('change-rate')).toHaveAttribute('aria-disabled', 'false');
  await expect(page.getByTestId('delivered-ml')).toBeVisible();

  const log = await room.log();
  expect(eventsOf(log, 'link.down').some(({ body }) => body.device === 'pump')).toBe(true);
  expect(eventsOf(log, 'command.requested').map(({ body }) => body.purpose)).toEqual(['start']);
});

test('pulled for longer: the pump has stopped itself, and its alarm is on the screen', async ({
  openRoom,
}) => {
  const room = await openRoom({ env: listening });
  const page = room.page();
  const { pump } = room.cast;
  await startInfusion(page);
  await fault(pump, 'unplug');
  await expectLost(page);
  await expectTruth(pump, { infusing: false, alarm: 'AL_COMTO' }, 40_000);
  const stoppedAt = Number((await truth(pump)).totalDeliveredMl);
  // The screen does not know that, and does not pretend to: what may have been given grows on.
  await expectState(page, 'unknown');
  await expect(page.getByTestId('delivered-mg')).toContainText(' to ');

  await fault(pump, 'replug');
  await expectState(page, 'paused');
  await expect(page.getByTestId('alarm-bar')).toContainText('PUMP:');
  await expect(page.getByTestId('delivered-mg')).not.toContainText(' to ');
  const shown = Number.parseFloat(await page.getByTestId('delivered-ml').innerText());
  expect(Math.abs(shown - stoppedAt)).toBeLessThan(0.01);
  expect(Number((await truth(pump)).totalDeliveredMl)).toBe(stoppedAt);
});
