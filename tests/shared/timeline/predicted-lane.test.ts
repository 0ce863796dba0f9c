import { describe, expect, test } from 'vitest';
import { predicted } from '../../../shared/pk/prediction';
import { epochMs } from '../../../shared/time/clock';
import { type Curve, isCurve, type Lane } from '../../../shared/timeline/lane';
import { predictedLane } from '../../../shared/timeline/predicted-lane';
import { predictionFor, syringesIn } from '../../../shared/timeline/prediction';
import { kg } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import { stepOf } from '../pk/kinetics';
import { orderOf, patient } from '../values';

const at = epochMs(Date.UTC(2030, 0, 7, 12));
const order = { ...orderOf(), dosingWeightKg: kg(70) };
const prediction = predictionFor(clinicPolicy.prediction, order, patient, at);
const grid = { fromMs: epochMs(0), everyMs: 60_000, count: 121 };
const past = predicted(prediction, [], [stepOf(10, 100, 0.5)], grid);
const curves = (lane: Lane): Curve[] => lane.traces.filter(isCurve);

describe('the predicted lane', () => {
  test('SR-130 says in the lane itself that it is predicted, by which model, and not measured', () => {
    const [title] = predictedLane({ prediction, past, ahead: null, withEffect: false, weight: 9 }).titles;
    expect(title).toEqual({
      text: 'Predicted',
      unit: 'ng/mL, Kamp 2020 model, not measured',
      tint: 'predict',
    });
    const lane = predictedLane({
      ...{ prediction, past, ahead: null, withEffect: true, weight: 9 },
      more: 'computed anew',
    });
    expect(lane.titles[0]?.unit).toContain('not measured · computed anew');
    for (const { label } of curves(lane)) expect(label).toMatch(/^Predicted /);
    expect(curves(lane).find(({ key }) => key === 'effect')?.label).toContain('ke0 olofsen2012');
    // Never in the colour of what is measured.
    for (const trace of lane.traces) expect('tint' in trace && trace.tint).toMatch(/^predict/);
    expect(lane.limits).toEqual([]);
  });

  test('has the effect site only where it is wanted, and dashes what lies ahead', () => {
    const keys = (withEffect: boolean) =>
      curves(predictedLane({ prediction, past, ahead: past, withEffect, weight: 9 })).map(({ key }) => key);
    expect(keys(false)).toEqual(['plasma', 'plasma-ahead']);
    expect(keys(true)).toEqual(['plasma', 'effect', 'plasma-ahead', 'effect-ahead']);
    const lane = predictedLane({ prediction, past, ahead: past, withEffect: false, weight: 9 });
    const [now, later] = curves(lane);
    expect(now?.dash).toBeUndefined();
    expect(later).toMatchObject({ dash: [4, 4], silent: true });
  });

  test('SR-132 has no value where the model was not made for it, and says why', () => {
    const high = predicted(prediction, [], [stepOf(10, 40, 6)], grid);
    const lane = predictedLane({ prediction, past: high, ahead: null, withEffect: true, weight: 9 });
    const out = high.outside.findIndex((why) => why !== null);
    expect(out).toBeGreaterThan(10);
    for (const { v } of curves(lane)) {
      expect(v[out]).toBeNull();
      expect(v[out - 1]).not.toBeNull();
    }
    expect(lane.missing[0]).toMatchObject({
      from: out * 60,
      words: 'outside what the model was made for: above 600 ng/mL',
    });
    const child = predictionFor(clinicPolicy.prediction, order, { ...patient, birthDate: '2015-05-05' }, at);
    const none = predicted(child, [], [stepOf(10, 100, 0.5)], grid);
    const empty = predictedLane({ prediction: child, past: none, ahead: none, withEffect: true, weight: 9 });
    for (const { v } of curves(empty)) expect(v.every((value) => value === null)).toBe(true);
    expect(empty.missing.map(({ words }) => words)).toEqual([
      'outside what the model was made for: under 18 years',
    ]);
  });

  test('takes the models, the rate of equilibration and the weight as the clinic and the order say', () => {
    expect(prediction).toMatchObject({
      model: { modelId: 'kamp2020-arterial3c' },
      ke0: { ke0Id: 'olofsen2012' },
      weight: 70,
      subject: { drug: order.drug },
    });
    const other = predictionFor(
      { model: 'domino', offered: ['domino'], ke0: 'peak-1min', carryOverHours: 0 },
      order,
      patient,
      at,
    );
    expect(other.ke0.perMin).toBe(0.652);
    expect(syringesIn(order, [])).toEqual([{ from: 0, concentration: order.concentrationMgPerMl }]);
  });
});

describe('the clinic’s choice of models', () => {
  test('is refused where the drawn model is not offered, has no such ke0, or a word is unknown', async () => {
    const { predictionPolicySchema } = await import('../../../shared/policy/prediction-policy');
    const right = clinicPolicy.prediction;
    expect(predictionPolicySchema.safeParse(right).success).toBe(true);
    for (const wrong of [
      { ...right, offered: ['domino'] },
      { ...right, offered: [] },
      { ...right, ke0: 'guess' },
      { ...right, ke0: 'peak-3min' },
      { ...right, model: 'minto' },
      { ...right, carryOverHours: -1 },
      { ...right, alarmAbove: 200 },
    ])
      expect(predictionPolicySchema.safeParse(wrong).success).toBe(false);
  });
});
