// How fast alarms flash, from the frames that the built console draws.
import type { Page } from '@playwright/test';
import { startCast } from './cast';
import { expect, test } from './launch';
import { signIn } from './nurse';

type Flash = {
  readonly hz: number;
  readonly duty: number;
  readonly colours: number;
  readonly frames: number;
};

/** Samples the colour of an element at every frame for some seconds: full cycles per second and the brighter half's share. */
function flashOf(page: Page, testid: string, seconds: number): Promise<Flash> {
  return page.getByTestId(testid).evaluate(async (element, lengthMs) => {
    const seen: { at: number; colour: string }[] = [];
    const begun = performance.now();
    while (performance.now() - begun < lengthMs) {
      const at = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      seen.push({ at, colour: getComputedStyle(element).backgroundColor });
    }
    const first = seen[0]?.colour ?? '';
    const turns = seen.filter(({ colour }, i) => i > 0 && colour !== seen[i - 1]?.colour);
    const [from, to] = [turns[0]?.at ?? 0, turns.at(-1)?.at ?? 0];
    const within = seen.filter(({ at }) => at >= from && at < to);
    const share = within.filter(({ colour }) => colour === first).length / Math.max(1, within.length);
    return {
      hz: turns.length < 3 ? 0 : (turns.length - 1) / 2 / ((to - from) / 1_000),
      duty: share,
      colours: new Set(seen.map(({ colour }) => colour)).size,
      frames: seen.length,
    };
  }, seconds * 1_000);
}

test('high flashes at 2 Hz, medium at 0.5 Hz, low not at all, whatever motion the system allows (SR-101, SR-102, SR-103)', async ({
  launch,
}) => {
  test.setTimeout(240_000);
  const cast = await startCast();
  try {
    const { page } = await launch({ args: cast.args });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await signIn(page, 'p-example');
    await page.getByTestId('go-alarm-test').click({ timeout: 60_000 });
    for (const priority of ['high', 'medium', 'low'] as const) {
      await page.getByTestId(`alarm-test-play-${priority}`).click();
      await expect(page.getByTestId(`alarm-test-${priority}`)).toHaveAttribute('data-tried', 'sounded', {
        timeout: 60_000,
      });
    }
    const high = await flashOf(page, 'alarm-test-look-high', 6);
    const medium = await flashOf(page, 'alarm-test-look-medium', 11);
    const low = await flashOf(page, 'alarm-test-look-low', 5);
    console.info(JSON.stringify({ high, medium, low }));
    expect(high.hz).toBeGreaterThanOrEqual(1.4);
    expect(high.hz).toBeLessThanOrEqual(2.8);
    expect(medium.hz).toBeGreaterThanOrEqual(0.4);
    expect(medium.hz).toBeLessThanOrEqual(0.8);
    for (const { duty, colours } of [high, medium]) {
      expect(colours).toBe(2);
      expect(duty).toBeGreaterThanOrEqual(0.2);
      expect(duty).toBeLessThanOrEqual(0.6);
    }
    expect(low.colours).toBe(1);
    expect(low.hz).toBe(0);
  } finally {
    await cast.stop();
  }
});
