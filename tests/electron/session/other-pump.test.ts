import { describe, expect, it } from 'vitest';
import { infusionRoom, type Room, SERIAL } from './room';
import { increasing } from './wishes';

describe('another pump at the cable', () => {
  async function swapped(room: Room): Promise<void> {
    room.start();
    await room.infusing();
    room.run.submit({ kind: 'pause-infusion' });
    await room.until(() => room.run.state().session?.phase === 'paused');
    room.run.asked.length = 0;
    room.pump.fault('wrong-serial', 'SIM-OTHER');
    room.wire.end.unplug();
    await room.until(() => room.run.state().pump.identity?.serialNumber === 'SIM-OTHER');
    await room.advance(3_000);
  }

  it('is not controlled, alarms high, blocks, and is believed only when accepted', async () => {
    const room = infusionRoom();
    await swapped(room);
    const { state, submit, asked } = room.run;
    expect(asked).toEqual([]);
    expect(state().alarms).toContainEqual(
      expect.objectContaining({ condition: 'pump-replaced', priority: 'high', present: true }),
    );
    const given = state().session?.delivered;
    for (const one of [...increasing, { kind: 'take-control' } as const]) {
      expect(submit(one).kind).toBe('refused');
    }
    room.pump.fault('dial', 100);
    room.pump.fault('press', 'start');
    await room.advance(3_000);
    expect(state().session?.phase).toBe('paused');
    expect(state().session?.delivered.lowMl).toBe(given?.lowMl);
    room.pump.fault('press', 'stop');
    await room.advance(2_000);

    expect(submit({ kind: 'accept-device', device: 'pump' }).kind).toBe('accepted');
    await room.until(() => state().pump.control === 'console');
    expect(asked).toEqual(['SIM-OTHER']);
    expect(state().alarms.some(({ condition, present }) => condition === 'pump-replaced' && present)).toBe(
      false,
    );
  });

  it('after a crash is not taken for the one before', async () => {
    const room = infusionRoom();
    room.start();
    await room.infusing();
    room.kill();
    room.pump.fault('wrong-serial', 'SIM-OTHER');
    const { state, asked, controller } = room.start();
    controller.signIn({ personId: 'p-nurse', name: 'R. Example', role: 'nurse' });
    await room.until(() => state().pump.link.kind === 'up');
    await room.advance(5_000);
    expect(asked).toEqual([]);
    expect(state().pump.acceptedSerial).toBe(SERIAL);
    for (const one of increasing) expect(room.run.submit(one).kind).toBe('refused');
    expect(state().alarms).toContainEqual(expect.objectContaining({ condition: 'pump-replaced' }));
  });

  it('control that somebody took back at the pump is not asked for again by a new link', async () => {
    const room = infusionRoom();
    room.start();
    await room.prepared();
    room.pump.fault('withdraw-control', null);
    await room.until(() => room.run.state().pump.control === 'withdrawn');
    room.pump.clear();
    room.run.asked.length = 0;
    room.wire.end.unplug();
    await room.until(() => room.run.state().pump.link.kind === 'down');
    await room.until(() => room.run.state().pump.link.kind === 'up');
    await room.advance(3_000);
    expect(room.run.asked).toEqual([]);
    expect(room.run.submit({ kind: 'take-control' }).kind).toBe('accepted');
    await room.until(() => room.run.state().pump.control === 'console');
    room.wire.end.unplug();
    await room.until(() => room.run.state().pump.link.kind === 'down');
    await room.until(() => room.run.state().pump.control === 'console');
  });
});
