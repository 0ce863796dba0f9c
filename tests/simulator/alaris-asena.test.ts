import { describe, expect, it } from 'vitest';
import type { Reply } from '../../electron/devices/alaris-asena/codec';
import { decodeReply } from '../../electron/devices/alaris-asena/codec';
import { encodeFrame, FrameStream, remoteKey } from '../../electron/devices/alaris-asena/frame';
import { ManualClock } from '../clock';
import { alarisAsena } from './alaris-asena';
import { UnknownFault } from './device';

function setUp(factor = 1, options: Readonly<Record<string, string>> = {}) {
  const clock = new ManualClock({ factor });
  const replies: Reply[] = [];
  const said: string[] = [];
  const pump = alarisAsena.start({
    clock,
    write: (bytes) => {
      for (const found of new FrameStream().push(bytes)) {
        if (found.kind === 'frame') replies.push(decodeReply(found.payload));
      }
    },
    say: (line) => said.push(line),
    pumpControl: null,
    options,
  });
  const ask = (payload: string): Reply | null => {
    const before = replies.length;
    pump.receive(encodeFrame(payload));
    return replies[before] ?? null;
  };
  const claim = () => ask(`REMOTE_CTRL^ENABLED^${remoteKey(pump.serialNumber)}`);
  const start = (rate = '60.00', vtbi = '10.000') => {
    claim();
    ask(`INF_RATE^${rate}^ml/h`);
    ask(`INF_VTBI^ACTIV^${vtbi}^ml^STOP`);
    return ask('INF_START');
  };
  return { clock, pump, ask, claim, start, said };
}

describe('simulated Asena', () => {
  it('infuses what rate and time say, to the microlitre', async () => {
    const { clock, ask, start, pump } = setUp();
    expect(start()).toMatchObject({ kind: 'echo', name: 'INF_START' });
    for (let second = 0; second < 60; second += 1) {
      await clock.advance(1000);
      ask('INF');
    }
    expect(ask('INF')).toMatchObject({
      mode: 'SET',
      alarmFlag: '-',
      rateMlPerHour: 60,
      volumeInfusedMl: 1,
      timeRemaining: '00:09:00',
    });
    expect(pump.status().totalDeliveredMl).toBeCloseTo(1, 9);
    expect(ask('INF_STOP')).toMatchObject({ kind: 'echo' });
    await clock.advance(60_000);
    expect(ask('INF')).toMatchObject({ mode: 'HLD', rateMlPerHour: 0, volumeInfusedMl: 1 });
  });

  it('loses one answer, or falls silent at or after one, and acts in any case', () => {
    const { ask, start, pump } = setUp();
    pump.fault('lose-answer', 'INF_START');
    expect(start()).toBeNull();
    expect(pump.status()).toMatchObject({ infusing: true, startsHeard: 1 });
    expect(ask('INF')).not.toBeNull();
    pump.fault('mute-after', 'set-rate');
    expect(ask('INF_RATE')).not.toBeNull();
    expect(ask('INF_RATE^30.00^ml/h')).not.toBeNull();
    expect(ask('INF')).toBeNull();
    pump.clear();
    pump.fault('mute-at', 'INF_STOP');
    expect(ask('INF_STOP')).toBeNull();
    expect(ask('INF')).toBeNull();
    expect(pump.status()).toMatchObject({ infusing: false, setRateMlPerHour: 30 });
    pump.clear();
    pump.fault('deaf-at', 'set-rate');
    expect(ask('INF_RATE^20.00^ml/h')).toBeNull();
    expect(ask('INF')).toBeNull();
    expect(pump.status()).toMatchObject({ setRateMlPerHour: 30 });
    expect(() => pump.fault('mute-at', null)).toThrow(UnknownFault);
  });

  it('does nothing it was not granted, and grants only its own key', () => {
    const { ask, claim, pump } = setUp();
    expect(ask('INF_RATE^60.00^ml/h')).toBeNull();
    expect(ask('INF_START')).toBeNull();
    expect(ask('REMOTE_CTRL^ENABLED^0000')).toMatchObject({ answer: 'DENIED' });
    expect(claim()).toMatchObject({ answer: 'PERMIT' });
    expect(ask('INF_RATE^60.00^ml/h')).toMatchObject({ rateMlPerHour: 60 });
    expect(ask('INF_BOLUS^ENABLED')).toBeNull();
    expect(pump.status().infusing).toBe(false);
  });

  it('H2: stops 15 s after the last word of the console, but only after a serial start', async () => {
    const serial = setUp();
    serial.start();
    await serial.clock.advance(14_000);
    expect(serial.pump.status().infusing).toBe(true);
    await serial.clock.advance(2000);
    expect(serial.pump.status()).toMatchObject({ infusing: false, alarm: 'AL_COMTO' });
    expect(serial.pump.status().totalDeliveredMl).toBeCloseTo((60 * 15) / 3600, 6);

    const local = setUp();
    local.pump.fault('dial', 60);
    local.pump.fault('press', 'start');
    await local.clock.advance(60_000);
    expect(local.pump.status()).toMatchObject({ infusing: true, alarm: null, watchdogArmed: false });
  });

  it('its watchdog leaves a fast simulation 4 s of real time', async () => {
    const { clock, start, pump } = setUp(60);
    start();
    await clock.advance(239_000);
    expect(pump.status().infusing).toBe(true);
    await clock.advance(2000);
    expect(pump.status().alarm).toBe('AL_COMTO');
  });

  it('waits as long as it is told to', async () => {
    const patient = setUp(1, { watchdog: '120' });
    patient.start();
    await patient.clock.advance(119_000);
    expect(patient.pump.status().infusing).toBe(true);
    await patient.clock.advance(2000);
    expect(patient.pump.status()).toMatchObject({ infusing: false, alarm: 'AL_COMTO' });
    expect(() => setUp(1, { watchdog: 'long' })).toThrow('"long" is no number of seconds');
  });

  it('stops at the volume limit exactly, and at the end of the syringe', async () => {
    const limit = setUp();
    limit.start('60.00', '0.100');
    await limit.clock.advance(10_000);
    expect(limit.pump.status()).toMatchObject({ infusing: false, alarm: 'AL_EOIST', volumeInfusedMl: 0.1 });
    const empty = setUp();
    empty.pump.fault('syringe-empty', '0.05');
    empty.start();
    await empty.clock.advance(10_000);
    expect(empty.pump.status()).toMatchObject({
      infusing: false,
      alarm: 'AL_EOIST',
      volumeInfusedMl: 0.05,
    });
  });

  it('raises the pressure against a closed line until the alarm stops it', async () => {
    const { clock, pump, start, ask } = setUp();
    start();
    pump.fault('occlusion', null);
    await clock.advance(5000);
    expect(pump.status()).toMatchObject({ infusing: true });
    expect(Number(pump.status().linePressureMmHg)).toBeGreaterThan(100);
    await clock.advance(9000);
    expect(pump.status()).toMatchObject({ infusing: false, alarm: 'AL_OCCLU' });
    expect(ask('INF')).toMatchObject({ alarmFlag: 'A', mode: 'HLD' });
    expect(ask('ALARM')).toMatchObject({ code: 'AL_OCCLU' });
    expect(ask('INF_START')).toBeNull();
  });

  it('a restart loses the counter, never what was given', async () => {
    const { clock, pump, start, ask } = setUp();
    start();
    await clock.advance(6000);
    pump.fault('reboot', null);
    expect(ask('INF')).toBeNull();
    await clock.advance(3250);
    expect(ask('INF')).toMatchObject({ volumeInfusedMl: 0, mode: 'HLD', rateMlPerHour: 0 });
    expect(pump.status()).toMatchObject({ volumeInfusedMl: 0, remoteControl: false, vtbi: null });
    expect(pump.status().totalDeliveredMl).toBeCloseTo(0.1, 9);
  });

  it('refuses faults and arguments it does not know', () => {
    const { pump } = setUp();
    for (const [name, argument] of [
      ['explode', null],
      ['dial', null],
      ['dial', 'much'],
      ['press', 'bolus'],
      ['alarm', ''],
    ] as const) {
      expect(() => pump.fault(name, argument)).toThrow(UnknownFault);
    }
  });

  it('leaves no timer when it is off', () => {
    const { pump, clock } = setUp();
    pump.stop();
    expect(clock.pending).toBe(0);
  });
});
