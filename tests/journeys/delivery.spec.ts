// The running infusion: what is typed and not set, a pause that lasts, a pump that only a hand stops.
import { expectState, pause, startInfusion } from './nurse';
import { eventsOf, expect, expectTruth, fault, test } from './room';

test.setTimeout(240_000);

test('a rate typed and left: a low alarm of the log says that the infusion goes on as it was (SR-063)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  await page.getByTestId('change-rate').click();
  await page.getByTestId('keypad-0').click();
  await page.waitForTimeout(250);
  await page.getByTestId('keypad-point').click();
  await page.waitForTimeout(250);
  await page.getByTestId('keypad-3').click();
  await expect(page.getByTestId('rate-entry')).toContainText('0.3');
  await expect(page.getByTestId('alarm-bar')).toContainText('Still infusing 0.2 mg/kg/h, new rate not set', {
    timeout: 90_000,
  });
  await expect(page.getByTestId('rate-not-set')).toBeVisible();
  await expectTruth(room.cast.pump, { infusing: true, rateMlPerHour: 6.8 });
  await page.getByTestId('keep-rate').click();
  await expect(page.getByTestId('alarm-none')).toBeVisible();
  const entries = eventsOf(await room.log(), 'entry.changed').map(({ body }) => body.text);
  expect(entries).toContain('0.3');
  expect(entries.at(-1)).toBe('');
});

test('a pause that lasts alarms, asks whether to end, and goes on by a named answer (SR-062)', async ({
  openRoom,
}) => {
  const room = await openRoom({ speed: 60 });
  const page = room.page();
  await startInfusion(page);
  await pause(page, null);
  await expect(page.getByTestId('alarm-bar')).toContainText('Paused for 10 min and longer', {
    timeout: 60_000,
  });
  const card = page.getByTestId('pause-question-card');
  await expect(card).toContainText('Is the infusion to go on?', { timeout: 90_000 });
  await page.getByTestId('keep-paused').click();
  await expect(card).toBeHidden();
  await expectState(page, 'paused');
  const [kept] = eventsOf(await room.log(), 'pause.kept');
  expect(kept?.body.by).toMatchObject({ personId: 'p-example' });
  await expect(card).toBeVisible({ timeout: 90_000 });
  await page.getByTestId('pause-end').click();
  await expect(page.getByTestId('end-hold')).toBeVisible();
});

test('a pump that holds its own controls: PAUSE asks for the hand, and the pump’s own word ends the time', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const { pump } = room.cast;
  const page = room.page();
  await startInfusion(page);
  await fault(pump, 'withdraw-control');
  await expect(page.getByTestId('control-card')).toBeVisible({ timeout: 30_000 });
  await page.getByTestId('pause').click();
  const card = page.getByTestId('hand-stop-card');
  await expect(card).toContainText('PAUSE: press STOP on the pump');
  await expect(page.getByTestId('hand-stop-timer')).toContainText('0:0');
  await expect(page.getByTestId('hand-stop-confirm')).toContainText('The pump still shows that it infuses');
  await expect(page.getByTestId('alarm-first')).toHaveAttribute('data-priority', 'high');
  await expectTruth(pump, { infusing: true });
  await fault(pump, 'press', 'stop');
  await expect(card).toBeHidden({ timeout: 30_000 });
  await expectState(page, 'paused');
});

test('the cable is out: the stop is asked for at the pump, and a person’s word is kept as theirs', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  await fault(room.cast.pump, 'unplug');
  await expectState(page, 'unknown', 30_000);
  await page.getByTestId('pause').click();
  await expect(page.getByTestId('hand-stop-card')).toBeVisible();
  await page.getByTestId('hand-stop-confirm').click();
  await expect(page.getByTestId('hand-stop-card')).toBeHidden();
  // Told is not shown: until the pump answers its delivery stays unknown.
  await expectState(page, 'unknown');
  const [ended] = eventsOf(await room.log(), 'hand-stop.ended');
  expect(ended?.body).toMatchObject({ source: { kind: 'person', by: { personId: 'p-example' } } });
});
