import { describe, expect, test } from 'vitest';
import { judge, proofTimeMs } from '../../../shared/commands/evidence';
import { replay } from '../../../shared/session/evolve';
import {
  deliveredMl,
  deliveryView,
  infusingMs,
  pausedForMs,
  possibleRates,
} from '../../../shared/session/view';
import { mg, mlPerHour } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import {
  changeTo,
  end,
  infusingAt,
  infusingRoom,
  limits,
  nurse,
  onHold,
  orderOf,
  patient,
  pause,
  pausedRoom,
  pumpIdentity,
  type Room,
  readyRoom,
  resume,
  running,
  start,
} from '../session-kit';

const last = (room: Room, count = 1): string[] => room.types.slice(-count);
/** The monitor is not in these rooms' business; its silence is. */
const alarms = (room: Room): string[] => room.alarms.filter((one) => !one.startsWith('monitor-'));
const commandId = (room: Room): string => room.sent.at(-1)?.commandId ?? '';
const down = { device: 'pump', fault: 'unplugged', detail: '' } as const;

describe('a command is confirmed by evidence only', () => {
  test('an acknowledgement alone never confirms, however long it is', () => {
    const room = infusingRoom().must(changeTo(0.4)).pass(50).answered();
    expect(room.session.openCommand?.stage).toBe('acknowledged');
    room.wait(4_000);
    expect(room.types).not.toContain('command.uncertain');
    room.pump(infusingAt(12.25, 0.02)).wait(1_100);
    expect(last(room)).toEqual(['command.rejected']);
    expect(room.log.at(-1)?.body).toMatchObject({ reason: expect.stringContaining('shows 12.25 mL/h') });
  });

  test('a reading from before the answer is no evidence', () => {
    const room = infusingRoom().must(pause).pump(onHold(0.011)).pass(50).answered();
    expect(room.session).toMatchObject({ phase: 'infusing', openCommand: { stage: 'acknowledged' } });
    room.pass(900).pump(onHold(0.011));
    expect(room.session).toMatchObject({ phase: 'paused', openCommand: null });
  });

  test('a start by a rising volume at the rate asked for', () => {
    const room = readyRoom().must(start()).pass(50).answered().pass(900);
    room.pump(infusingAt(12.25, 0, { motion: 'unproven' }));
    expect(room.session.phase).toBe('preparing');
    expect(deliveryView(room.state, room.now.mono)).toEqual({ kind: 'not-started' });
    room.pass(1_000).pump(infusingAt(12.25, 0.003));
    expect(room.session).toMatchObject({
      phase: 'infusing',
      lastCommand: { ending: 'confirmed', took: true },
    });
  });

  test('a slow start is given the time that its proof takes', () => {
    const command = { kind: 'start', rateMlPerHour: mlPerHour(0.5), vtbiMl: 1 } as never;
    // A driver judges the slope at five counts due: 36 s at 0.5 mL/h.
    expect(proofTimeMs(command)).toBeGreaterThan(36_000);
    expect(proofTimeMs({ kind: 'stop' })).toBe(0);
  });

  test('a start that the pump shows not to have done', () => {
    const room = readyRoom().must(start()).pass(50).answered();
    for (let second = 0; second < 8; second += 1) room.wait(1_000).pump(onHold(0));
    expect(room.session).toMatchObject({
      phase: 'preparing',
      openCommand: null,
      lastCommand: { ending: 'rejected' },
    });
  });

  test('refused by the driver', () => {
    const room = readyRoom().must(start());
    room.hear('command.rejected', { commandId: commandId(room), reason: 'over the syringe maximum' });
    expect(room.session.lastCommand).toMatchObject({ took: false, reason: 'over the syringe maximum' });
    expect(room.session.delivered.possibleMaxMlPerHour).toBe(0);
  });

  test('in doubt, then settled by the pump, but not by what it showed in the first second', () => {
    const room = infusingRoom()
      .must(changeTo(0.4))
      .hear('command.uncertain', { commandId: 'other', reason: '' });
    expect(room.session.openCommand?.stage).toBe('requested');
    room.hear('command.uncertain', { commandId: commandId(room), reason: 'no answer' });
    expect(deliveryView(room.state, room.now.mono)).toMatchObject({
      kind: 'unknown',
      possible: [0, 12.25, 14],
    });
    room.pass(500).pump(infusingAt(12.25, 0.012));
    expect(room.session.openCommand?.stage).toBe('uncertain');
    room.pass(700).pump(infusingAt(14, 0.015));
    expect(room.session.lastCommand).toMatchObject({ ending: 'resolved-by-device', took: true });
    expect(room.session.confirmedRate?.value.mlPerHour).toBe(14);
  });

  test('no answer and no proof within its time', () => {
    const room = infusingRoom().must(changeTo(0.4)).wait(5_200);
    expect(room.session.openCommand?.stage).toBe('uncertain');
    expect(alarms(room)).toContain('command-not-confirmed:medium');
    room.wait(60_000);
    expect(alarms(room)).toContain('command-not-confirmed:high');
  });

  test('nothing that another pump shows proves anything', () => {
    const room = infusingRoom().must(pause).pass(50).answered();
    room.hear('link.up', { device: 'pump', identity: pumpIdentity('PUMP-2') });
    for (let second = 0; second < 7; second += 1)
      room.wait(1_000).pump(onHold(9, { serialNumber: 'PUMP-2' }));
    expect(room.session).toMatchObject({ phase: 'infusing', openCommand: { stage: 'uncertain' } });
    expect(alarms(room)).toEqual(expect.arrayContaining(['pump-replaced:high', 'stop-not-confirmed:high']));
    expect(room.session.delivered.lowMl).toBeLessThan(0.02);
  });

  test.each([
    ['stop', onHold(1), 'took'],
    ['stop', onHold(1, { motion: 'unproven' }), 'open'],
    ['stop', infusingAt(5, 1), 'did-not-take'],
    ['stop', infusingAt(5, 1, { motion: 'stalled' }), 'open'],
    ['start', infusingAt(5, 1), 'took'],
    ['start', infusingAt(5, 1, { motion: 'unproven' }), 'open'],
    ['start', infusingAt(6, 1), 'did-not-take'],
    ['start', onHold(1), 'did-not-take'],
    ['start', infusingAt(5, 1, { runState: 'alarm' }), 'open'],
    ['set-rate', infusingAt(5, 1), 'took'],
    ['set-rate', infusingAt(6, 1), 'did-not-take'],
    ['set-rate', onHold(1, { rateMlPerHour: null }), 'open'],
  ] as const)('%s judged by %o: %s', (kind, snapshot, verdict) => {
    const command = { kind, rateMlPerHour: mlPerHour(5), vtbiMl: 10 } as never;
    expect(judge(command, snapshot)).toBe(verdict);
  });
});

describe('a stop that is not proven', () => {
  test('is a high alarm after 5 s, and pressing again does not put it off', () => {
    const room = infusingRoom().must(pause).pass(50).answered();
    for (let press = 0; press < 3; press += 1) {
      room.wait(1_000).pump(infusingAt(12.25, 0.02)).wait(900).must(pause);
    }
    expect(alarms(room)).toEqual(['stop-not-confirmed:high']);
    room.wait(1_000).must(pause);
    expect(alarms(room)).toEqual(['stop-not-confirmed:high']);
    room.pass(50).answered().pass(900).pump(onHold(0.03));
    expect(room.session.phase).toBe('paused');
    expect(alarms(room)).toEqual(['stop-not-confirmed:high:gone']);
  });

  test('with the link lost is in doubt at once, and what overtook it stays possible', () => {
    const room = infusingRoom().must(changeTo(0.5)).hear('command.sent', { commandId: 'x', detail: '' });
    room.must(pause).hear('link.down', down);
    expect(room.session.openCommand?.stage).toBe('uncertain');
    expect(possibleRates(room.session)).toEqual([0, 12.25, 17.5]);
    expect(alarms(room)).toContain('stop-not-confirmed:high');
  });
});

describe('what the pump does by itself', () => {
  test('another rate', () => {
    const room = infusingRoom().pass(1_000).pump(infusingAt(20, 0.02));
    expect(room.session).toMatchObject({ phase: 'infusing', pumpChange: { value: { kind: 'rate' } } });
    expect(room.session.confirmedRate?.value.mlPerHour).toBe(20);
    expect(alarms(room)).toEqual(['pump-changed:medium']);
    room.must({ kind: 'accept-pump-change' });
    expect(alarms(room)).toEqual([]);
  });

  test('stopped, and started', () => {
    const room = infusingRoom().pass(1_000).pump(onHold(0.02));
    expect(room.session).toMatchObject({ phase: 'paused', pumpChange: { value: { kind: 'stopped' } } });
    room.pass(1_000).pump(infusingAt(5, 0.021));
    expect(room.session).toMatchObject({ phase: 'infusing', pumpChange: { value: { kind: 'started' } } });
    expect(alarms(room)[0]).toBe('pump-started-locally:high');
  });

  test('a start before ours counts; a purge does not', () => {
    const purged = readyRoom();
    for (const volume of [0.5, 1]) purged.pass(1_000).pump(infusingAt(600, volume, { runState: 'purging' }));
    purged.pass(1_000).pump(onHold(1.2));
    expect(purged.session).toMatchObject({ phase: 'preparing', startedAt: null });
    expect(deliveredMl(purged.session, purged.now.mono)).toEqual({ low: 0, high: 0, exact: true });
    const local = readyRoom().pass(1_000).pump(infusingAt(5, 0.01)).pass(1_000).pump(infusingAt(5, 0.02));
    expect(local.session).toMatchObject({ phase: 'infusing', startedAt: expect.any(Number) });
    expect(local.session.delivered.lowMl).toBeCloseTo(0.02, 9);
  });

  test('a power cycle: counted from zero, stopped, and both are said', () => {
    const room = infusingRoom();
    const volume = running(room, 10, 12.25, 0.01);
    room.pass(1_000).pump(onHold(0));
    expect(room.session.phase).toBe('paused');
    expect(room.session.pumpChange?.value).toMatchObject({ kind: 'counter-reset' });
    expect(room.session.pumpChange?.value.words).toMatch(/from zero.*Stopped at the pump/);
    const { lowMl, highMl } = room.session.delivered;
    expect(lowMl).toBeCloseTo(volume, 9);
    expect(highMl).toBeCloseTo(volume + 12.25 / 3600, 9);
  });

  test('its volume limit reached: the order is given, and that is no change to accept', () => {
    const room = readyRoom(orderOf({ totalMg: mg(1) }))
      .must(start())
      .pass(50)
      .answered()
      .pass(950);
    room.pump(infusingAt(12.25, 0)).pass(1_000);
    running(room, 145, 12.25, 0);
    room.pass(1_000).pump(onHold(0.5, { alarms: [{ code: 'E', text: 'end of infusion', severity: 'low' }] }));
    expect(room.session).toMatchObject({ phase: 'recovery', endedWhy: 'complete', pumpChange: null });
    expect(alarms(room)).toEqual(['pump-alarm:low']);
  });

  test('the order is complete by its lower end, though the range is wide', () => {
    const room = readyRoom(orderOf({ totalMg: mg(1) }))
      .must(start())
      .pass(50)
      .answered()
      .pass(950);
    room.pump(infusingAt(12.25, 0)).pass(1_000).pump(infusingAt(12.25, 0.2));
    room.pass(2_000).pump(onHold(0)).pump(onHold(0.2)).must({ kind: 'accept-pump-change' });
    room.pump(onHold(0.5));
    expect(room.session.delivered.highMl).toBeGreaterThan(room.session.delivered.lowMl + 0.001);
    expect(room.session.phase).toBe('recovery');
  });
});

describe('the link', () => {
  test('silent after 5 s, unknown on the screen, medium, then high; back on a reading (SR-067)', () => {
    const room = infusingRoom().wait(5_001);
    expect(last(room, 2)).toEqual(['link.silent', 'alarm.raised']);
    expect(deliveryView(room.state, room.now.mono)).toMatchObject({ kind: 'unknown', possible: [0, 12.25] });
    expect(alarms(room)).toEqual(['pump-link-lost:medium']);
    expect(deliveredMl(room.session, room.now.mono).exact).toBe(false);
    room.wait(60_000);
    expect(alarms(room)).toEqual(['pump-link-lost:high']);
    room.pump(infusingAt(12.25, 0.23));
    expect(room.state.pump.link.kind).toBe('up');
    expect(alarms(room)).toEqual(['pump-link-lost:high:gone']);
    expect(deliveredMl(room.session, room.now.mono)).toMatchObject({ exact: true });
  });

  test('lost and restored: nothing of before is taken for now', () => {
    const room = infusingRoom().hear('link.down', down).wait(2_000);
    room.hear('link.up', { device: 'pump', identity: pumpIdentity() });
    expect(room.state.pump).toMatchObject({ reading: null, control: 'unknown' });
    expect(deliveryView(room.state, room.now.mono).kind).toBe('unknown');
    room.pump(infusingAt(12.25, 0.02));
    expect(deliveryView(room.state, room.now.mono).kind).toBe('infusing');
  });

  test('a restart that never hears the pump again becomes high', () => {
    const room = infusingRoom().crash();
    room.hear('run.started', { appVersion: '0', bootId: 'b', simulation: true, timeFactor: 1, gapMs: 0 });
    room.hear('operator.signed-in', { by: nurse }).wait(5_100);
    expect(alarms(room)).toEqual(['pump-link-lost:medium']);
    room.wait(60_000);
    expect(alarms(room)).toEqual(['pump-link-lost:high']);
  });

  test('a dose limit that only silence may have passed is an alarm in its time', () => {
    const room = readyRoom(orderOf({ totalMg: mg(1) }))
      .must(start())
      .pass(50)
      .answered()
      .pass(950);
    room.pump(infusingAt(12.25, 0)).hear('link.down', down);
    const due = (0.52 / 12.25) * 3_600_000;
    room.wait(due - 1_000);
    expect(alarms(room).some((one) => one.startsWith('dose-limit'))).toBe(false);
    room.wait(1_100);
    expect(alarms(room)).toContain('dose-limit-reached:high');
  });

  test('another rate as soon as the link is back, and the whole log replays', () => {
    const room = infusingRoom().hear('link.down', down).wait(30_000);
    room.hear('link.up', { device: 'pump', identity: pumpIdentity() }).pump(infusingAt(40, 0.3));
    expect(room.session.pumpChange?.value.kind).toBe('rate');
    expect(replay(room.log)).toEqual(room.state);
  });
});

describe('time', () => {
  test('only infusing time counts, pauses are apart, and a clock stepped back changes neither', () => {
    const room = infusingRoom();
    running(room, 60, 12.25, 0.01);
    const delivered = room.session.delivered;
    const before = [infusingMs(room.session, room.now.mono), room.session.delivered];
    room.stepClock(-3_600_000).hear('clock.stepped', { byMs: -3_600_000 });
    expect([infusingMs(room.session, room.now.mono), room.session.delivered]).toEqual(before);
    expect(alarms(room)).toEqual(['clock-stepped:low']);
    room.must(pause).pass(50).answered().pass(950).pump(onHold(0.3));
    const infused = infusingMs(room.session, room.now.mono);
    expect(infused).toBe(room.now.mono - (room.session.startedMono ?? 0));
    expect(infused).toBeGreaterThan(60_000);
    room.pass(30_000).pump(onHold(0.3));
    expect(infusingMs(room.session, room.now.mono)).toBe(infused);
    expect(pausedForMs(room.session, room.now.mono)).toBe(30_000);
    room.must(resume()).pass(50).answered().pass(950).pump(infusingAt(12.25, 0.3));
    expect(room.session).toMatchObject({ pausedMs: 31_000, pauses: 1 });
    expect(room.session.delivered.lowMl).toBeGreaterThan(delivered.lowMl);
    room.wait(120_100);
    expect(alarms(room).some((one) => one.startsWith('clock-stepped'))).toBe(false);
  });

  test('a long pause is asked about', () => {
    const room = pausedRoom();
    for (let minute = 0; minute < 10; minute += 1) {
      for (let second = 0; second < 15; second += 1) room.wait(4_000).pump(onHold(0.011));
    }
    expect(alarms(room)).toEqual(['pause-long:medium', 'observation-due:medium']);
    room.must(end).pass(50).answered().pass(950).pump(onHold(0.011));
    expect(alarms(room)).toEqual([]);
  });
});

test('limits of the session stay those it was opened with (SR-030)', () => {
  const room = infusingRoom();
  room.planned = { order: orderOf(), patient, limits: { ...limits, version: '2' }, policy: clinicPolicy };
  expect(room.session.limits.version).toBe('1');
});
