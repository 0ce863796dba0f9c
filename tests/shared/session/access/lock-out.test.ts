import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  type LockOut,
  lockedOutMs,
  notLockedOut,
} from '../../../../shared/session/access/lock-out';

const rule = { failuresBeforeLockOut: 5, lockOutMs: 300_000 };
const failedTimes = (times: number, at = 0): LockOut =>
  Array.from({ length: times }).reduce<LockOut>((standing) => afterFailure(standing, at, rule), notLockedOut);

describe('a lock-out (SR-186)', () => {
  it.each([
    [0, 0],
    [1, 0],
    [4, 0],
    [5, 300_000],
  ])('after %i wrong tries lasts %i ms', (times, ms) => {
    expect(lockedOutMs(failedTimes(times), 0)).toBe(ms);
  });

  it.each([
    [299_999, 1],
    [300_000, 0],
    [900_000, 0],
  ])('has, %i ms later, %i ms to go', (later, left) => {
    expect(lockedOutMs(failedTimes(5), later)).toBe(left);
  });

  it('begins to count again when it is over', () => {
    const over = afterFailure(failedTimes(5), 300_000, rule);
    expect(over).toEqual({ failures: 1, untilMs: null });
  });

  it('never lets more than the set number of tries through in any stretch as long as itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 1, maxLength: 120 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1_000, max: 600_000 }),
        (gaps, failuresBeforeLockOut, lockOutMs) => {
          let at = 0;
          let standing = notLockedOut;
          const tried: number[] = [];
          for (const gap of gaps) {
            at += gap;
            if (lockedOutMs(standing, at) > 0) continue;
            tried.push(at);
            standing = afterFailure(standing, at, { failuresBeforeLockOut, lockOutMs });
          }
          // The n-th wrong try is followed by silence as long as the lock-out.
          for (let last = failuresBeforeLockOut - 1; last + 1 < tried.length; last += failuresBeforeLockOut) {
            expect((tried[last + 1] ?? 0) - (tried[last] ?? 0)).toBeGreaterThanOrEqual(lockOutMs);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
