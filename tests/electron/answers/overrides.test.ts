import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../shared/session/events';
import { mgPerKgPerHour } from '../../../shared/units/units';
import { desk } from './desk';

const actor = (role: 'nurse' | 'physician' | 'pharmacist' | 'administrator') => ({
  ...{ personId: role, name: `Person ${role}`, role },
});
const warned: Omit<EventBody<'limit.warned'>, 'by'> = {
  place: 'change-rate',
  outcome: 'cancelled',
  findings: [
    {
      ...{ rule: 'rate-per-kg', severity: 'soft', value: 0.7, limit: 0.6, unit: 'mg/kg/h', largest: 0.6 },
      words: 'over',
    },
  ],
};

describe('the count of limits passed and refused (SR-032)', () => {
  it.each(['physician', 'pharmacist', 'administrator'] as const)('is for the %s', async (role) => {
    const { answers, controller } = desk();
    controller.signIn(actor(role));
    expect(await answers.overrides({ days: null })).toEqual([]);
  });

  it.each(['nurse', null] as const)('is not for the %s', (role) => {
    const { answers, controller } = desk();
    if (role !== null) controller.signIn(actor(role));
    expect(() => answers.overrides({ days: null })).toThrow(/Not for the role|Sign in first/);
    expect(() => answers.exportOverrides({ days: null })).toThrow(/Not for the role|Sign in first/);
  });

  it('is read from the record over all streams, and only of the days that are asked for', async () => {
    const { answers, controller, room } = desk();
    controller.signIn(actor('nurse'));
    controller.submit(
      { kind: 'start-infusion', rateMgPerKgPerHour: mgPerKgPerHour(0.3), reasons: [] },
      controller.state().seq,
    );
    controller.note({ type: 'limit.warned', body: { by: actor('nurse'), ...warned } }, 'apart');
    controller.signIn(actor('pharmacist'));
    const [line, ...others] = await answers.overrides({ days: 1 });
    expect(others).toEqual([]);
    expect(line).toMatchObject({ rule: 'rate-per-kg', person: actor('nurse'), count: { cancelled: 1 } });
    room.clock.step(2 * 24 * 3_600_000);
    controller.signIn(actor('pharmacist'));
    expect(await answers.overrides({ days: 1 })).toEqual([]);
    expect(await answers.overrides({ days: 3 })).toHaveLength(1);
    expect(await answers.exportOverrides({ days: null })).toMatchObject({ kind: 'done' });
  });
});
