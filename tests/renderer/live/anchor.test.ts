import { expect, it } from 'vitest';
import { type Anchor, isLive, NOT_LIVE_AFTER_MS, nowBy } from '../../../renderer/live/anchor';
import { epochMs, monoMs } from '../../../shared/time/clock';

const anchor = (factor: number): Anchor => ({
  instant: { at: epochMs(1_000_000), mono: monoMs(5_000) },
  receivedMs: 100,
  factor,
});

it('goes on counting when nothing is said any more', () => {
  expect(nowBy(anchor(1), 2_600)).toEqual({ at: 1_002_500, mono: 7_500 });
});

it('counts as fast as the console does', () => {
  expect(nowBy(anchor(60), 1_100).mono).toBe(65_000);
});

it('never runs backwards', () => {
  expect(nowBy(anchor(1), 50).mono).toBe(5_000);
});

it('is not live three seconds after the last pulse (SR-207)', () => {
  expect(isLive(null, 0)).toBe(false);
  expect(isLive(1_000, 1_000 + NOT_LIVE_AFTER_MS)).toBe(true);
  expect(isLive(1_000, 1_001 + NOT_LIVE_AFTER_MS)).toBe(false);
});
