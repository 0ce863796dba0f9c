import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginClock, originNow, rawMonotonicMs, systemClock } from '../../electron/clock';

const HOUR_MS = 3_600_000;
const none = { openSessionId: null, bootId: null, state: { at: 0, mono: 0 } };
/** A log left at this wall and monotonic time. */
const left = (bootId: string | null, at: number, mono: number) => ({
  openSessionId: 's-1',
  bootId,
  state: { at, mono },
});

describe('the beginning of a run', () => {
  it('counts as the machine does where no session is open', () => {
    const { origin, scale } = beginClock(none, { bootId: 'b', rawMs: 500, atMs: 9_000 }, 1);
    expect(origin).toEqual({ factor: 1, rawMs: 500, atMs: 9_000, monoMs: 500 });
    expect(scale).toBe('b');
  });

  it('goes on by the machine on the same boot, whatever the wall clock says', () => {
    for (const atMs of [0, 10_000, 99_999_999]) {
      const { origin, scale } = beginClock(left('b', 10_000, 400), { bootId: 'b', rawMs: 500, atMs }, 1);
      expect(origin.monoMs).toBe(500);
      expect(scale).toBe('b');
    }
  });

  it('goes on by the wall clock on another boot', () => {
    const machine = { bootId: 'c', rawMs: 30_000, atMs: 1_000_000 + 90_000 };
    const { origin, scale } = beginClock(left('b', 1_000_000, 50 * HOUR_MS), machine, 1);
    expect(origin.monoMs).toBe(50 * HOUR_MS + 90_000);
    expect(scale).not.toBe('c');
    expect(scale.startsWith('c+')).toBe(true);
  });

  it('never goes back, also when the wall clock did', () => {
    const machine = { bootId: 'c', rawMs: 30_000, atMs: 500_000 };
    expect(beginClock(left('b', 1_000_000, 7_000), machine, 1).origin.monoMs).toBe(7_000);
    expect(beginClock(left('c', 1_000_000, 70_000), machine, 1).origin.monoMs).toBe(70_000);
    expect(beginClock(left(null, 1_000_000, 70_000), machine, 1).origin.monoMs).toBe(70_000);
  });

  it('on the boot after a shifted run is shifted the same, though the machine alone seems to be ahead', () => {
    // Boot b ran for 5 min, the machine was off for 1 min, boot c had run 20 s when the console came back.
    const first = beginClock(
      left('b', 1_000_000, 300_000),
      { bootId: 'c', rawMs: 20_000, atMs: 1_060_000 },
      1,
    );
    expect(first.origin.monoMs).toBe(360_000);
    // It ran for a minute and was killed; half an hour later on the same boot it is started again.
    const again = beginClock(
      left(first.scale, 1_120_000, 420_000),
      { bootId: 'c', rawMs: 20_000 + 60_000 + 1_800_000, atMs: 1_120_000 + 1_800_000 },
      1,
    );
    expect(again.origin.monoMs).toBe(420_000 + 1_800_000);
    expect(again.scale).toBe(first.scale);
  });

  it('does not take a count of another speed for its own', () => {
    const fast = beginClock(none, { bootId: 'b', rawMs: 1_000, atMs: 0 }, 60);
    const { origin } = beginClock(
      left(fast.scale, 5_000_000, 2_000),
      { bootId: 'b', rawMs: 9_000, atMs: 5_000_100 },
      1,
    );
    expect(origin.monoMs).toBe(2_100);
  });

  it('of a fast clock does not take back the wall time that was logged', () => {
    const { origin } = beginClock(left('b*60', 9_000_000, 5_000), { bootId: 'b', rawMs: 1, atMs: 100 }, 60);
    expect(origin).toMatchObject({ monoMs: 5_000, atMs: 9_000_000 });
  });

  it('does not trip over a count that it can not read', () => {
    const machine = { bootId: 'b', rawMs: 9_000, atMs: 200 };
    for (const scale of ['b+', 'b+x', 'bb', 'b*60', '']) {
      expect(beginClock(left(scale, 100, 1_000), machine, 1).origin.monoMs).toBe(1_100);
    }
  });
});

describe('the system clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
    vi.spyOn(process.hrtime, 'bigint').mockImplementation(() => BigInt(Math.round(Date.now() * 1e6)));
    vi.setSystemTime(1_000);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('tells the time of the system at the speed of life', () => {
    const clock = systemClock(originNow(1, null));
    vi.advanceTimersByTime(250);
    expect(clock.now()).toEqual({ at: 1_250, mono: 1_250 });
    expect(rawMonotonicMs()).toBe(1_250);
  });

  it('counts on from where it is told', () => {
    const clock = systemClock(originNow(1, 70_000));
    vi.advanceTimersByTime(250);
    expect(clock.now()).toEqual({ at: 1_250, mono: 70_250 });
  });

  it('runs faster in a simulation, timers and all', () => {
    const clock = systemClock(originNow(60, 0));
    const runs: string[] = [];
    clock.after(60_000, () => runs.push('after'));
    const cancel = clock.every(30_000, () => runs.push('every'));
    const cancelled = clock.after(30_000, () => runs.push('never'));
    cancelled();
    vi.advanceTimersByTime(1_000);
    expect(runs).toEqual(['every', 'after', 'every']);
    cancel();
    vi.advanceTimersByTime(1_000);
    expect(runs).toHaveLength(3);
    expect(clock.now()).toEqual({ at: 1_000 + 120_000, mono: 120_000 });
  });
});
