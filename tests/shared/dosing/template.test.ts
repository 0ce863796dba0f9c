import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, draftFrom, programmeMg, writeDown } from '../../../shared/dosing/draft';
import type { OrderedUnit } from '../../../shared/dosing/order';
import { type Template, templateSchema, templatesInUse } from '../../../shared/dosing/template';
import {
  convertRate,
  orderedDecimals,
  rateReadIn,
  rateWrittenIn,
} from '../../../shared/dosing/units-of-rate';
import { epochMs } from '../../../shared/time/clock';
import { kg, mgPerKg, mgPerKgPerHour, mgPerMl } from '../../../shared/units/units';

const folder = path.join(import.meta.dirname, '../../../resources/templates');
const shipped: Template[] = readdirSync(folder).map((name) =>
  templateSchema.strict().parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
);
const named = (templateId: string): Template => {
  const found = shipped.find((one) => one.templateId === templateId);
  if (found === undefined) throw new Error(`no template ${templateId}`);
  return found;
};
const units: readonly OrderedUnit[] = ['mg/kg/h', 'mg/h', 'mcg/kg/min'];
const anyUnit = fc.constantFrom(...units);
const weights = fc.double({ min: 30, max: 250, noNaN: true }).map((value) => kg(value));
const tenths = fc.integer({ min: 300, max: 2500 }).map((value) => kg(value / 10));
const sessions = fc.integer({ min: 1, max: 20 });
const draft = (id: string, weight: number, sessionNumber: number, unit: OrderedUnit = 'mg/kg/h'): Draft =>
  draftFrom(named(id), { dosingWeightKg: kg(weight), sessionNumber, unit });
const rates = (one: Draft) => one.steps.map(({ rate }) => rate.written);

describe('a draft from a template', () => {
  it('is the ramp over the first days: 50, 75, then 100 %', () => {
    expect(rates(draft('crps-4h-ramp', 68, 1))).toEqual([0.1, 0.15, 0.175]);
    expect(rates(draft('crps-4h-ramp', 68, 2))).toEqual([0.15, 0.225, 0.2625]);
    expect(rates(draft('crps-4h-ramp', 68, 3))).toEqual([0.2, 0.3, 0.35]);
    expect(draft('crps-4h-ramp', 68, 4)).toMatchObject({
      share: 1,
      durationMin: 240,
      maxRate: { written: 0.35 },
      total: { written: 88.4, boundBy: null },
    });
  });

  it('says which cap bound and what the number would have been', () => {
    const [step] = draft('crps-4h-flat', 80, 5).steps;
    expect(step?.rate).toMatchObject({ written: 0.3125, boundBy: 'rateMgPerHour' });
    expect(step?.rate.words).toBe('0.35 mg/kg/h would be 28 mg/h; the cap of 25 mg/h gives: 0.3125 mg/kg/h');
    expect(draft('crps-4h-flat', 60, 5).steps[0]?.rate).toMatchObject({ written: 0.35, boundBy: null });
    expect(draft('crps-4h-flat', 80, 5).total.written).toBe(100);
  });

  it('scales the caps with the day, so that day 1 is half of the capped maximum', () => {
    const [, , last] = draft('crps-4h-ramp', 80, 1).steps;
    expect(last?.rate.exact).toBeCloseTo(0.15625, 12);
    expect(last?.rate).toMatchObject({ written: 0.1562, boundBy: 'rateMgPerHour' });
  });

  it('is 0.75 mg/kg/h, 12.5 mcg/kg/min, for 0.5 mg/kg over 40 min', () => {
    expect(draft('mood-40min', 61.8, 1)).toMatchObject({
      maxRate: { written: 0.75 },
      total: { written: 30.9 },
    });
    expect(rates(draft('mood-40min', 61.8, 1, 'mcg/kg/min'))).toEqual([12.5]);
    expect(rates(draft('mood-40min', 61.8, 1, 'mg/h'))).toEqual([46.35]);
  });

  it('titrates from 20 by 5 to 40 mg/h', () => {
    const one = draft('pain-titration', 80, 1, 'mg/h');
    expect(rates(one)).toEqual([20, 25, 30, 35, 40]);
    expect(one.steps.map(({ fromMinute }) => fromMinute)).toEqual([0, 30, 60, 90, 120]);
    expect(one.total.written).toBe(135);
    expect(rates(draft('pain-flat-22', 80, 1, 'mg/h'))).toEqual([22]);
  });

  it('counts the boluses towards the total (SR-029)', () => {
    const one = draft('pain-bolus', 70, 1);
    expect(one.total.exact).toBeCloseTo(0.2 * 70 * 2 + 0.1 * 70, 9);
    expect(one.total.words).toContain('the boluses');
  });

  it('lowers the total to its ceiling and says so', () => {
    const template = named('pain-titration');
    const one = draftFrom(
      { ...template, caps: { ...template.caps, totalMgPerKg: mgPerKg(1.5) } },
      { dosingWeightKg: kg(60), sessionNumber: 1, unit: 'mg/h' },
    );
    // The cap of 0.5 mg/kg/h binds from minute 60 on: there is no step after it.
    expect(rates(one)).toEqual([20, 25, 30]);
    expect(one.total).toMatchObject({ written: 90, boundBy: 'totalMgPerKg' });
    expect(one.total.words).toContain('The steps give 112.5 mg; the cap of 1.5 mg/kg gives 90 mg');
  });
});

describe('every shipped template, at every weight, session and unit', () => {
  it('never passes a cap, by rounding neither', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shipped),
        weights,
        sessions,
        anyUnit,
        (template, weight, session, unit) => {
          const one = draftFrom(template, { dosingWeightKg: weight, sessionNumber: session, unit });
          const { caps } = template;
          const room = 1 + 1e-12;
          for (const { rate } of [...one.steps, { rate: one.maxRate }]) {
            const perKg = rateWrittenIn(rate.written, unit, weight);
            if (caps.rateMgPerKgPerHour !== null)
              expect(perKg).toBeLessThanOrEqual(caps.rateMgPerKgPerHour * room);
            if (caps.rateMgPerHour !== null)
              expect(perKg * weight).toBeLessThanOrEqual(caps.rateMgPerHour * room);
            expect(rate.written).toBeLessThanOrEqual(rate.exact * room);
            expect(rate.exact - rate.written).toBeLessThan(10 ** -orderedDecimals[unit] * room);
          }
          if (caps.totalMg !== null) expect(one.total.written).toBeLessThanOrEqual(caps.totalMg * room);
          if (caps.totalMgPerKg !== null)
            expect(one.total.written).toBeLessThanOrEqual(caps.totalMgPerKg * weight * room);
          for (const { rate } of one.steps)
            expect(rate.written).toBeLessThanOrEqual(one.maxRate.written * room);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('comes to the same drug in whichever unit it is written (SR-024, SR-049)', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shipped), weights, sessions, (template, weight, session) => {
        const [perKg, ...others] = units.map((unit) =>
          draftFrom(template, { dosingWeightKg: weight, sessionNumber: session, unit }).steps.map(
            ({ rate }) => rateWrittenIn(rate.exact, unit, weight),
          ),
        );
        for (const other of others)
          for (const [index, rate] of other.entries())
            expect(rate / (perKg?.[index] ?? 0)).toBeCloseTo(1, 12);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives a later session no smaller share than an earlier one, and the whole from the third on', () => {
    fc.assert(
      fc.property(weights, sessions, (weight, session) => {
        const [one, next] = [
          draft('crps-4h-ramp', weight, session),
          draft('crps-4h-ramp', weight, session + 1),
        ];
        expect(next.share).toBeGreaterThanOrEqual(one.share);
        expect(one.share).toBe(session === 1 ? 0.5 : session === 2 ? 0.75 : 1);
        expect(one.maxRate.exact / draft('crps-4h-ramp', weight, 9).maxRate.exact).toBeCloseTo(one.share, 12);
      }),
    );
  });

  it('gives by its steps what its total says, where no ceiling binds', () => {
    fc.assert(
      fc.property(tenths, sessions, (weight, session) => {
        const one = draft('crps-4h-ramp', weight, session);
        const steps = one.steps.map(({ fromMinute, rate }) => ({
          fromMinute,
          perHour: rate.written * weight,
        }));
        // A straightforward count, minute by minute.
        let sum = 0;
        for (let minute = 0; minute < one.durationMin; minute += 1)
          sum += (steps.filter(({ fromMinute }) => fromMinute <= minute).at(-1)?.perHour ?? 0) / 60;
        expect(programmeMg(steps, one.durationMin)).toBeCloseTo(sum, 9);
        if (one.total.boundBy === null) expect(one.total.exact).toBeCloseTo(sum, 9);
      }),
    );
  });
});

describe('what is written', () => {
  it('goes down and never up, and leaves what needs no rounding', () => {
    expect(writeDown(0.35, 4)).toBe(0.35);
    expect(writeDown(0.29999, 4)).toBe(0.2999);
    expect(writeDown(0.1 + 0.2, 1)).toBe(0.3);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (digits) => {
        expect(writeDown(digits / 10_000, 4)).toBe(digits / 10_000);
      }),
    );
  });
});

describe('units of a rate', () => {
  it.each([
    [0.1, 1.667, 7],
    [0.2, 3.333, 14],
    [0.35, 5.833, 24.5],
    [0.5, 8.333, 35],
    [0.75, 12.5, 52.5],
    [1, 16.667, 70],
  ])('at 70 kg: %d mg/kg/h is %d mcg/kg/min and %d mg/h', (perKg, mcg, perHour) => {
    const rate = mgPerKgPerHour(perKg);
    expect(rateReadIn(rate, 'mcg/kg/min', kg(70))).toBeCloseTo(mcg, 3);
    expect(rateReadIn(rate, 'mg/h', kg(70))).toBeCloseTo(perHour, 9);
  });

  it('come back from every unit as they went', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 200, noNaN: true }),
        weights,
        anyUnit,
        (value, weight, unit) => {
          expect(rateReadIn(rateWrittenIn(value, unit, weight), unit, weight) / value).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  it('are shown to the pump in full precision (SR-049)', () => {
    const order = { dosingWeightKg: kg(68), concentrationMgPerMl: mgPerMl(2) };
    expect(convertRate(0.35, 'mg/kg/h', order)).toMatchObject({
      mgPerHour: 23.799999999999997,
      unit: 'mg/kg/h',
    });
    expect(convertRate(22, 'mg/h', order)).toMatchObject({
      mgPerHour: 22,
      mlPerHour: 11,
      mgPerKgPerHour: 22 / 68,
    });
    expect(convertRate(12.5, 'mcg/kg/min', order).mlPerHour).toBeCloseTo(25.5, 12);
  });
});

describe('templates in use', () => {
  const version = (versionNo: number, approved: boolean) => ({
    versionNo,
    version: String(versionNo),
    template: named('mood-40min'),
    author: 'A',
    authorId: 'a',
    createdAt: epochMs(0),
    note: '',
    approval: approved
      ? { by: { personId: 'b', name: 'B', role: 'physician' as const }, at: epochMs(1) }
      : null,
  });
  it('are the newest approved ones; a proposal changes nothing', () => {
    expect(templatesInUse([version(1, true), version(2, true), version(3, false)])).toMatchObject([
      { versionNo: 2 },
    ]);
    expect(templatesInUse([version(1, false)])).toEqual([]);
  });
});

describe('the shipped templates', () => {
  it('name a source and a grade, and leave nobody out', () => {
    expect(shipped.map(({ templateId }) => templateId).sort()).toEqual([
      'crps-4h-flat',
      'crps-4h-ramp',
      'mood-40min',
      'pain-bolus',
      'pain-flat-22',
      'pain-steps',
      'pain-titration',
    ]);
    for (const { source } of shipped) expect(source.length).toBeGreaterThan(40);
  });
});
