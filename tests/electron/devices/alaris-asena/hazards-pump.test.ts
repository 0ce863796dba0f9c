import { describe, expect, it } from 'vitest';
import { rig } from './rig';

const STATUS = (rate: string, mode = 'SET', flag = '-', volume = '1.000') =>
  `INF^SIM-8003^${flag}^${mode}^${rate}^^${volume}^ml^15.00^mmHg^24+^EVENT^1`;

describe('H9: a set rate is not a delivered one', () => {
  it('a motor that stands still is stalled, although mode and rate are healthy', async () => {
    const at = rig();
    await at.infuse();
    at.pump.fault('jam', null);
    await at.clock.until(() => at.last().motion === 'stalled', 10_000);
    expect(at.last()).toMatchObject({ runState: 'infusing', rateMlPerHour: 12.5 });
    at.pump.clear();
    await at.clock.until(() => at.last().motion === 'proven', 10_000);
  });

  it('0.1 ml/h is proven too, with the patience its resolution needs', async () => {
    const at = rig();
    await at.takeControl();
    at.start('start-1', 0.1, 1);
    await at.clock.advance(100_000);
    expect(at.last().motion).toBe('unproven');
    await at.clock.until(() => at.last().motion === 'proven', 200_000, 1000);
    expect(at.snapshots().some((snapshot) => snapshot.motion === 'stalled')).toBe(false);
  });

  it('volume that rises on hold makes the state unknown', async () => {
    const at = rig();
    await at.connect();
    let volume = 1;
    at.fromPump = (frame) => {
      if (!frame.payload.startsWith('INF^')) return [frame.bytes];
      volume += 0.01;
      return [at.frame(STATUS('0.00^ml/h', 'HLD', '-', volume.toFixed(3)))];
    };
    await at.clock.advance(5000);
    expect(at.last()).toMatchObject({ runState: 'unknown', motion: 'unproven' });
    expect(at.faults()).toEqual(['protocol']);
  });

  it('a pump that ran and was stopped while nobody heard it is not held in doubt for ever', async () => {
    const at = rig();
    await at.connect();
    let volume = 0;
    at.fromPump = (frame) => {
      if (!frame.payload.startsWith('INF^')) return [frame.bytes];
      return [at.frame(STATUS('0.00^ml/h', 'HLD', '-', volume.toFixed(3)))];
    };
    await at.clock.until(() => at.last().motion === 'still', 5000);
    volume = 0.008;
    await at.clock.until(() => at.last().motion === 'unproven', 3000);
    const from = at.clock.now().mono;
    await at.clock.until(() => at.last().motion === 'still', 10_000);
    expect(at.clock.now().mono - from).toBeGreaterThanOrEqual(4000);
    expect(at.last().runState).toBe('paused');
  });
});

describe('H10: the pump restarts', () => {
  it('is reported as seen, and control is withdrawn until somebody takes it again', async () => {
    const at = rig();
    await at.infuse(60);
    at.pump.fault('reboot', null);
    await at.clock.advance(4500);
    expect(at.last()).toMatchObject({ volumeInfusedMl: 0, runState: 'paused' });
    expect(at.control()).toBe('withdrawn');
    at.start('again');
    expect(await at.ended('again')).toEqual(['refused']);
    await at.clock.advance(30_000);
    expect(at.pump.status().remoteControl).toBe(false);
    at.driver.takeControl('SIM-8003');
    await at.clock.advance(1000);
    expect(at.control()).toBe('console');
  });
});

describe('H11: the wrong pump', () => {
  it('is not given control', async () => {
    const at = rig();
    await at.connect();
    at.driver.takeControl('8002-51740');
    await at.clock.advance(1000);
    expect(at.control()).toBe('refused');
    expect(at.faults()).toEqual(['wrong-device']);
    expect(at.asked.filter((text) => text.startsWith('REMOTE'))).toEqual([]);
  });

  it('is noticed when it answers instead of the one before: identified again, control gone, nothing sent to it', async () => {
    const at = rig();
    await at.takeControl();
    at.pump.fault('wrong-serial', 'SIM-9');
    at.start();
    await at.clock.advance(3000);
    expect(at.faults()).toContain('wrong-device');
    expect(at.reports.filter((report) => report.kind === 'link-up').at(-1)).toMatchObject({
      identity: { serialNumber: 'SIM-9' },
    });
    expect(at.control()).toBe('pump');
    expect(at.count('INF_START')).toBe(0);
    expect(at.phases('start-1').at(-1)).toBe('refused');
    expect(at.last().serialNumber).toBe('SIM-9');
  });
});

describe('H12: control refused or withdrawn', () => {
  it('a pump that refuses is observed only; stop is tried anyway', async () => {
    const at = rig();
    at.pump.fault('refuse-control', null);
    await at.connect();
    at.driver.takeControl('SIM-8003');
    await at.clock.advance(1000);
    expect(at.control()).toBe('refused');
    at.start();
    at.setRate('rate-1', 5);
    expect(await at.ended('start-1')).toEqual(['refused']);
    expect(await at.ended('rate-1')).toEqual(['refused']);
    expect(at.detail('rate-1')).toContain('does not hold the controls');
    at.stop();
    expect(at.asked.at(-1)).toBe('INF_STOP');
    expect(await at.ended('stop-1')).toEqual(['sent', 'acknowledged']);
  });

  it('a pump that does not know the request at all is observed only', async () => {
    const at = rig();
    at.toPump = (payload) => !payload.startsWith('REMOTE');
    await at.connect();
    at.driver.takeControl('SIM-8003');
    await at.clock.advance(2000);
    expect(at.control()).toBe('refused');
    await at.clock.advance(5000);
    expect(at.last().runState).toBe('paused');
  });

  it('is withdrawn when the renewal is refused, and never taken again by itself', async () => {
    const at = rig();
    await at.infuse();
    at.pump.fault('withdraw-control', null);
    await at.clock.advance(4000);
    expect(at.control()).toBe('withdrawn');
    at.pump.clear();
    await at.clock.advance(60_000);
    expect(at.control()).toBe('withdrawn');
    expect(at.pump.status().remoteControl).toBe(false);
  });

  it('is checked right before a command', async () => {
    const at = rig();
    await at.infuse();
    at.pump.fault('withdraw-control', null);
    at.setRate('rate-1', 25);
    await at.clock.advance(0);
    expect(at.phases('rate-1')).toEqual(['refused']);
    expect(at.control()).toBe('withdrawn');
  });
});

describe('H13: a local change', () => {
  it('is reported as it is: the rate and the hold at the pump', async () => {
    const at = rig();
    await at.infuse();
    at.pump.fault('dial', 20);
    await at.clock.advance(1500);
    expect(at.last()).toMatchObject({ runState: 'infusing', rateMlPerHour: 20, motion: 'unproven' });
    at.pump.fault('press', 'stop');
    await at.clock.advance(1500);
    expect(at.last()).toMatchObject({ runState: 'paused', rateMlPerHour: 0 });
  });
});

describe('H14: an alarm behind a healthy rate', () => {
  it('wins over mode and rate, with its words as soon as they are known', async () => {
    const at = rig();
    await at.infuse();
    at.pump.fault('alarm', 'AL_LWBAT');
    await at.clock.advance(1000);
    const alarms = at.snapshots().filter((snapshot) => snapshot.runState === 'alarm');
    expect(alarms[0]).toMatchObject({
      alarms: [{ code: 'A', severity: 'high' }],
      rateMlPerHour: 12.5,
      mode: 'SET',
    });
    expect(at.last()).toMatchObject({
      runState: 'alarm',
      alarms: [{ code: 'AL_LWBAT', severity: 'medium' }],
    });
    at.pump.fault('alarm', 'AL_CALLB');
    await at.clock.advance(1500);
    expect(at.last().alarms).toMatchObject([{ code: 'AL_CALLB' }]);
  });

  it.each([
    ['occlusion', null, 'AL_OCCLU', 120_000],
    ['syringe-empty', 0.02, 'AL_EOIST', 30_000],
    ['displaced', null, 'AL_SYRCO', 3000],
  ] as const)('%s → %s %s', async (fault, argument, code, within) => {
    const at = rig();
    await at.infuse(60);
    at.pump.fault(fault, argument);
    await at.clock.until(() => at.last().alarms.some((alarm) => alarm.code === code), within, 500);
    expect(at.last()).toMatchObject({ runState: 'alarm', mode: 'HLD' });
  });

  it('ends when the flag ends', async () => {
    const at = rig();
    await at.infuse();
    at.pump.fault('displaced', null);
    await at.clock.advance(2000);
    at.pump.clear();
    await at.clock.advance(1500);
    expect(at.last()).toMatchObject({ runState: 'paused', alarms: [] });
  });
});

describe('H15: unknown codes', () => {
  it('an unknown mode is unknown, an unknown alarm and an unknown flag are high', async () => {
    const at = rig();
    await at.infuse();
    at.pump.fault('unknown-mode', 'ZZZ');
    await at.clock.advance(1500);
    expect(at.last()).toMatchObject({ runState: 'unknown', mode: 'ZZZ' });
    at.pump.fault('alarm', 'AL_NEWER');
    await at.clock.advance(1500);
    expect(at.last().alarms).toEqual([
      { code: 'AL_NEWER', severity: 'high', text: 'Unknown alarm AL_NEWER: look at the pump' },
    ]);
    at.fromPump = (frame) => [
      frame.payload.startsWith('INF^')
        ? at.frame(STATUS('12.50^ml/h', 'SET', '?'))
        : at.frame('ALARM^AL_NOALM^ ^ '),
    ];
    await at.clock.advance(1500);
    expect(at.last()).toMatchObject({ runState: 'alarm', alarms: [{ code: 'flag ?', severity: 'high' }] });
  });

  it('an unknown frame is a fault told once, and nothing else happens', async () => {
    const at = rig();
    await at.connect();
    at.inject('NEW_THING^1');
    at.inject('NEW_THING^2');
    at.inject('INF^too^few');
    await at.clock.advance(2000);
    expect(at.faults()).toEqual(['protocol', 'protocol']);
  });
});

describe('H16: only what is on the list', () => {
  it('a whole day of work sends nothing but names of the allow-list, and never clears the volume (H17)', async () => {
    const at = rig();
    await at.infuse(60);
    for (let turn = 0; turn < 20; turn += 1) {
      at.setRate(`rate-${turn}`, 30 + turn);
      await at.clock.advance(20_000);
    }
    at.stop();
    await at.clock.advance(5000);
    at.driver.releaseControl();
    await at.clock.advance(5000);
    const names = new Set(at.asked.map((text) => text.split('^')[0]));
    expect([...names].sort()).toEqual([
      'ALARM',
      'COMMS_PROTOCOL',
      'COMMS_RESPONSE_MAX',
      'INF',
      'INF_RATE',
      'INF_RATE_MAX_SYRINGE',
      'INF_START',
      'INF_STOP',
      'INF_VTBI',
      'INST_SERIALNO',
      'REMOTE_CFG',
      'REMOTE_CTRL',
      'SYRINGE_STATUS',
    ]);
  });
});

describe('H18: no start without a volume limit', () => {
  it.each([0, -1])('a limit of %d ml is refused', async (vtbi) => {
    const at = rig();
    await at.takeControl();
    at.start('s', 12.5, vtbi);
    expect(await at.ended('s')).toEqual(['refused']);
    expect(at.detail('s')).toContain('without a volume limit');
  });

  it('the limit ends the infusion at the pump itself', async () => {
    const at = rig();
    await at.infuse(60, 0.1);
    await at.clock.advance(10_000);
    expect(at.pump.status()).toMatchObject({ infusing: false, volumeInfusedMl: 0.1, alarm: 'AL_EOIST' });
  });

  it('a pump that already infuses is not started', async () => {
    const at = rig();
    await at.infuse();
    at.start('again');
    expect(await at.ended('again')).toEqual(['refused']);
  });
});

describe('H20: bytes in any pieces', () => {
  it.each(['one by one', 'glued behind noise'])('%s', async (how) => {
    const at = rig();
    at.fromPump = (frame) =>
      how === 'one by one'
        ? Array.from(frame.bytes, (byte) => Uint8Array.of(byte))
        : [Uint8Array.of(0, 0xff, 0x0d, ...frame.bytes)];
    await at.infuse();
    expect(at.last()).toMatchObject({ runState: 'infusing', motion: 'proven' });
  });
});

describe('missed requests', () => {
  it('now and then cost nothing: every third request is not heard', async () => {
    const at = rig();
    await at.infuse();
    at.pump.fault('miss-every', 3);
    await at.clock.advance(60_000);
    expect(at.snapshots().length).toBeGreaterThan(60);
    at.setRate('rate-1', 25);
    expect(await at.ended('rate-1')).toEqual(['sent', 'acknowledged']);
    at.stop();
    expect(await at.ended('stop-1')).toEqual(['sent', 'acknowledged']);
    expect(at.faults()).toEqual([]);
  });
});

describe('a simulation that runs faster', () => {
  it('waits at least 500 ms of real time for an answer', async () => {
    const at = rig({ factor: 60 });
    at.toPump = () => false;
    at.driver.open();
    await at.clock.advance(29_999);
    expect(at.asked).toHaveLength(1);
    await at.clock.advance(200);
    expect(at.asked).toHaveLength(2);
  });
});
