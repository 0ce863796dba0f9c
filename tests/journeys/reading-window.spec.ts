// A second window reads the running session: it grows there, can do nothing but stop, and what becomes of it is nothing
// to the bedside.
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/contract';
import { alder, alderLabel, confirmAll, expectState, hold, openSession, signIn } from './nurse';
import { expect, expectTruth, type Room, test } from './room';

test.setTimeout(240_000);

async function opened(room: Room, touch: () => Promise<void>): Promise<Page> {
  const opens = room.console().app.waitForEvent('window', { timeout: 30_000 });
  await touch();
  const page = await opens;
  await expect(page.getByTestId('reading-session')).toBeVisible({ timeout: 30_000 });
  return page;
}

async function openReading(room: Room): Promise<Page> {
  const page = await opened(room, async () => {
    await room.page().getByTestId('more').click();
    await room.page().getByTestId('open-reading').click();
  });
  await room.page().getByTestId('sheet-close').click();
  return page;
}

/** The screen in the patient's hands, with one question, and back again. */
async function withPatient(page: Page, meanwhile: () => Promise<void>): Promise<void> {
  await page.getByTestId('go-outcomes').click();
  await page.getByTestId('outcomes-of-TEST-0417').click();
  await page.getByTestId('pane-give').click();
  await page.getByTestId('give-NRS').click();
  await page.getByTestId('give-screen').click();
  await expect(page.getByTestId('turned-screen')).toBeVisible();
  await meanwhile();
  await page.getByTestId('turned-break').click();
  await page.getByTestId('turned-staff').click();
  const pin = await page.locator('.turned .training b').innerText();
  for (const digit of pin) await page.getByTestId(`keypad-${digit}`).click();
  await page.getByTestId('take-back').click();
  await expect(page.getByTestId('turned-screen')).toBeHidden({ timeout: 20_000 });
}

const entries = async (page: Page): Promise<number> =>
  Number(await page.getByTestId('reading-session').getAttribute('data-entries'));

/** Ends the process of the window for reading, as the kernel would. */
async function killReading(room: Room): Promise<void> {
  const [bedside, reading] = await room.console().app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .sort((a, b) => a.id - b.id)
      .map(({ webContents }) => webContents.getOSProcessId()),
  );
  expect(reading).toBeDefined();
  expect(reading).not.toBe(bedside);
  process.kill(reading ?? 0, 'SIGKILL');
}

test('a running session in a second window: it names nobody beside a patient who answers, grows, reads only, is killed unnoticed, and stops (SR-203)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await signIn(page, 'p-example');
  await openSession(page, 'o-alder');
  await page.getByTestId('more').click();
  await page.getByTestId('go-home').click();
  const reading = await opened(room, () => page.getByTestId('read-session').click());
  await expect(reading.locator('body')).toContainText(/Alder/);
  await withPatient(page, async () => {
    await expect(reading.getByTestId('reading-none')).toContainText('Locked');
    await expect(reading.getByTestId('live-strip')).toHaveCount(0);
    await expect(reading.locator('body')).not.toContainText(/Alder|TEST-0417/);
    await expect(reading.getByTestId('pause')).toBeVisible();
  });
  // The PIN that took the screen back is enough for the rest of the day.
  await expect(reading.getByTestId('live-strip')).toContainText('Alder');
  await page.getByTestId('open-bedside').click();
  await confirmAll(page, alder, alderLabel);
  await hold(page.getByTestId('start-hold'), () => expectState(page, 'infusing', 30_000));
  await expect(reading.getByTestId('reading-behind')).toHaveText(/^live, \d s behind$/);
  await expect(reading.getByTestId('live-strip')).toContainText('INFUSING');
  const before = await entries(reading);
  await page.getByTestId('note').click();
  await page.getByTestId('note-text').fill('seen from next door');
  await page.getByTestId('note-save').click();
  await expect(reading.getByTestId('review-events')).toContainText('seen from next door');
  expect(await entries(reading)).toBeGreaterThan(before);
  if (process.env.LOOK_SHOTS !== undefined)
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const) {
      await reading.setViewportSize({ width, height });
      await reading.screenshot({ path: `${process.env.LOOK_SHOTS}/reading-${width}.png` });
    }

  // Nothing but reading is answered, whatever the page asks.
  const refusals = await reading.evaluate(async () => {
    const { bridge } = window as unknown as { readonly bridge: Bridge };
    const said = (failure: unknown) => String(failure);
    const intent = { kind: 'end-infusion' } as const;
    return Promise.all([
      bridge.ask('submit', { intent, intentId: 'i', basisSeq: 0 }).then(() => 'taken', said),
      bridge.ask('signOut', {}).then(() => 'taken', said),
      bridge.ask('people', {}).then(() => 'taken', said),
    ]);
  });
  for (const words of refusals) expect(words).toContain('This window only reads');
  await expectState(page, 'infusing');

  const lastSeq = () =>
    page.evaluate(async () => {
      const { bridge } = window as unknown as { readonly bridge: Bridge };
      return (await bridge.ask('resume', {})).state.seq;
    });
  const seq = await lastSeq();
  const crashes = reading.waitForEvent('crash');
  await killReading(room);
  await crashes;
  await expect.poll(lastSeq).toBeGreaterThan(seq);
  await expectState(page, 'infusing');
  await expect(page.getByTestId('not-live')).toBeHidden();
  expect(room.console().stderr()).not.toContain('It is built again');

  const again = await openReading(room);
  await page.getByTestId('more').click();
  await page.getByTestId('lock').click();
  await expect(again.getByTestId('reading-none')).toContainText('Locked');
  await expect(again.getByTestId('reading-session')).toHaveCount(0);
  // The stop works from here as well, with nobody signed in.
  await again.getByTestId('pause').click();
  await expectState(page, 'paused');
  await expectTruth(room.cast.pump, { infusing: false });
  await page.getByTestId('type-pin').first().click();
  await signIn(page, 'p-example');
  await expect(again.getByTestId('reading-session')).toBeVisible({ timeout: 30_000 });
});
