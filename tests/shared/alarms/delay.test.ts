import { expect, it } from 'vitest';
import { alarmTable } from '../../../shared/alarms/table';
import { infusingAt, infusingRoom, numeric } from '../session-kit';

/** When the alarm was raised, by the console's own clock; milliseconds. */
function raisedMono(room: ReturnType<typeof infusingRoom>, condition: string): number {
  const raised = room.log.find(
    (event) => event.type === 'alarm.raised' && event.body.alarm.condition === condition,
  );
  if (raised === undefined) throw new Error(`${condition} was not raised`);
  return raised.mono;
}

it('an alarm of the pump is raised in the instant in which its reading is known (SR-109)', () => {
  const room = infusingRoom().pass(700);
  const known = room.mono;
  room.pump(infusingAt(12.25, 0.02, { alarms: [{ code: 'O', text: 'occlusion', severity: 'high' }] }));
  expect(raisedMono(room, 'pump-alarm') - known).toBe(0);
});

it.each([200, 700, 1_000])(
  'a vital sign alarms within 1 s of its delay, with readings every %i ms (SR-109)',
  (everyMs) => {
    const room = infusingRoom();
    const spo2 = (value: number) => numeric('SpO2', value, { unit: '%', source: 'pleth' });
    room.hear('monitor.reading', { numerics: [spo2(98)] }).wait(everyMs);
    const from = room.mono;
    for (let ms = 0; ms < 6_000; ms += everyMs) {
      room.hear('monitor.reading', { numerics: [spo2(85)] });
      room.pump(infusingAt(12.25, room.session.delivered.counterMl ?? 0)).wait(everyMs);
    }
    const late = raisedMono(room, 'spo2-low') - from - alarmTable['spo2-low'].onDelayMs;
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThanOrEqual(1_000);
  },
);
