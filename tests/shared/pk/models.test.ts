import { describe, expect, test } from 'vitest';
import { bodyAt } from '../../../shared/pk/curve';
import { dispositionOf } from '../../../shared/pk/disposition';
import { compartmentsOf, pkModelIds } from '../../../shared/pk/model';
import { ke0Olofsen, ke0sFor, pkModels } from '../../../shared/pk/models';
import { effectOf, plasmaOf } from '../../../shared/pk/solver';
import { kg, perMin } from '../../../shared/units/units';
import { integrated, minute, stepOf } from './kinetics';
import { minutesOfVectors, toleranceOf, vectors } from './vectors';

const at70 = kg(70);

describe('public vectors', () => {
  test.each(vectors)('SR-134 $modelId at $weightKg kg, ke0 $ke0PerMin', (one) => {
    const kinetics = {
      disposition: dispositionOf(pkModels[one.modelId], kg(one.weightKg)),
      ke0: one.ke0PerMin === null ? ke0Olofsen.perMin : perMin(one.ke0PerMin),
    };
    const dose = [stepOf(0, one.lastsMin, one.mgPerMin)];
    minutesOfVectors.forEach((at, index) => {
      const body = bodyAt(kinetics, dose, 'high', minute(at));
      const expected = one.ngPerMl[index] ?? Number.NaN;
      const found = one.ke0PerMin === null ? plasmaOf(body) : effectOf(body);
      expect(Math.abs(found - expected), `minute ${at}`).toBeLessThanOrEqual(toleranceOf(expected));
    });
  });

  test('SR-134 the exponentials at 70 kg are those published', () => {
    const published = {
      domino: {
        perMin: [1.724037, 0.151516, 0.006047],
        perL: [0.211928, 0.012959, 0.00187],
        steady: 517.711,
      },
      clements250: { perMin: [0.039411, 0.003789], perL: [0.005885, 0.002268], steady: 747.983 },
      'kamp2020-arterial3c': {
        perMin: [0.244091, 0.02444, 0.003772],
        perL: [0.035039, 0.003321, 0.00164],
        steady: 714.286,
      },
    } as const;
    for (const [id, { perMin: rates, perL, steady }] of Object.entries(published)) {
      const found = dispositionOf(pkModels[id as keyof typeof published], at70);
      rates.forEach((rate, index) => {
        expect(found.perMin[index], id).toBeCloseTo(rate, 6);
      });
      perL.forEach((share, index) => {
        expect((found.ngPerMlPerMg[index] ?? 0) / 1000, id).toBeCloseTo(share, 6);
      });
      const kinetics = { disposition: found, ke0: ke0Olofsen.perMin };
      const body = bodyAt(kinetics, [stepOf(0, 100_000, 1)], 'high', minute(99_999));
      expect(plasmaOf(body), id).toBeCloseTo(steady, 3);
    }
  });
});

describe('sanity', () => {
  // 0.5 mg/kg over 40 min; 1.2 mg/kg/h for 72 h; 2 mg/kg at once and 41 mcg/kg/min for an hour.
  const rows = {
    domino: [240, 725, 1051],
    clements250: [177, 1047, 1068],
    'kamp2020-arterial3c': [253, 1000, 1255],
    herd2007: [253, 933, 1386],
    hijazi2003: [225, 556, 1007],
  } as const;

  test.each(pkModelIds)('%s has the values of the table of landmarks', (id) => {
    const kinetics = { disposition: dispositionOf(pkModels[id], at70), ke0: ke0Olofsen.perMin };
    const plasma = (dose: ReturnType<typeof stepOf>[], at: number) =>
      plasmaOf(bodyAt(kinetics, dose, 'high', minute(at)));
    const [short, long, bolus] = rows[id];
    expect(plasma([stepOf(0, 40, 35 / 40)], 40)).toBeCloseTo(short, -0.5);
    expect(plasma([stepOf(0, 72 * 60, 84 / 60)], 72 * 60)).toBeCloseTo(long, -0.5);
    // A bolus as a push of a hundredth of a second.
    const push = stepOf(0, 1 / 6000, 140 * 6000 + 41 * 0.07);
    expect(Math.abs(plasma([push, stepOf(1 / 6000, 60, 41 * 0.07)], 60) - bolus)).toBeLessThan(1);
  });

  test('each model says where it is from, of whom it was made, and how sure it is', () => {
    for (const id of pkModelIds) {
      const model = pkModels[id];
      expect(model.modelId).toBe(id);
      for (const words of [model.source, model.population, model.confidence, model.note, model.scaling])
        expect(words.length).toBeGreaterThan(5);
      for (const ke0 of ke0sFor(model)) expect(ke0.basis.length).toBeGreaterThan(10);
      expect(new Set(ke0sFor(model).map(({ ke0Id }) => ke0Id)).size).toBe(ke0sFor(model).length);
    }
  });

  test('a bolus peaks at the minute that the models’ own rates of equilibration were set for', () => {
    const peaks = {
      domino: [0.652, 1],
      clements250: [5.2, 1.002],
      'kamp2020-arterial3c': [2.791, 1],
    } as const;
    for (const [id, [ke0, expected]] of Object.entries(peaks)) {
      const model = pkModels[id as keyof typeof peaks];
      const kinetics = { disposition: dispositionOf(model, at70), ke0: perMin(ke0) };
      const effect = (ms: number) =>
        effectOf(bodyAt(kinetics, [stepOf(0, 1 / 60_000, 1e4)], 'high', minute(ms / 60_000)));
      const around = Array.from({ length: 401 }, (_, index) => expected * 60_000 + (index - 200) * 10);
      const best = around.reduce((top, ms) => (effect(ms) > effect(top) ? ms : top));
      expect(best / 60_000, id).toBeCloseTo(expected, 2);
    }
  });

  test('Herd’s clearance grows with the power of 0.75, Kamp’s with weight', () => {
    const clearance = (id: 'herd2007' | 'kamp2020-arterial3c', weight: number) => {
      const { v1L, k10 } = compartmentsOf(pkModels[id], kg(weight));
      return v1L * k10 * 60;
    };
    expect(clearance('herd2007', 35)).toBeCloseTo(90 * 0.5 ** 0.75, 9);
    expect(clearance('kamp2020-arterial3c', 35)).toBeCloseTo(42, 9);
    expect(() => compartmentsOf(pkModels.domino, kg(0))).toThrow('not a body weight');
  });
});

describe('agreement with an integration of the compartments', () => {
  const regimens = {
    steps: [stepOf(0, 12.5, 2), stepOf(12.5, 30, 0.4), stepOf(55, 130, 0.9)],
    push: [stepOf(3, 3.2, 120), stepOf(3.2, 90, 1.3), stepOf(90, 90.05, 200)],
  };
  test.each(pkModelIds)('%s within 1e-6', (id) => {
    for (const dose of Object.values(regimens)) {
      for (const ke0 of [ke0Olofsen.perMin, perMin(5.2)]) {
        const moments = [0.5, 3.1, 12.5, 20, 60, 90.02, 120, 240];
        const fine = integrated(pkModels[id], kg(82), ke0, dose, moments, 0.005);
        const kinetics = { disposition: dispositionOf(pkModels[id], kg(82)), ke0 };
        moments.forEach((at, index) => {
          const body = bodyAt(kinetics, dose, 'high', minute(at));
          const { plasma = Number.NaN, effect = Number.NaN } = fine[index] ?? {};
          expect(Math.abs(plasmaOf(body) - plasma)).toBeLessThanOrEqual(1e-6 * Math.max(1e-3, plasma));
          expect(Math.abs(effectOf(body) - effect)).toBeLessThanOrEqual(1e-6 * Math.max(1e-3, effect));
        });
      }
    }
  });
});
