// The window dies at the door: the next one takes whoever proves themselves, as the first one did.
import type { Page } from '@playwright/test';
import { signIn } from './nurse';
import { expect, type Room, test } from './room';

test.setTimeout(180_000);

async function crash(room: Room): Promise<Page> {
  const { app } = room.console();
  const next = app.waitForEvent('window', { timeout: 30_000 });
  void app
    .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
    .catch(() => undefined);
  return next;
}

/** A second window would be the one that is told things, and the one that is looked at would stand still. */
const windows = (room: Room) =>
  room.console().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

async function signInAndLock(page: Page, personId: string): Promise<void> {
  await signIn(page, personId);
  await page.getByTestId('lock').click();
  await expect(page.getByTestId('sign-in-screen')).toBeVisible();
}

test('a window that died while it was loading is built again once, and takes password and PIN (SR-203)', async ({
  openRoom,
}) => {
  const room = await openRoom({ newRecord: true });
  const second = await crash(room);
  await signInAndLock(second, 'p-example');
  const third = await crash(room);
  await signInAndLock(third, 'p-example');
  expect(await windows(room)).toBe(1);
});

test('a page that is loaded anew before its first load is over stays the one that is told things (SR-203)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await page.reload();
  await signInAndLock(page, 'p-example');
  await page.reload();
  await signInAndLock(page, 'p-specimen');
  expect(await windows(room)).toBe(1);
});
