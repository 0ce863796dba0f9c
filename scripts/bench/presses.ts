import type { Page } from '@playwright/test';
import type { PageClock } from './page-clock';

/** A finger came down on a button, in raw monotonic milliseconds. */
export type Pressed = { readonly rawMs: number };

type Watching = Window & { benchPresses?: { testid: string; atMs: number }[] };

/** Notes from now on where and when a pointer comes down: the browser's own time stamp, not that of a handler. */
export async function watchPresses(page: Page): Promise<void> {
  await page.evaluate(() => {
    const list: { testid: string; atMs: number }[] = [];
    (window as Watching).benchPresses = list;
    window.addEventListener(
      'pointerdown',
      ({ target, timeStamp }) => {
        const button = target instanceof Element ? target.closest('[data-testid]') : null;
        list.push({ testid: button?.getAttribute('data-testid') ?? '', atMs: timeStamp });
      },
      true,
    );
  });
}

/** What was noted of one button. */
export async function presses(page: Page, testid: string, { aheadMs }: PageClock): Promise<Pressed[]> {
  const noted = await page.evaluate(() => (window as Watching).benchPresses ?? []);
  return noted.filter((one) => one.testid === testid).map(({ atMs }) => ({ rawMs: atMs + aheadMs }));
}
