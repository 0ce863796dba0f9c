import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../../electron/sync/engine';
import { runEngine } from '../../../electron/sync/runner';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what is looked for in turn with the sending', () => {
  it('holds up neither the sending nor the other looks when it fails, also when a person asked for it', async () => {
    let steps = 0;
    let others = 0;
    const faults: unknown[] = [];
    const mono = () => performance.now();
    const runner = runEngine({
      engine: {
        step: async () => {
          steps += 1;
          return null;
        },
        status: () => ({ kind: 'off' }),
        control: () => {},
        wire: { pace: () => ({ notBefore: 0 }) },
      } as unknown as Engine,
      looks: [
        { everyMs: 30_000, look: () => Promise.reject(new Error('the disk is full')) },
        {
          everyMs: 30_000,
          look: async () => {
            others += 1;
          },
        },
      ],
      mono,
      say: () => {},
      fault: (error) => void faults.push(error),
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect([steps > 0, others, faults.length]).toEqual([true, 1, 1]);
    const before = steps;
    runner.control({ kind: 'look-now' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect([steps > before, others, faults.length]).toEqual([true, 2, 2]);
    // Asked once, looked for once.
    runner.kick();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([others, faults.length]).toEqual([2, 2]);
    runner.stop();
  });
});
