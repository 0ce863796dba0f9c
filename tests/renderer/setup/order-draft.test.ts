import { describe, expect, it } from 'vitest';
import { type OrderGiven, readOrder } from '../../../renderer/setup/order-draft';
import {
  changed,
  emptyOrder,
  type OrderText,
  weightOf,
  withTemplate,
  withUnit,
} from '../../../renderer/setup/order-text';
import { emptyPatient, readPatient } from '../../../renderer/setup/patient-draft';
import crps from '../../../resources/templates/crps-4h-ramp.json' with { type: 'json' };
import { type KeptTemplate, templateSchema } from '../../../shared/dosing/template';
import { epochMs } from '../../../shared/time/clock';
import { kg } from '../../../shared/units/units';
import { limits, patient } from '../harness/people';

const now = Date.UTC(2030, 0, 7, 9);
const given: OrderGiven = { patient, room: 'Room 2', now, lastWeight: null, weightDifferencePercent: 10 };
const ramp: KeptTemplate = {
  versionNo: 1,
  version: '1',
  template: templateSchema.parse(crps),
  author: 'A',
  authorId: null,
  createdAt: epochMs(0),
  note: '',
  approval: { by: { personId: 'd', name: 'D', role: 'physician' }, at: epochMs(0) },
};
const { template } = ramp;
/** 77.9 kg and 170 cm, female, adjusted: 68 kg; the fourth session of the ramp. */
const good: OrderText = {
  ...withTemplate({ ...emptyOrder(patient), measured: '77.9', height: '170', session: '4' }, ramp),
  time: '13:30',
};
const read = (change: Partial<OrderText>) => readOrder({ ...good, ...change }, template, limits, given);

describe('an order from a template', () => {
  it('is filled with the template’s numbers for this weight and session', () => {
    expect(good.steps.map(({ fromMinute, rate }) => [fromMinute, rate])).toEqual([
      ['0', '0.2'],
      ['30', '0.3'],
      ['60', '0.35'],
    ]);
    expect(good).toMatchObject({ maxRate: '0.35', total: '88.4', duration: '240', sessions: '10' });
    const { order, wrong, faults } = read({ conversionConfirmed: true });
    expect(wrong).toEqual({});
    expect(faults).toEqual([]);
    expect(order).toMatchObject({
      dosingWeightKg: 68,
      measuredWeightKg: 77.9,
      totalMg: 88.4,
      concentrationMgPerMl: 2,
      heightCm: 170,
      weightFormulaSex: 'female',
      interlock: null,
    });
    expect(order?.adjuncts.map(({ drug }) => drug)).toContain('midazolam');
  });

  it('is filled anew when the weight or the session changes: no number of another weight stays', () => {
    expect(changed(good, { session: '1' }, template).maxRate).toBe('0.175');
    const heavy = changed(good, { measured: '120', weightBasis: 'actual' }, template);
    // 25 mg/h binds: 25 / 120.
    expect(heavy.maxRate).toBe('0.2083');
    expect(changed(good, { measured: '' }, template)).toMatchObject({ maxRate: '', total: '' });
  });

  it('loses a confirmation with what it was given for (SR-049)', () => {
    const confirmed = { ...good, conversionConfirmed: true, weightConfirmed: true };
    for (const change of [{ total: '80' }, { maxRate: '0.3' }, { concentration: '1' }, { session: '5' }])
      expect(changed(confirmed, change, template).conversionConfirmed).toBe(false);
    expect(changed(confirmed, { measured: '78' }, template).weightConfirmed).toBe(false);
    expect(changed(confirmed, { time: '14:00' }, template).conversionConfirmed).toBe(true);
    expect(read({ conversionConfirmed: false }).faults.join()).toContain('conversion');
  });

  it.each([
    ['concentration', '0', 'More than 0'],
    ['concentration', '2.5.1', 'two points'],
    ['maxRate', '1,5', 'comma'],
    ['maxRate', '.5', 'zero before the point'],
    ['maxRate', '0.35e', 'Only digits'],
    ['maxRate', '9', 'hard limit'],
    ['maxRate', '0.30001', 'At most 4 digits'],
    ['measured', '', 'Nothing is typed'],
    ['measured', '7 8', 'Only digits'],
    ['duration', '4.5', 'Whole numbers'],
    ['time', '25:00', '13:30'],
    ['sessions', '-1', 'Only digits'],
    ['cuffEvery', '', 'Nothing is typed'],
  ] as const)('with %s %j says so at that field (SR-043, SR-044)', (field, text, words) => {
    const { order, wrong } = read({ [field]: text });
    expect(order).toBeNull();
    expect(wrong[field]).toContain(words);
  });

  it('says a soft limit, and is signed with a reason only', () => {
    const passed = { maxRate: '0.55', conversionConfirmed: true };
    const { order, soft, faults } = read(passed);
    expect(order).not.toBeNull();
    expect(soft.maxRate).toContain('soft limit');
    expect(faults.join()).toContain('soft limit');
  });

  it('keeps steps in order of time, inside the duration', () => {
    const steps = [
      { fromMinute: '0', rate: '0.2' },
      { fromMinute: '30', rate: '0.3' },
      { fromMinute: '20', rate: '0.35' },
    ];
    expect(read({ steps }).wrong['step-2-minute']).toContain('Later');
    expect(read({ duration: '60' }).faults.join()).toContain('after the end');
    expect(read({ container: '20' }).faults.join()).toContain('less than the 88.4 mg');
  });

  it('turns an interlock on only with a level', () => {
    expect(good.interlock).toBe('off');
    expect(read({ interlock: 'on' }).order?.interlock).toMatchObject({ spo2: { belowPercent: 90 } });
    const empty = {
      interlock: 'on',
      interlockSpo2: '',
      interlockSpo2For: '',
      interlockRespiration: '',
      interlockRespirationFor: '',
    } as const;
    expect(read(empty).wrong.interlockSpo2).toContain('no level');
  });
});

describe('another unit (SR-047)', () => {
  it('clears every number that was in the old one', () => {
    const other = withUnit({ ...good, conversionConfirmed: true }, 'mg/h');
    expect(other.steps.map(({ rate }) => rate)).toEqual(['', '', '']);
    expect(other).toMatchObject({ maxRate: '', conversionConfirmed: false, duration: '240' });
    expect(readOrder(other, template, limits, given).order).toBeNull();
    expect(withUnit(good, 'mg/kg/h')).toBe(good);
    // Through the form's own door as well: the template does not fill them again by itself.
    expect(changed(good, other, template)).toMatchObject({ maxRate: '', unit: 'mg/h' });
  });

  it('reads in its own unit and is never taken for the other', () => {
    const typed = {
      ...withUnit(good, 'mg/h'),
      steps: [{ fromMinute: '0', rate: '22' }],
      maxRate: '23.8',
      conversionConfirmed: true,
    };
    const { order } = readOrder(typed, template, limits, given);
    expect(order?.steps[0]?.rateMgPerKgPerHour).toBeCloseTo(22 / 68, 12);
    expect(order?.conversions[0]?.mgPerHour).toBeCloseTo(22, 9);
    expect(order?.conversions[0]?.mlPerHour).toBeCloseTo(11, 9);
    // 0.35 typed where mg/h is meant is under the smallest dose; 22 typed as mg/kg/h over the largest.
    expect(
      readOrder(
        { ...typed, maxRate: '0.35', steps: [{ fromMinute: '0', rate: '0.35' }] },
        template,
        limits,
        given,
      ).order,
    ).toBeNull();
    expect(read({ maxRate: '22', steps: [{ fromMinute: '0', rate: '22' }] }).order).toBeNull();
  });

  it('of the scale clears what was read in the old one', () => {
    expect(changed(good, { measuredUnit: 'lb' }, template)).toMatchObject({ measured: '', maxRate: '' });
  });
});

describe('the weight on an order', () => {
  it('in pounds is converted once, shown in kg, kept as it was read (SR-007)', () => {
    const pounds: OrderText = { ...good, measured: '180', measuredUnit: 'lb', weightBasis: 'actual' };
    expect(weightOf(pounds)).toMatchObject({ kg: 81.6 });
    const { order } = readOrder({ ...pounds, total: '80' }, template, limits, given);
    expect(order).toMatchObject({
      measuredWeightKg: 81.6,
      dosingWeightKg: 81.6,
      weightAsRead: { value: 180, unit: 'lb' },
    });
  });

  it('is confirmed once more when far from the last one (SR-008)', () => {
    const known = { ...given, lastWeight: { lastKg: kg(60), lastAt: epochMs(0) } };
    const ask = (weightConfirmed: boolean) =>
      readOrder({ ...good, weightConfirmed, conversionConfirmed: true }, template, limits, known);
    expect(ask(false).faults.join()).toContain('differs by 29.8 % from the last 60 kg');
    expect(ask(true)).toMatchObject({ faults: [], order: { weightDoubt: { lastKg: 60 } } });
  });

  it('names what a basis lacks', () => {
    expect(read({ height: '' }).wrong.basis).toContain('needs the height');
    expect(read({ formulaSex: 'male' }).faults.join()).toContain('the patient is female');
  });
});

describe('a patient', () => {
  const text = {
    ...emptyPatient,
    name: 'TEST, Alder',
    birthDate: '1979-03-14',
    sex: 'female',
    mrn: 'T-1',
  } as const;
  it('keeps not asked, none known and listed apart', () => {
    expect(readPatient(text, now).patient?.allergies).toBeNull();
    expect(readPatient({ ...text, noneKnown: true }, now).patient?.allergies).toEqual([]);
    expect(readPatient({ ...text, allergies: 'Latex, Penicillin' }, now).patient?.allergies).toEqual([
      'Latex',
      'Penicillin',
    ]);
    expect(readPatient({ ...text, allergies: 'Latex', noneKnown: true }, now).patient).toBeNull();
  });
  it.each(['1979-02-30', '14.03.1979', '2999-01-01', '1820-01-01', ''])(
    'refuses the birth date %j',
    (birthDate) => {
      expect(readPatient({ ...text, birthDate }, now).wrong.birthDate).toBeDefined();
    },
  );
});
