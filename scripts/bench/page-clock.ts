import type { Page } from '@playwright/test';
import { rawMonotonicMs } from '../../electron/clock';

/** The page's `performance.now()` on the machine's monotonic scale. */
export type PageClock = { readonly aheadMs: number; readonly uncertainMs: number };

const ASKED = 200;

/**
 * How far the raw monotonic time is ahead of the page's own. The page is asked between two looks at our clock; every
 * such pair bounds the difference from both sides, and the narrowest bounds of all pairs are kept.
 */
export async function pageClock(page: Page): Promise<PageClock> {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (let asked = 0; asked < ASKED; asked += 1) {
    const before = rawMonotonicMs();
    const inside = await page.evaluate(() => performance.now());
    const after = rawMonotonicMs();
    low = Math.max(low, before - inside);
    high = Math.min(high, after - inside);
  }
  return { aheadMs: (low + high) / 2, uncertainMs: Math.abs(high - low) / 2 };
}
