import { describe, expect, it } from 'vitest';
import type { DeviceReport } from '../../../electron/devices/driver';
import type { Numeric } from '../../../shared/readings/monitor';
import { monitorNumerics } from '../store/samples';
import { infusionRoom, type Room } from './room';

const interlock = { spo2: { belowPercent: 88, forSeconds: 10 }, respiration: null };

function bedOf(room: Room) {
  const say = (report: DeviceReport) => room.run.hear('monitor', report);
  const instant = () => room.run.life.clock.now();
  return {
    up: () =>
      say({
        kind: 'link-up',
        instant: instant(),
        identity: {
          driver: 'philips-intellivue',
          manufacturer: 'Philips',
          model: 'MP50',
          serialNumber: 'SIM-M1',
          software: null,
          simulator: true,
        },
      }),
    oxygen: (value: number) => {
      const numerics = monitorNumerics().map(
        (one): Numeric => (one.code === 'SpO2' ? { ...one, value } : one),
      );
      say({ kind: 'monitor-reading', instant: instant(), numerics });
    },
  };
}

async function low(room: Room, bed: ReturnType<typeof bedOf>, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    bed.oxygen(82);
    await room.advance(1_000);
  }
}

describe('the interlock in the running console', () => {
  it('sends its stop in the tick in which it fires, before the log has it, and the pump stands', async () => {
    const room = infusionRoom({ interlock });
    room.start();
    const sessionId = await room.infusing();
    const bed = bedOf(room);
    bed.up();
    bed.oxygen(97);
    await room.advance(1_000);
    const sentBefore = room.run.sent.length;
    await low(room, bed, 10);
    expect(room.run.sent).toHaveLength(sentBefore);
    bed.oxygen(82);
    // Nothing has passed since the reading: the stop is on its way and in the log.
    const stop = room.run.sent.at(-1);
    expect(stop?.command).toEqual({ kind: 'stop' });
    const [fired] = room.logged(sessionId, 'interlock.fired');
    const requested = room.logged(sessionId, 'command.requested').at(-1);
    expect(requested?.body).toMatchObject({ commandId: stop?.commandId, by: null, purpose: 'secure' });
    expect(stop?.loggedSeq).toBeLessThan(fired?.seq ?? 0);
    await room.until(() => room.run.state().session?.phase === 'paused');
    expect(room.run.window()).toEqual(room.run.state());
  });

  it('is left alone by the end of a run: what was seen below is seen by the next one', async () => {
    const room = infusionRoom({ interlock });
    room.start();
    await room.infusing();
    const bed = bedOf(room);
    bed.up();
    await low(room, bed, 6);
    const before = room.run.state().session?.delivery.watch.SpO2;
    room.run.life.end();
    room.start();
    expect(room.run.found.state.session?.delivery.watch.SpO2).toEqual(before);
  });
});
