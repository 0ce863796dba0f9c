// What the alarm sound path of the window puts out; the room is opened with `listening`.
import type { Page } from '@playwright/test';
import { expect } from './room';

type Listened = Window & { readonly soundProbe?: { level(): number; bursts(): number } };

/** Opens the page with its sound probe. */
export const listening = { INFUSION_PROBE: '1' } as const;

/** How many bursts have sounded so far; -1 where nothing can be listened to. */
export function bursts(page: Page): Promise<number> {
  return page.evaluate(() => (window as Listened).soundProbe?.bursts() ?? -1);
}

/** Waits until an alarm is in the air: another burst, and a level above silence. */
export async function expectSound(page: Page): Promise<void> {
  const before = await bursts(page);
  const level = () => page.evaluate(() => (window as Listened).soundProbe?.level() ?? -1);
  await expect.poll(level, { intervals: [30], timeout: 30_000 }).toBeGreaterThan(0);
  await expect.poll(() => bursts(page), { timeout: 30_000 }).toBeGreaterThan(before);
}
