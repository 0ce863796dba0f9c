import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRate, forbidding, type RateQuestion } from '../../../shared/limits/check';
import { type Finding, limitRule } from '../../../shared/limits/profile';
import { kg, type MgPerKgPerHour, mg, mgPerKgPerHour, mgPerMl, minutes } from '../../../shared/units/units';
import { capabilities, limits, orderOf, syringe } from '../session-kit';

const rate = (value: number): MgPerKgPerHour => mgPerKgPerHour(value);
/** A rate as it is after whatever arithmetic made it; not checked on the way. */
const _unchecked = (value: number): MgPerKgPerHour => value as MgPerKgPerHour;
const of = (findings: readonly Finding[]): string[] => findings.map((one) => `${one.rule} ${one.severity}`);
const everyReason = limitRule.options.map((rule) => ({ rule, code: 'ordered', text: '' }));

function question(over: Partial<RateQuestion> = {}): RateQuestion {
  return {
    order: orderOf({ maxRateMgPerKgPerHour: rate(2), totalMg: mg(150) }),
    limits,
    capabilities,
    syringe,
    deliveredHighMg: mg(0),
    infusedMin: minutes(0),
    sinceLastRiseMin: null,
    bolusesGiven: 0,
    presentRateMgPerKgPerHour: null,
    proposedMgPerKgPerHour: rate(0.35),
    ...over,
  };
}
describe('properties of every rate', () => {
  const anyRate = fc.oneof(
    fc.double({ min: 0.001, max: 3, noNaN: true }),
    fc.integer({ min: 1, max: 300 }).map((n) => n / 100),
  );
  const anyWeight = fc.integer({ min: 300, max: 2500 }).map((n) => n / 10);
  const anyConcentration = fc.constantFrom(0.5, 1, 2, 5, 10);
  const present = fc.option(fc.integer({ min: 2, max: 150 }).map((n) => n / 100));
  const any = fc.record({ value: anyRate, weight: anyWeight, concentration: anyConcentration, present });
  const ask = ({
    value,
    weight,
    concentration,
    present: now,
  }: {
    value: number;
    weight: number;
    concentration: number;
    present: number | null;
  }) =>
    checkRate(
      question({
        order: orderOf({
          dosingWeightKg: kg(weight),
          concentrationMgPerMl: mgPerMl(concentration),
          maxRateMgPerKgPerHour: rate(1.5),
        }),
        presentRateMgPerKgPerHour: now === null ? null : rate(now),
        proposedMgPerKgPerHour: rate(value),
      }),
    );

  test('the same dose by way of another unit gets the same verdict (SR-024)', () => {
    fc.assert(
      fc.property(any, (one) => {
        const straight = of(ask(one));
        const byMgPerHour = (one.value * one.weight) / one.weight;
        const byMcgPerMin = (((one.value * 1000) / 60) * 60) / 1000;
        const byMlPerHour = (((one.value * one.weight) / one.concentration) * one.concentration) / one.weight;
        for (const value of [byMgPerHour, byMcgPerMin, byMlPerHour]) {
          expect(of(ask({ ...one, value }))).toEqual(straight);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('no reasons pass a hard finding, and a soft one passes by its own reason only', () => {
    fc.assert(
      fc.property(any, fc.subarray([...limitRule.options]), (one, rules) => {
        const findings = ask(one);
        const reasons = rules.map((rule) => ({ rule, code: 'ordered', text: '' }));
        const left = forbidding(findings, reasons, limits.reasonCodes);
        expect(left).toEqual(
          findings.filter((finding) => finding.severity === 'hard' || !rules.includes(finding.rule)),
        );
        const hard = findings.filter((finding) => finding.severity === 'hard');
        expect(forbidding(findings, everyReason, limits.reasonCodes)).toEqual(hard);
      }),
      { numRuns: 2_000 },
    );
  });

  /** What a finding calls the largest, as a rate to enter. */
  const asRate = (finding: Finding, weight: number, concentration: number): number => {
    const largest = finding.largest ?? 0;
    if (finding.unit === 'mg/h') return largest / weight;
    if (finding.unit === 'mL/h') return (largest * concentration) / weight;
    return largest;
  };

  test('the largest permitted value of a rule is itself permitted by that rule, as number and as shown', () => {
    fc.assert(
      fc.property(any, (one) => {
        for (const finding of ask(one)) {
          if (finding.largest === null) continue;
          const at = asRate(finding, one.weight, one.concentration);
          const again = ask({ ...one, value: at }).filter(
            (other) =>
              other.rule === finding.rule && (other.severity === 'hard' || finding.severity === 'soft'),
          );
          expect(of(again)).toEqual([]);
          const shown = /Largest: ([\d.]+) (\S+)\./.exec(finding.words);
          if (shown === null) continue;
          const typed = asRate({ ...finding, largest: Number(shown[1]) }, one.weight, one.concentration);
          const taken = ask({ ...one, value: typed }).filter(
            (other) => other.rule === finding.rule && other.severity === 'hard',
          );
          expect(of(taken)).toEqual([]);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
