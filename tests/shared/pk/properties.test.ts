import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyAt, curveOf } from '../../../shared/pk/curve';
import { dispositionOf } from '../../../shared/pk/disposition';
import type { DoseStep } from '../../../shared/pk/dose-step';
import { pkModelIds } from '../../../shared/pk/model';
import { pkModels } from '../../../shared/pk/models';
import { effectOf, type Kinetics, plasmaOf } from '../../../shared/pk/solver';
import { durationMs, epochMs } from '../../../shared/time/clock';
import { kg, mgPerMin, perMin } from '../../../shared/units/units';

const REGIMENS = 10_000;

const steps = fc
  .array(
    fc.record({
      pauseMs: fc.integer({ min: 0, max: 3_600_000 }),
      lastsMs: fc.integer({ min: 1, max: 7_200_000 }),
      rate: fc.double({ min: 0, max: 20, noNaN: true }),
    }),
    { maxLength: 8 },
  )
  .map((parts): DoseStep[] => {
    let now = 0;
    return parts.map(({ pauseMs, lastsMs, rate }) => {
      const fromMs = epochMs(now + pauseMs);
      now = fromMs + lastsMs;
      return { fromMs, toMs: epochMs(now), lowMgPerMin: mgPerMin(rate), highMgPerMin: mgPerMin(rate) };
    });
  });

const kinetics = fc
  .record({
    id: fc.constantFrom(...pkModelIds),
    weight: fc.double({ min: 30, max: 200, noNaN: true }),
    ke0: fc.double({ min: 0.01, max: 6, noNaN: true }),
  })
  .map(
    ({ id, weight, ke0 }): Kinetics => ({
      disposition: dispositionOf(pkModels[id], kg(weight)),
      ke0: perMin(ke0),
    }),
  );
const moment = fc.integer({ min: 0, max: 24 * 3_600_000 }).map(epochMs);

const at = (of: Kinetics, dose: readonly DoseStep[], when: number) => {
  const body = bodyAt(of, dose, 'high', epochMs(when));
  return [plasmaOf(body), effectOf(body)] as const;
};
const near = (found: number, wanted: number) =>
  Math.abs(found - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
const bothNear = (found: readonly number[], wanted: readonly number[]) =>
  found.every((value, index) => near(value, wanted[index] ?? Number.NaN));

describe('properties over random regimens', () => {
  test('no drug is exactly nothing', () => {
    fc.assert(
      fc.property(kinetics, moment, (of, when) => {
        expect(at(of, [], when)).toEqual([0, 0]);
      }),
    );
  });

  test('SR-134 twice the dose is twice the value, and a later one is the same curve later', () => {
    fc.assert(
      fc.property(
        kinetics,
        steps,
        moment,
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.integer({ min: 1, max: 10 ** 9 }),
        (of, dose, when, factor, shiftMs) => {
          const before = at(of, dose, when);
          const scaled = dose.map((one) => ({ ...one, highMgPerMin: mgPerMin(one.highMgPerMin * factor) }));
          const shifted = dose.map((one) => ({
            ...one,
            fromMs: epochMs(one.fromMs + shiftMs),
            toMs: epochMs(one.toMs + shiftMs),
          }));
          return (
            bothNear(
              at(of, scaled, when),
              before.map((value) => value * factor),
            ) && bothNear(at(of, shifted, when + shiftMs), before)
          );
        },
      ),
      { numRuns: REGIMENS },
    );
  });

  test('SR-134 two regimens add, wherever the second one lies', () => {
    fc.assert(
      fc.property(kinetics, steps, steps, moment, (of, one, other, when) => {
        const edges = [...new Set([...one, ...other].flatMap(({ fromMs, toMs }) => [fromMs, toMs]))].sort(
          (left, right) => left - right,
        );
        const rateIn = (dose: readonly DoseStep[], middle: number) =>
          dose.find(({ fromMs, toMs }) => middle > fromMs && middle < toMs)?.highMgPerMin ?? 0;
        const together = edges.slice(1).flatMap((toMs, index): DoseStep[] => {
          const fromMs = edges[index] ?? toMs;
          const rate = mgPerMin(rateIn(one, (fromMs + toMs) / 2) + rateIn(other, (fromMs + toMs) / 2));
          return [{ fromMs, toMs, lowMgPerMin: rate, highMgPerMin: rate }];
        });
        const [first, second] = [at(of, one, when), at(of, other, when)];
        return bothNear(at(of, together, when), [first[0] + second[0], first[1] + second[1]]);
      }),
      { numRuns: REGIMENS },
    );
  });

  test('values are never below nothing, and a curve has those of its single moments', () => {
    fc.assert(
      fc.property(kinetics, steps, moment, durationOf(), (of, dose, fromMs, everyMs) => {
        const { plasma, effect } = curveOf(of, dose, 'high', { fromMs, everyMs, count: 6 });
        return [...plasma].every((value, index) => {
          const single = at(of, dose, fromMs + index * everyMs);
          return value >= -1e-9 && bothNear([value, effect[index] ?? Number.NaN], single);
        });
      }),
      { numRuns: 1_000 },
    );
  });
});

function durationOf() {
  return fc.integer({ min: 1, max: 3_600_000 }).map(durationMs);
}
