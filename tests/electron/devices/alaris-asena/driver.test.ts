import { describe, expect, it } from 'vitest';
import { rig } from './rig';

describe('connect', () => {
  it('identifies the pump by reads only and changes nothing', async () => {
    const at = rig();
    await at.connect();
    expect(at.asked.slice(0, 7)).toEqual([
      'INST_SERIALNO',
      'COMMS_PROTOCOL',
      'COMMS_RESPONSE_MAX',
      'SYRINGE_STATUS',
      'INF_RATE_MAX_SYRINGE',
      'INF',
      'INF_VTBI',
    ]);
    expect(at.reports.slice(0, 4)).toMatchObject([
      {
        kind: 'link-up',
        identity: {
          driver: 'alaris-asena',
          manufacturer: 'Alaris',
          model: 'Asena GH',
          serialNumber: 'SIM-8003',
          software: 'Asena Rev 2.1.5',
          simulator: true,
        },
      },
      {
        kind: 'capabilities',
        capabilities: { rateMaxMlPerHour: 1200, vtbiMaxMl: 50, bolus: 'none', humanUse: true },
      },
      { kind: 'control', control: 'pump' },
      {
        kind: 'pump-reading',
        snapshot: {
          runState: 'paused',
          motion: 'unproven',
          rateMlPerHour: 0,
          volumeInfusedMl: 0,
          vtbi: { active: false },
          syringe: { brand: 'BD PLASTIPAK', sizeMl: 50, confirmed: true },
          alarms: [],
          mode: 'HLD',
        },
      },
    ]);
    await at.clock.advance(60_000);
    expect(at.asked.filter((text) => /START|STOP|CLEAR|REMOTE|\^/.test(text))).toEqual([]);
  });

  it('lowers the highest rate to what the pump says about its syringe', async () => {
    const at = rig();
    at.fromPump = (frame) =>
      frame.payload.startsWith('INF_RATE_MAX')
        ? [at.frame('INF_RATE_MAX_SYRINGE^600.00^ml/h')]
        : [frame.bytes];
    await at.takeControl();
    expect(at.reports.find((report) => report.kind === 'capabilities')).toMatchObject({
      capabilities: { rateMaxMlPerHour: 600 },
    });
    at.start('s', 600.01);
    expect(await at.ended('s')).toEqual(['refused']);
  });

  it('polls each second and never leaves a gap of 4 s', async () => {
    const at = rig();
    await at.connect();
    let lastAsk = at.clock.now().mono;
    let longest = 0;
    at.toPump = () => {
      longest = Math.max(longest, at.clock.now().mono - lastAsk);
      lastAsk = at.clock.now().mono;
      return true;
    };
    const before = at.snapshots().length;
    await at.clock.advance(120_000);
    expect(at.snapshots().length - before).toBeGreaterThanOrEqual(119);
    expect(longest).toBeLessThanOrEqual(1000);
    expect(at.count('INF_VTBI')).toBeGreaterThanOrEqual(12);
    expect(at.reports.filter((report) => report.kind === 'wire')).toHaveLength(12);
  });

  it('keeps asking a silent line, then gives up, opens a new port, and identifies when the pump wakes', async () => {
    const at = rig();
    at.toPump = () => false;
    at.driver.open();
    await at.clock.advance(15_000);
    expect(at.faults()).toEqual(['silent']);
    expect(at.wire.ends.length).toBeGreaterThanOrEqual(2);
    at.toPump = () => true;
    await at.clock.advance(3000);
    expect(at.reports.filter((report) => report.kind === 'link-up')).toHaveLength(1);
    await at.driver.close();
    at.pump.stop();
    expect(at.clock.pending).toBe(0);
  });
});

describe('a whole infusion', () => {
  it('sets, reads back, starts, is proven, changes, stops, is still, gives back', async () => {
    const at = rig();
    await at.takeControl();
    at.start();
    expect(await at.ended('start-1')).toEqual(['sent', 'acknowledged']);
    const from = at.asked.indexOf('INF_RATE^12.50^ml/h');
    const order = [
      'INF_RATE^12.50^ml/h',
      'INF_RATE',
      'INF_VTBI^ACTIV^20.000^ml^STOP',
      'INF_VTBI',
      'INF_START',
    ];
    expect(
      at.asked
        .slice(from)
        .filter((text) => order.includes(text))
        .slice(0, 5),
    ).toEqual(order);
    await at.clock.advance(500);
    expect(at.last()).toMatchObject({ runState: 'infusing', motion: 'unproven', rateMlPerHour: 12.5 });
    await at.clock.advance(10_000);
    expect(at.last()).toMatchObject({
      runState: 'infusing',
      motion: 'proven',
      vtbi: { active: true, ml: 20 },
    });
    at.setRate('rate-1', 25);
    expect(await at.ended('rate-1')).toEqual(['sent', 'acknowledged']);
    await at.clock.advance(10_000);
    expect(at.last()).toMatchObject({ rateMlPerHour: 25, motion: 'proven' });
    at.stop();
    expect(at.phases('stop-1')).toEqual(['sent']);
    expect(await at.ended('stop-1')).toEqual(['sent', 'acknowledged']);
    await at.clock.advance(3000);
    expect(at.last()).toMatchObject({ runState: 'paused', motion: 'still' });
    const closing = at.driver.close();
    await at.clock.advance(1000);
    await closing;
    expect(at.asked.slice(-2)).toEqual(['REMOTE_CTRL^DISABLED', 'REMOTE_CFG^DISABLED']);
    expect(at.reports.at(-1)).toMatchObject({ kind: 'link-down', fault: 'closed' });
    at.pump.stop();
    expect(at.clock.pending).toBe(0);
    expect(at.faults()).toEqual(['closed']);
  });

  it('gives control back where the pump answers with the long echo', async () => {
    const at = rig();
    await at.takeControl();
    at.fromPump = (frame) =>
      frame.payload.endsWith('^DISABLED') ? [at.frame(`${frame.payload}^****^PERMIT^0^ms`)] : [frame.bytes];
    at.driver.releaseControl();
    await at.clock.advance(0);
    expect(at.reports.filter((report) => report.kind === 'control').at(-1)).toMatchObject({
      control: 'pump',
      detail: 'remote control was given back',
    });
  });

  it('renews the grant every few seconds while it has it, and only then', async () => {
    const at = rig();
    await at.takeControl();
    const key = 'REMOTE_CTRL^ENABLED^';
    const claims = () => at.asked.filter((text) => text.startsWith(key)).length;
    const before = claims();
    await at.clock.advance(30_000);
    expect(claims() - before).toBe(10);
    at.driver.releaseControl();
    await at.clock.advance(1000);
    const after = claims();
    await at.clock.advance(30_000);
    expect(claims()).toBe(after);
  });
});

describe('stop', () => {
  it('is written in the same tick although another request is outstanding', async () => {
    const at = rig();
    await at.infuse();
    at.toPump = (payload) => payload !== 'INF';
    await at.clock.until(() => at.asked.at(-1) === 'INF', 5000);
    at.toPump = () => true;
    const before = at.asked.length;
    at.stop();
    expect(at.asked.slice(before)[0]).toBe('INF_STOP');
    expect(at.pump.status().infusing).toBe(false);
    expect(at.phases('stop-1')).toEqual(['sent']);
    expect(await at.ended('stop-1')).toEqual(['sent', 'acknowledged']);
  });

  it('is written before the pump is identified and without a grant', async () => {
    const at = rig();
    at.toPump = (payload) => payload === 'INF_STOP' || payload === 'INF';
    at.driver.open();
    await at.clock.advance(700);
    at.stop();
    expect(at.asked.at(-1)).toBe('INF_STOP');
    expect(await at.ended('stop-1')).toEqual(['sent', 'acknowledged']);
  });

  it('is sent again each 500 ms until the pump is seen stopped', async () => {
    const at = rig();
    await at.infuse();
    let lost = 0;
    at.toPump = (payload) => payload !== 'INF_STOP' || ++lost > 3;
    at.stop();
    expect(await at.ended('stop-1')).toEqual(['sent', 'acknowledged']);
    expect(lost).toBe(4);
    expect(at.pump.status().infusing).toBe(false);
  });

  it('is unanswered after 5 s without an answer, and says what to do', async () => {
    const at = rig();
    await at.infuse();
    at.toPump = (payload) => payload !== 'INF_STOP';
    at.stop();
    expect(await at.ended('stop-1')).toEqual(['sent', 'unanswered']);
    expect(at.detail('stop-1')).toContain('stop it at the pump');
    expect(at.count('INF_STOP')).toBeLessThanOrEqual(12);
    const bounded = at.count('INF_STOP');
    await at.clock.advance(30_000);
    expect(at.count('INF_STOP')).toBe(bounded);
  });

  it('takes the place of a start that has not left', async () => {
    const at = rig();
    await at.takeControl();
    at.start();
    at.stop();
    expect(await at.ended('start-1')).toEqual(['refused']);
    expect(await at.ended('stop-1')).toEqual(['sent', 'acknowledged']);
    await at.clock.advance(5000);
    expect(at.count('INF_START')).toBe(0);
  });

  it('resolves the request it overtook: a start that was on its way is not called refused', async () => {
    const at = rig();
    await at.takeControl();
    at.fromPump = (frame) => (frame.payload === 'INF_START' ? [] : [frame.bytes]);
    at.start();
    await at.clock.until(() => at.asked.at(-1) === 'INF_START', 5000);
    at.stop();
    expect(await at.ended('stop-1')).toEqual(['sent', 'acknowledged']);
    expect(await at.ended('start-1')).toEqual(['sent', 'unanswered']);
    expect(at.pump.status().infusing).toBe(false);
  });

  it('may be pressed again and again: every one is answered, and the line is not flooded', async () => {
    const at = rig();
    await at.infuse();
    at.toPump = (payload) => payload !== 'INF_STOP';
    for (let press = 0; press < 5; press += 1) {
      at.stop(`stop-${press}`);
      await at.clock.advance(100);
    }
    at.toPump = () => true;
    for (let press = 0; press < 5; press += 1)
      expect(await at.ended(`stop-${press}`)).toEqual(['sent', 'acknowledged']);
    expect(at.count('INF_STOP')).toBeLessThanOrEqual(10);
  });

  it('without a connection is refused when none comes within 10 s, because it certainly was not sent', async () => {
    const at = rig();
    at.stop();
    await at.clock.advance(9_900);
    expect(at.phases('stop-1')).toEqual([]);
    await at.clock.advance(200);
    expect(at.phases('stop-1')).toEqual(['refused']);
    expect(at.detail('stop-1')).toContain('stop it at the pump');
  });

  it('that finds the port closed goes out as soon as the next one is open, to a pump that is only not heard', async () => {
    const at = rig();
    await at.infuse(60);
    at.fromPump = () => [];
    await at.clock.until(() => at.faults().includes('silent'), 20_000);
    const before = at.asked.length;
    at.stop();
    expect(at.asked.slice(before)).toEqual([]);
    await at.clock.advance(6_000);
    // Beside the question who is there, for whose answer it does not wait.
    expect(at.asked.slice(before, before + 2)).toContain('INF_STOP');
    expect(at.phases('stop-1')[0]).toBe('sent');
    expect(at.pump.status().infusing).toBe(false);
  });

  it('that was written into a line that had gone dead goes out again when the line is back, and only for 10 s', async () => {
    const at = rig();
    await at.infuse(60);
    at.fromPump = () => [];
    at.toPump = () => false;
    await at.clock.advance(2_500);
    at.stop();
    expect(at.phases('stop-1')).toEqual(['sent']);
    await at.clock.until(() => at.faults().includes('silent'), 20_000);
    at.toPump = () => true;
    at.fromPump = (frame) => [frame.bytes];
    expect(at.pump.status().infusing).toBe(true);
    await at.clock.advance(3_000);
    expect(at.pump.status().infusing).toBe(false);
    expect(at.phases('stop-1')).toEqual(['sent', 'unanswered', 'sent', 'acknowledged']);
    expect(at.count('INF_STOP')).toBeLessThan(10);

    const late = rig();
    await late.infuse(60);
    late.toPump = () => false;
    late.fromPump = () => [];
    late.stop();
    await late.clock.advance(12_000);
    const tried = late.count('INF_STOP');
    await late.clock.advance(30_000);
    expect(late.count('INF_STOP')).toBe(tried);
    expect(late.phases('stop-1').at(-1)).toBe('unanswered');
  });

  it('that waits for a port when the console ends is refused in words', async () => {
    const at = rig();
    at.stop();
    await at.driver.close();
    expect(at.phases('stop-1')).toEqual(['refused']);
    expect(at.detail('stop-1')).toContain('stop it at the pump');
    at.stop('stop-2');
    expect(at.phases('stop-2')).toEqual(['refused']);
    await at.clock.advance(20_000);
    expect(at.phases('stop-1')).toEqual(['refused']);
  });
});
