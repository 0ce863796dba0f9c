import { describe, expect, test } from 'vitest';
import { mgPerMl } from '../../../shared/units/units';
import { ManualClock } from '../../clock';
import type { Json } from '../device';
import { PumpDose } from './dose';

function source(first: Json) {
  const clock = new ManualClock();
  const said: string[] = [];
  const pump: { status: Json | Error } = { status: first };
  const dose = new PumpDose({
    clock,
    concentration: mgPerMl(2),
    pumpStatus: async () => {
      if (pump.status instanceof Error) throw pump.status;
      return pump.status;
    },
    say: (line) => said.push(line),
  });
  return { clock, said, pump, dose };
}

describe('dose from the simulated pump', () => {
  test('is what the pump delivered since the last time, in mg', async () => {
    const { clock, pump, dose } = source({ totalDeliveredMl: 5 });
    await clock.advance(1000);
    expect(dose.taken()).toBe(0);
    pump.status = { totalDeliveredMl: 5.25 };
    await clock.advance(3000);
    expect(dose.taken()).toBeCloseTo(0.5, 10);
    expect(dose.taken()).toBe(0);
  });

  test('nothing is lost while the pump can not be asked, nor when it starts anew', async () => {
    const { clock, said, pump, dose } = source({ totalDeliveredMl: 1 });
    await clock.advance(1000);
    pump.status = new Error('not there');
    await clock.advance(5000);
    pump.status = { totalDeliveredMl: 2 };
    await clock.advance(1000);
    expect(dose.taken()).toBeCloseTo(2, 10);
    pump.status = { totalDeliveredMl: 0.5 };
    await clock.advance(1000);
    expect(dose.taken()).toBeCloseTo(1, 10);
    pump.status = { other: 1 };
    await clock.advance(1000);
    expect(dose.state).toContain('no totalDeliveredMl');
    expect(said).toHaveLength(4);
  });

  test('stopped, it leaves no timer', () => {
    const { clock, dose } = source(null);
    dose.stop();
    expect(clock.pending).toBe(0);
  });
});
