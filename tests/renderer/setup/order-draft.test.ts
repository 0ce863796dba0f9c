import { describe, expect, it } from 'vitest';
import { emptyOrder, type OrderText, readOrder } from '../../../renderer/setup/order-draft';
import { emptyPatient, readPatient } from '../../../renderer/setup/patient-draft';
import { limits } from '../harness/people';

const good: OrderText = {
  ...emptyOrder,
  concentration: '2',
  container: '50',
  dosingWeight: '68',
  measuredWeight: '84.6',
  height: '165',
  steps: [{ fromMinute: '0', rate: '0.2' }],
  maxRate: '0.5',
  duration: '240',
  total: '88.4',
  sessions: '10',
  time: '13:30',
};
const given = { patientId: 'pat-1', room: 'Room 2', now: Date.UTC(2030, 0, 7, 9) };
const read = (change: Partial<OrderText>) => readOrder({ ...good, ...change }, limits, given);

describe('an order', () => {
  it('reads as typed', () => {
    const { order, wrong } = read({});
    expect(wrong).toEqual({});
    expect(order).toMatchObject({
      dosingWeightKg: 68,
      totalMg: 88.4,
      concentrationMgPerMl: 2,
      heightCm: 165,
    });
  });

  it.each([
    ['dosingWeight', '7000', 'hard limit of 250 kg'],
    ['dosingWeight', '', 'Nothing is typed'],
    ['concentration', '0', 'More than 0'],
    ['concentration', '2.5.1', 'two points'],
    ['maxRate', '1,5', 'comma'],
    ['maxRate', '.5', 'zero before the point'],
    ['maxRate', '9', 'hard limit'],
    ['total', '120', undefined],
    ['container', '20', 'less than the total'],
    ['duration', '4.5', 'Whole numbers'],
    ['time', '25:00', '13:30'],
    ['sessions', '-1', 'Only digits'],
  ] as const)('with %s %j says so at that field', (field, text, words) => {
    const { order, wrong } = read({ [field]: text });
    if (words === undefined) return expect(Object.keys(wrong)).toEqual(['container']);
    expect(order).toBeNull();
    expect(wrong[field]).toContain(words);
  });

  it('says a soft limit without forbidding', () => {
    const { order, soft } = read({ maxRate: '0.55' });
    expect(order).not.toBeNull();
    expect(soft.maxRate).toContain('soft limit');
  });

  it('keeps steps in order of time', () => {
    const steps = [
      { fromMinute: '0', rate: '0.2' },
      { fromMinute: '30', rate: '0.3' },
      { fromMinute: '20', rate: '0.35' },
    ];
    expect(read({ steps }).wrong['step-2']).toContain('Later');
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
  const now = Date.UTC(2030, 0, 7);
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
