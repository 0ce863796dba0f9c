import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkOrder, checkRate, checkStart, forbidding, projectTotal } from '../../../shared/limits/check';
import { type LimitProfile, limitRule } from '../../../shared/limits/profile';
import { kg, mg, mgPerKgPerHour, mgPerMl, minutes } from '../../../shared/units/units';
import { capabilities, limits, orderOf, syringe } from '../session-kit';

const RUNS = 25_000;
const everyReason = limitRule.options.map((rule) => ({ rule, code: 'ordered', text: '' }));
/** Relative room for binary noise, ten times what the checks allow themselves. */
const slack = 1 + 1e-8;

const anyRate = fc.oneof(
  fc.double({ min: 1e-4, max: 5, noNaN: true }),
  fc.integer({ min: 1, max: 250 }).map((n) => n / 100),
  fc.integer({ min: 5, max: 60 }).map((n) => n / 100),
);
const anyWeight = fc.oneof(
  fc.integer({ min: 200, max: 3000 }).map((n) => n / 10),
  fc.integer({ min: 400, max: 1200 }).map((n) => n / 10),
  fc.constantFrom(7, 30, 250, 700, 154.3),
);
const steps = fc
  .array(fc.record({ after: fc.integer({ min: 1, max: 200 }), rate: anyRate }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => {
    let from = 0;
    return list.map(({ after, rate }, at) => {
      from += at === 0 ? 0 : after;
      return { fromMinute: minutes(from), rateMgPerKgPerHour: mgPerKgPerHour(rate) };
    });
  });
const anyCase = fc.record({
  rate: anyRate,
  weight: anyWeight,
  concentration: fc.constantFrom(0.05, 0.5, 1, 2, 2, 5, 5, 10, 10, 50, 100),
  steps,
  duration: fc.oneof(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 30, max: 300 })),
  total: fc.integer({ min: 1, max: 900 }),
  ceiling: fc.oneof(anyRate, fc.constantFrom(0.6, 1, 2)),
  delivered: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 450, noNaN: true })),
  infused: fc.integer({ min: 0, max: 600 }),
  present: fc.option(anyRate),
  since: fc.option(fc.integer({ min: 0, max: 60 })),
  hardInterval: fc.option(fc.integer({ min: 1, max: 30 })),
});
type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

const profileOf = (one: Case): LimitProfile => ({
  ...limits,
  stepIntervalMin: { hardMin: one.hardInterval, softMin: null, softMax: null, hardMax: null },
});
const orderFor = (one: Case) =>
  orderOf({
    dosingWeightKg: kg(one.weight),
    concentrationMgPerMl: mgPerMl(one.concentration),
    steps: one.steps,
    durationMin: minutes(one.duration),
    totalMg: mg(one.total),
    maxRateMgPerKgPerHour: mgPerKgPerHour(one.ceiling),
  });
const question = (one: Case, proposed = one.rate) => ({
  order: orderFor(one),
  limits: profileOf(one),
  capabilities,
  syringe,
  deliveredHighMg: mg(one.delivered),
  infusedMin: minutes(one.infused),
  presentRateMgPerKgPerHour: one.present === null ? null : mgPerKgPerHour(one.present),
  sinceLastRiseMin: one.since === null ? null : minutes(one.since),
  bolusesGiven: 0,
  proposedMgPerKgPerHour: mgPerKgPerHour(proposed),
});

/** The same total the slow way: second by second would do; here minute by minute, each at the higher rate. */
function integrated(one: Case, proposed: number): number {
  let perKg = 0;
  for (let minute = one.infused; minute < one.duration; minute += 1) {
    const programme = one.steps.filter((step) => step.fromMinute <= minute).at(-1)?.rateMgPerKgPerHour ?? 0;
    perKg += Math.max(programme, proposed) / 60;
  }
  return one.delivered + perKg * one.weight;
}

describe('whatever is asked for', { timeout: 0 }, () => {
  test(`no start passes a hard limit, with every reason given: ${RUNS} (SR-021, SR-025, SR-027)`, () => {
    let passed = 0;
    fc.assert(
      fc.property(anyCase, (one) => {
        const asked = { ...question(one), presentRateMgPerKgPerHour: null };
        if (forbidding(checkStart(asked), everyReason, limits.reasonCodes).length > 0) return;
        passed += 1;
        const { weight, rate } = one;
        expect(rate).toBeLessThanOrEqual(2 * slack);
        expect(rate * slack).toBeGreaterThanOrEqual(0.02);
        expect(rate * weight).toBeLessThanOrEqual(150 * slack);
        expect(rate).toBeLessThanOrEqual(one.ceiling * slack);
        expect(one.concentration).toBeGreaterThanOrEqual(0.5);
        expect(one.concentration).toBeLessThanOrEqual(10);
        expect(weight).toBeGreaterThanOrEqual(30);
        expect(weight).toBeLessThanOrEqual(250);
        expect(one.duration).toBeLessThanOrEqual(480);
        expect(one.total).toBeLessThanOrEqual(400 * slack);
        expect(one.total / weight).toBeLessThanOrEqual(6 * slack);
        expect(one.delivered).toBeLessThan(one.total);
        expect(integrated(one, rate)).toBeLessThanOrEqual(400 * slack);
        expect(integrated(one, rate) / weight).toBeLessThanOrEqual(6 * slack);
      }),
      { numRuns: RUNS },
    );
    // A property that never gets anywhere proves nothing.
    expect(passed).toBeGreaterThan(RUNS / 200);
  });

  test(`no rise passes a hard limit, with every reason given: ${RUNS} (SR-021, SR-026)`, () => {
    let passed = 0;
    fc.assert(
      fc.property(anyCase, anyRate, (one, present) => {
        const from = { ...one, present };
        if (forbidding(checkRate(question(from)), everyReason, limits.reasonCodes).length > 0) return;
        passed += 1;
        const { weight, rate } = one;
        expect(rate).toBeLessThanOrEqual(Math.min(2, one.ceiling) * slack);
        expect(rate * weight).toBeLessThanOrEqual(150 * slack);
        expect(one.delivered).toBeLessThan(one.total);
        if (rate <= present * slack) return;
        const roomy = (rate - present) * weight <= 5 * slack;
        expect(roomy || rate / present - 1 <= 1 * slack).toBe(true);
        if (one.hardInterval !== null && one.since !== null)
          expect(one.since).toBeGreaterThanOrEqual(one.hardInterval);
        expect(integrated(one, rate)).toBeLessThanOrEqual(400 * slack);
        expect(integrated(one, rate) / weight).toBeLessThanOrEqual(6 * slack);
      }),
      { numRuns: RUNS },
    );
    expect(passed).toBeGreaterThan(RUNS / 200);
  });

  test(`the verdict is the same in whatever unit the dose was written: ${RUNS} (SR-024)`, () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const of = (rate: number) =>
          [...checkRate(question(one, rate)), ...checkOrder(orderFor({ ...one, ceiling: rate }), limits)]
            .map(({ rule, severity }) => `${rule} ${severity}`)
            .join();
        const straight = of(one.rate);
        const { weight, concentration } = one;
        // The very same number is judged once: the judgement has no other input.
        for (const other of [
          (one.rate * weight) / weight,
          (((one.rate * 1000) / 60) * 60) / 1000,
          (((one.rate * weight) / concentration) * concentration) / weight,
        ])
          if (other !== one.rate) expect(of(other)).toBe(straight);
      }),
      { numRuns: RUNS },
    );
  });

  test(`the projected total is never under the integral over the minutes: ${RUNS} (SR-027, SR-049)`, () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const total = projectTotal({
          deliveredHighMg: mg(one.delivered),
          infusedMin: minutes(one.infused),
          durationMin: minutes(one.duration),
          steps: one.steps,
          dosingWeightKg: kg(one.weight),
          rateMgPerKgPerHour: mgPerKgPerHour(one.rate),
          bolusLeftMg: mg(0),
        });
        const slow = integrated(one, one.rate);
        expect(total * slack).toBeGreaterThanOrEqual(slow);
        expect(total).toBeLessThanOrEqual(slow * slack);
      }),
      { numRuns: RUNS },
    );
  });
});
