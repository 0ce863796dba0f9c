import { describe, expect, it } from 'vitest';
import { type AlarmPriority, alarmCondition } from '../../../shared/alarms/alarm';
import { alarmMark, standing } from '../../../shared/alarms/condition';
import { alarmTable, priorityBy } from '../../../shared/alarms/table';

const grades = Object.entries(alarmTable).flatMap(([condition, row]) =>
  Object.entries(row.grades).map(([priority, grade]) => ({ condition, priority, grade })),
);

describe('the alarm table', () => {
  it.each(grades)('$condition is $priority as its harm and onset say (SR-100)', ({ priority, grade }) => {
    expect(priorityBy[grade.harm][grade.onset]).toBe(priority as AlarmPriority);
    expect(grade.when).not.toBe('');
  });

  it('has one row for every condition, with a priority each', () => {
    expect(Object.keys(alarmTable).sort()).toEqual([...alarmCondition.options].sort());
    for (const row of Object.values(alarmTable)) expect(Object.keys(row.grades)).not.toEqual([]);
  });

  it('tells the patient from the equipment, in kind and in mark (SR-120, SR-104)', () => {
    const patient = Object.entries(alarmTable).filter(([, { kind }]) => kind === 'physiological');
    expect(patient.length).toBeGreaterThan(5);
    for (const [condition] of patient) expect(condition).toMatch(/-(low|high|threshold|asked|fired)$/);
    for (const priority of ['high', 'medium', 'low'] as const) {
      expect(alarmMark('physiological', priority)).not.toBe(alarmMark('technical', priority));
    }
  });

  it('gives a condition its kind and delays', () => {
    const said = { words: 'w', response: 'r', priority: 'medium' } as const;
    expect(standing({ condition: 'spo2-low', ...said })).toMatchObject({
      kind: 'physiological',
      key: '',
      onDelayMs: 4_000,
      offDelayMs: 3_000,
    });
    expect(standing({ condition: 'pump-link-lost', ...said }).onDelayMs).toBe(0);
    expect(standing({ condition: 'pump-link-lost', awaitsFirstWord: true, ...said }).onDelayMs).toBe(5_000);
  });
});
