// What the monitor tells, and what it must not be believed.
import { expectState, startInfusion } from './nurse';
import { eventsOf, expect, fault, test } from './room';
import { expectSound, listening } from './sound';

test.setTimeout(180_000);

test('low oxygen: words, a red tile, a sound; seen is kept with a name', async ({ openRoom }) => {
  const room = await openRoom({ env: listening });
  const page = room.page();
  await startInfusion(page);
  await fault(room.cast.monitor, 'spo2-dip', { to: 84, seconds: 120 });
  const tile = page.getByTestId('vital-SpO2');
  await expect(tile).toHaveClass(/alarm-high/, { timeout: 40_000 });
  await expect(page.getByTestId('alarm-first')).toHaveAttribute('data-priority', 'high');
  await expect(page.getByTestId('alarm-first')).toContainText('SpO₂ LOW');
  await expect(page.getByTestId('alarm-card')).toContainText('PAUSE');
  await expectSound(page);

  await page.getByTestId('alarm-first').click();
  const item = page.getByTestId('alarm-item').filter({ hasText: 'SpO₂ LOW' });
  await item.getByTestId('alarm-seen').click();
  await expect(item).toContainText('seen');
  await page.getByTestId('sheet-close').click();
  // Seen is not gone: words and colour stay as long as the condition does.
  await expect(tile).toHaveClass(/alarm-high/);
  const [seen] = eventsOf(await room.log(), 'alarm.acknowledged');
  expect(seen?.body.by).toMatchObject({ personId: 'p-example' });
});

test('a sensor off the finger and demo data: no number, and why', async ({ openRoom }) => {
  const room = await openRoom();
  const { monitor } = room.cast;
  const page = room.page();
  await startInfusion(page);
  const tile = page.getByTestId('vital-SpO2');
  await expect(tile).toHaveAttribute('data-look', 'live');
  await fault(monitor, 'sensor-off', 60);
  await expect(tile).toContainText('- -');
  await expect(tile).toContainText('sensor off');
  await fault(monitor, 'clear');
  await expect(tile).toHaveAttribute('data-look', 'live');
  await fault(monitor, 'demo-mode', 'on');
  await expect(page.getByTestId('alarm-bar')).toContainText('demo data, not the patient');
  await expect(tile).toContainText('- -');
  await expect(tile).toContainText('demo value');
});

test('another patient after the monitor came back: not taken until a person has read the name', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  const tile = page.getByTestId('vital-HR');
  await expect(tile).toHaveAttribute('data-look', 'live');
  await fault(room.cast.monitor, 'other-patient');
  await fault(room.cast.monitor, 'abort');
  await expect(page.getByTestId('alarm-bar')).toContainText('shows another patient', { timeout: 40_000 });
  await expect(tile).toContainText('- -');
  await expectState(page, 'infusing');
  await page.getByTestId('accept-device-monitor').click();
  await expect(tile).toHaveAttribute('data-look', 'live', { timeout: 40_000 });
  await expect(page.getByTestId('device-card')).toBeHidden();
});
