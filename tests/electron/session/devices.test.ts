import { describe, expect, it } from 'vitest';
import type { DeviceReport } from '../../../electron/devices/driver';
import type { DeviceIdentity } from '../../../shared/readings/device';
import type { Numeric } from '../../../shared/readings/monitor';
import { deliveryView } from '../../../shared/session/view';
import { type Ml, ml } from '../../../shared/units/units';
import { monitorNumerics, snapshot } from '../store/samples';
import { infusionRoom, type Room, SERIAL } from './room';
import { changeTo, increasing, startAt } from './wishes';

const monitor: DeviceIdentity = {
  driver: 'philips-intellivue',
  manufacturer: 'Philips',
  model: 'MP50',
  serialNumber: 'SIM-M1',
  software: null,
  simulator: true,
};

/** What a monitor reports, said now. */
function monitorAt(room: Room) {
  const instant = () => room.run.life.clock.now();
  const say = (report: DeviceReport) => room.run.hear('monitor', report);
  return {
    up: (identity = monitor) => say({ kind: 'link-up', instant: instant(), identity }),
    reads: (numerics: Numeric[] = monitorNumerics()) =>
      say({ kind: 'monitor-reading', instant: instant(), numerics }),
    faults: (fault: 'wrong-device' | 'checksum', detail = '') =>
      say({ kind: 'fault', instant: instant(), fault, detail }),
    alarms: (text: string | null) =>
      say({
        kind: 'monitor-alarms',
        instant: instant(),
        alarms: text === null ? [] : [{ kind: 'technical', priority: 'low', text, code: '1' }],
      }),
  };
}

describe('readings outside of a session', () => {
  it('are shown, are not in the log, and leave no hole in the numbers', async () => {
    const room = infusionRoom();
    room.start();
    const { state, published, window } = await room.ready();
    const bed = monitorAt(room);
    bed.up();
    const seq = state().seq;
    bed.reads();
    await room.advance(3_000);
    expect(state().seq).toBe(seq);
    expect(state().monitor.numerics['SpO2/pleth']?.value.value).toBe(97);
    expect(window()).toEqual(state());
    expect(published.filter(({ type }) => type === 'pump.reading').length).toBeGreaterThan(2);
    expect(room.logged('workstation', 'pump.reading', 'monitor.reading')).toEqual([]);
  });

  it('are shown after a session too, and change nothing of it', async () => {
    const room = infusionRoom();
    room.start();
    const sessionId = await room.infusing();
    await room.advance(2_000);
    room.run.submit({ kind: 'end-infusion' });
    await room.until(() => room.run.state().session?.phase === 'recovery');
    room.run.close();
    const closed = room.run.state().session;
    const written = room.logged(sessionId).length;
    room.pump.fault('dial', 100);
    room.pump.fault('press', 'start');
    await room.advance(5_000);
    room.wire.end.unplug();
    await room.advance(4_000);
    room.run.submit({ kind: 'pause-infusion' });
    await room.advance(4_000);
    expect(room.run.state().pump.reading?.value.volumeInfusedMl).toBeGreaterThan(ml(0.1));
    expect(room.run.state().session?.delivered).toEqual(closed?.delivered);
    expect(room.run.state().session?.pumpChange).toBeNull();
    expect(room.logged(sessionId)).toHaveLength(written);
    expect(room.logged('workstation', 'pump.reading')).toEqual([]);
  });

  it('do not come into the next session: nor do alarms of the one before', async () => {
    const room = infusionRoom();
    room.start();
    await room.ready();
    const bed = monitorAt(room);
    bed.up();
    bed.reads();
    bed.alarms('Leads off');
    room.run.controller.sound(false, 'No loudspeaker.');
    await room.advance(4_000);
    expect(room.run.state().alarms).toHaveLength(1);
    const sessionId = await room.prepared();
    expect(room.run.state().monitor.numerics).toEqual({});
    expect(room.run.state().monitor.alarms).toHaveLength(1);
    expect(room.run.state().alarms).toMatchObject([{ condition: 'sound-path-failed' }]);
    expect(room.replayed(sessionId)).toEqual(room.run.state());
  });

  it('a session that opens while no pump is linked reads alone, and takes the first that comes', async () => {
    const room = infusionRoom();
    room.start();
    const { submit, state } = await room.ready();
    room.wire.refusal = 'port-missing';
    room.wire.end.unplug();
    await room.until(() => state().pump.link.kind === 'down');
    submit({ kind: 'open-session', orderId: 'o-alder' });
    const sessionId = state().session?.sessionId ?? '';
    expect(state().pump).toMatchObject({ link: { kind: 'down' }, identity: null, acceptedSerial: null });
    expect(room.replayed(sessionId)).toEqual(state());
    room.wire.refusal = null;
    await room.until(() => state().pump.control === 'console');
    expect(state().pump.acceptedSerial).toBe(SERIAL);
    expect(room.replayed(sessionId)).toEqual(state());
  });

  it('a session that opens while the monitor is silent reads alone, and knows it when it speaks', async () => {
    const room = infusionRoom();
    room.start();
    const { submit, state } = await room.ready();
    const bed = monitorAt(room);
    bed.up();
    bed.reads();
    await room.until(() => state().monitor.link.kind === 'silent');
    submit({ kind: 'open-session', orderId: 'o-alder' });
    const sessionId = state().session?.sessionId ?? '';
    expect(state().monitor).toMatchObject({
      link: { kind: 'silent' },
      acceptedSerial: 'SIM-M1',
      numerics: {},
    });
    expect(room.replayed(sessionId)).toEqual(state());
    bed.reads();
    expect(state().monitor.link.kind).toBe('up');
    expect(room.replayed(sessionId)).toEqual(state());
  });
});

describe('the device process', () => {
  const restarted = (room: Room): DeviceReport => ({
    kind: 'link-down',
    instant: room.run.life.clock.now(),
    fault: 'host-restarted',
    detail: 'started again',
  });

  it.each([
    ['start', startAt(0.2)],
    ['change', changeTo(0.25)],
  ] as const)(
    'ending in the middle of a %s leaves it uncertain until the pump shows',
    async (what, intent) => {
      const room = infusionRoom();
      room.start();
      if (what === 'start') await room.prepared();
      else await room.infusing();
      room.run.submit(intent);
      room.run.hear('pump', restarted(room));
      const { state, submit } = room.run;
      expect(state().session?.openCommand?.stage).toBe('uncertain');
      expect(deliveryView(state(), room.clock.now().mono).kind).not.toBe('infusing');
      for (const one of increasing) expect(submit(one).kind).toBe('refused');
      expect(submit({ kind: 'pause-infusion' }).kind).toBe('accepted');
    },
  );

  it('ending again and again is one outage, whose alarm grows', async () => {
    const room = infusionRoom();
    room.start();
    const sessionId = await room.infusing();
    room.wire.refusal = 'port-missing';
    room.wire.end.unplug();
    await room.advance(100);
    const since = room.run.state().pump.link;
    for (let times = 0; times < 130; times += 1) {
      room.run.hear('pump', restarted(room));
      await room.advance(500);
    }
    expect(room.run.state().pump.link).toEqual(since);
    expect(room.run.state().alarms).toContainEqual(
      expect.objectContaining({ condition: 'pump-link-lost', priority: 'high' }),
    );
    expect(room.logged(sessionId, 'link.down')).toHaveLength(1);
    expect(room.logged(sessionId, 'device.fault').length).toBeLessThan(10);
    expect(room.replayed(sessionId)).toEqual(room.run.state());
  });
});

describe('what is said again and again', () => {
  it('a fault is written once in ten seconds', async () => {
    const room = infusionRoom();
    room.start();
    const sessionId = await room.prepared();
    const bed = monitorAt(room);
    for (let second = 0; second < 25; second += 1) {
      bed.faults('checksum', `frame ${second}`);
      await room.advance(1_000);
    }
    expect(room.logged(sessionId, 'device.fault')).toHaveLength(3);
  });

  it('unchanged alarms of the monitor are written once, and again when they come back', async () => {
    const room = infusionRoom();
    room.start();
    const sessionId = await room.prepared();
    const bed = monitorAt(room);
    bed.up();
    for (const text of ['Leads off', 'Leads off', null, null, 'Leads off']) bed.alarms(text);
    expect(room.logged(sessionId, 'monitor.alarms')).toHaveLength(3);
  });

  it('another patient at the monitor counts every time, however soon after it was accepted', async () => {
    const room = infusionRoom();
    room.start();
    const sessionId = await room.prepared();
    const { state, submit } = room.run;
    const bed = monitorAt(room);
    bed.up();
    bed.reads();
    for (let times = 0; times < 3; times += 1) {
      bed.faults('wrong-device', 'another patient');
      expect(state().monitor.trusted).toBe(false);
      bed.reads();
      bed.faults('wrong-device', 'another patient');
      expect(state().monitor.numerics).toEqual({});
      expect(room.replayed(sessionId)).toEqual(state());
      await room.advance(1_000);
      submit({ kind: 'accept-device', device: 'monitor' });
      bed.reads();
      expect(state().monitor.numerics['HR/ecg']?.value.value).toBe(84);
    }
    const kept = room.logged(sessionId, 'monitor.reading').map(({ body }) => JSON.stringify(body));
    expect(kept.filter((body) => body.includes('97'))).toHaveLength(4);
    expect(room.logged(sessionId, 'device.fault')).toHaveLength(3);
  });
});

it('a report that makes no sense is a fault of the device and ends nothing', async () => {
  const room = infusionRoom();
  room.start();
  const sessionId = await room.infusing();
  const before = room.run.state().pump.reading;
  const instant = room.run.life.clock.now();
  const nonsense = { ...snapshot, volumeInfusedMl: Number.NaN as Ml };
  room.run.hear('pump', { kind: 'pump-reading', instant, snapshot: nonsense });
  expect(room.run.state().pump.reading).toEqual(before);
  expect(room.logged(sessionId, 'device.fault').at(-1)?.body).toMatchObject({
    device: 'pump',
    fault: 'protocol',
  });
  await room.advance(2_000);
  expect(room.replayed(sessionId)).toEqual(room.run.state());
});
