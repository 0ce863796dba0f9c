import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountReading,
  type Delivered,
  deliveredRange,
  mayRunAt,
  newCounter,
  nothingDelivered,
} from '../../../shared/dosing/delivered';
import { monoMs } from '../../../shared/time/clock';
import { ml, mlPerHour } from '../../../shared/units/units';
import { infusingAt, onHold } from '../session-kit';

const at = (before: Delivered, seconds: number, snapshot = onHold(0), counting = true): Delivered =>
  accountReading(before, snapshot, monoMs(seconds * 1000), counting);
const range = (delivered: Delivered, seconds: number): [number, number] => {
  const { lowMl, highMl } = deliveredRange(delivered, monoMs(seconds * 1000));
  return [lowMl, highMl];
};
const started = at(nothingDelivered, 0, onHold(3), false);

describe('what has gone in', () => {
  test('a prime before the start moves the baseline and counts nothing', () => {
    const purged = at(
      at(started, 10, infusingAt(600, 4, { runState: 'purging' }), false),
      20,
      onHold(5),
      false,
    );
    expect(range(purged, 3_600)).toEqual([0, 0]);
    expect(range(at(purged, 30, infusingAt(12, 5.1)), 30)[0]).toBeCloseTo(0.1, 9);
  });

  test('follows the pump’s counter exactly', () => {
    const one = at(at(started, 10, infusingAt(36, 3.1)), 20, infusingAt(36, 3.2));
    expect(one).toMatchObject({ counterMl: 3.2, pumpCounterResets: 0 });
    expect(one.lowMl).toBeCloseTo(0.2, 9);
    expect(one.highMl).toBeCloseTo(0.2, 9);
  });

  test('widens while silent by the possible rate, and collapses on a reading', () => {
    const one = at(started, 10, infusingAt(36, 3.1));
    const [low, high] = range(one, 110);
    expect(low).toBeCloseTo(0.1, 9);
    expect(high).toBeCloseTo(1.1, 9);
    const two = at(one, 110, infusingAt(36, 3.6));
    const [low2, high2] = range(two, 110);
    expect(low2).toBeCloseTo(0.6, 9);
    expect(high2).toBeCloseTo(0.6, 9);
  });

  test('a command that may have arrived widens by its rate', () => {
    const one = mayRunAt(at(started, 10, infusingAt(36, 3.1)), mlPerHour(72));
    expect(range(one, 110)[1]).toBeCloseTo(2.1, 9);
    expect(mayRunAt(one, mlPerHour(1)).possibleMaxMlPerHour).toBe(72);
  });

  test('stands still once the pump is proven still, not when it only says so', () => {
    const one = at(started, 10, infusingAt(36, 3.1));
    const said = at(one, 11, onHold(3.11, { motion: 'unproven' }));
    expect(range(said, 111)[1]).toBeCloseTo(0.11 + 1, 9);
    const proven = at(said, 12, onHold(3.11));
    expect(range(proven, 3_600)).toEqual([proven.lowMl, proven.highMl]);
  });

  test('a counter that fell: all that it shows came after, all that was possible may have come before', () => {
    const one = at(started, 10, infusingAt(36, 3.1));
    const two = at(one, 110, infusingAt(36, 0.4));
    expect(two.pumpCounterResets).toBe(1);
    expect(two.lowMl).toBeCloseTo(0.5, 9);
    expect(two.highMl).toBeCloseTo(0.1 + 0.4 + 1, 9);
  });

  test('another pump begins a baseline of its own; what the first may still give counts', () => {
    const one = at(started, 10, infusingAt(36, 3.1));
    const two = newCounter(one, monoMs(60_000));
    expect(two.counterMl).toBeNull();
    expect(two.highMl).toBeCloseTo(0.1 + 0.5, 9);
    const three = at(two, 110, infusingAt(36, 40));
    expect(three.lowMl).toBeCloseTo(0.1, 9);
    expect(three.highMl).toBeCloseTo(0.1 + 1, 9);
    const four = at(three, 120, infusingAt(36, 40.1));
    expect(four.highMl - four.lowMl).toBeCloseTo(1, 9);
    expect(newCounter(nothingDelivered, monoMs(5))).toMatchObject({ highMl: 0, asOfMono: 5 });
  });

  test('a pump without a counter gives a range that only widens', () => {
    const without = { volumeInfusedMl: null };
    const one = at(at(nothingDelivered, 0, onHold(0, without), false), 10, infusingAt(36, 0, without));
    expect(range(one, 110)[0]).toBe(0);
    // The last moment at which it was known to stand was at 0 s.
    expect(range(one, 110)[1]).toBeCloseTo(1.1, 9);
    const two = at(one, 110, infusingAt(36, 0, without));
    expect(range(two, 210)[0]).toBe(0);
    expect(range(two, 210)[1]).toBeCloseTo(2.1, 9);
  });
});

describe('properties of any run of readings', () => {
  /** A pump that runs at known rates, read at some times only; what it counts is what it gave. */
  const stretch = fc.record({
    seconds: fc.integer({ min: 1, max: 120 }),
    rate: fc.constantFrom(0, 0, 0.1, 5, 12.25, 50),
    read: fc.boolean(),
    reset: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    proven: fc.boolean(),
  });

  test('low never decreases, low ≤ high, the truth is inside, and the account agrees where there is no gap', () => {
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 40 }), (stretches) => {
        let time = 0;
        let counter = 3;
        let truth = 0;
        let reported = 0;
        let resets = 0;
        let gaps = 0;
        let delivered = at(nothingDelivered, 0, onHold(counter), false);
        for (const { seconds, rate, read, reset, proven } of stretches) {
          // The console asked for this rate, so it is possible from now on.
          delivered = mayRunAt(delivered, mlPerHour(rate));
          time += seconds;
          const flow = (rate * seconds) / 3600;
          // A reset shows only if the counter is found below where it was; one that overtook it can not be told.
          const isSeen = reset && read && flow < (delivered.counterMl ?? 0);
          truth += flow;
          counter = isSeen ? flow : counter + flow;
          resets += Number(isSeen);
          const [low, high] = range(delivered, time);
          expect(truth).toBeGreaterThanOrEqual(low - 1e-9);
          expect(truth).toBeLessThanOrEqual(high + 1e-9);
          if (!read) {
            gaps += 1;
            continue;
          }
          const motion = proven ? 'proven' : 'unproven';
          const snapshot = rate > 0 ? infusingAt(rate, counter, { motion }) : onHold(counter);
          const next = at(delivered, time, snapshot);
          const fell = delivered.counterMl !== null && counter < delivered.counterMl;
          reported += fell ? counter : counter - (delivered.counterMl ?? counter);
          expect(next.lowMl).toBeGreaterThanOrEqual(delivered.lowMl);
          expect(next.highMl).toBeGreaterThanOrEqual(next.lowMl - 1e-9);
          expect(next.lowMl).toBeLessThanOrEqual(reported + 1e-9);
          if (resets === 0) expect(next.highMl - next.lowMl).toBeLessThan(1e-9);
          delivered = next;
        }
        if (gaps === 0 && resets === 0) {
          // Each stretch may at most have been taken at the rate of the one before it, until it was read.
          const lag = stretches.reduce((sum, one) => sum + (50 * one.seconds) / 3600, 0);
          expect(Math.abs(delivered.integratedMl - truth)).toBeLessThanOrEqual(lag);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('at a steady rate the integrated account is the pump’s own', () => {
    const steady = fc.array(fc.integer({ min: 200, max: 2_000 }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(steady, fc.integer({ min: 1, max: 5_000 }), (steps, hundredths) => {
        const rate = hundredths / 100;
        let mono = 0;
        let volume = 0;
        let delivered = accountReading(nothingDelivered, infusingAt(rate, 0), monoMs(0), true);
        for (const step of steps) {
          mono += step;
          volume = (rate * mono) / 3_600_000;
          const counted = Math.floor(volume * 1000 + 1e-9) / 1000;
          delivered = accountReading(delivered, infusingAt(rate, counted), monoMs(mono), true);
        }
        expect(Math.abs(delivered.integratedMl - delivered.lowMl)).toBeLessThanOrEqual(0.001 + 1e-9);
        expect(delivered.lowMl).toBeLessThanOrEqual(ml(volume) + 1e-9);
      }),
    );
  });
});
