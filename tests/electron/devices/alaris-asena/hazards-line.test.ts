import { describe, expect, it } from 'vitest';
import { encodeFrame } from '../../../../electron/devices/alaris-asena/frame';
import { rig } from './rig';

const STATUS = (rate: string, mode = 'SET', flag = '-', volume = '1.000') =>
  `INF^SIM-8003^${flag}^${mode}^${rate}^^${volume}^ml^15.00^mmHg^24+^EVENT^1`;

describe('H1: cable or adapter lost', () => {
  it('tells of a pulled cable in the same tick, once, and comes back by itself without control', async () => {
    const at = rig();
    await at.infuse();
    at.wire.end.unplug();
    expect(at.faults()).toEqual(['unplugged']);
    expect(at.control()).toBe('unknown');
    const readings = at.snapshots().length;
    at.wire.refusal = 'port-missing';
    await at.clock.advance(20_000);
    expect(at.snapshots()).toHaveLength(readings);
    expect(at.faults()).toEqual(['unplugged', 'port-missing']);
    at.wire.refusal = null;
    await at.clock.advance(6000);
    expect(at.reports.filter((report) => report.kind === 'link-up')).toHaveLength(2);
    expect(at.control()).toBe('pump');
    at.start('again');
    expect(await at.ended('again')).toEqual(['refused']);
  });

  it('a cable that is there but dead: link-down after 5 s without a frame', async () => {
    const at = rig();
    await at.infuse();
    at.fromPump = () => [];
    await at.clock.advance(4500);
    expect(at.faults()).toEqual([]);
    await at.clock.advance(2000);
    expect(at.faults()).toEqual(['silent']);
  });

  it('nothing written before a cut reaches the pump after it', async () => {
    const at = rig();
    await at.takeControl();
    at.start();
    at.wire.end.unplug();
    await at.clock.advance(20_000);
    expect(at.phases('start-1').at(-1)).not.toBe('acknowledged');
    expect(at.pump.status().infusing).toBe(false);
    expect(at.count('INF_START')).toBe(0);
  });
});

describe('H2: the pump after link loss', () => {
  it('stops by its own watchdog 15 s after the last word, and says so when the cable is back', async () => {
    const at = rig();
    await at.infuse(60);
    at.wire.refusal = 'port-missing';
    at.wire.end.unplug();
    await at.clock.advance(14_000);
    expect(at.pump.status().infusing).toBe(true);
    await at.clock.advance(2500);
    expect(at.pump.status()).toMatchObject({ infusing: false, alarm: 'AL_COMTO' });
    at.wire.refusal = null;
    await at.clock.advance(7000);
    expect(at.last()).toMatchObject({ runState: 'alarm', alarms: [{ code: 'AL_COMTO', severity: 'high' }] });
  });
});

describe('H4: a reply that does not belong to the command', () => {
  it('a late echo of an older rate does not answer a newer one', async () => {
    const at = rig();
    await at.infuse();
    at.toPump = (payload) => !payload.startsWith('INF_RATE^');
    at.setRate('rate-1', 25);
    await at.clock.until(() => at.asked.at(-1) === 'INF_RATE^25.00^ml/h', 5000);
    at.inject('INF_RATE^12.50^ml/h');
    at.inject('INF_RATE^25.00^ml/min');
    at.inject('INF_STOP');
    await at.clock.advance(10);
    expect(at.phases('rate-1')).toEqual(['sent']);
    expect(await at.ended('rate-1')).toEqual(['sent', 'refused']);
    expect(at.pump.status().rateMlPerHour).toBe(12.5);
  });

  it('a status that is late tells nothing about a start: the newer one decides', async () => {
    const at = rig();
    await at.takeControl();
    // The poll before the start is answered late, on hold; the echo of the start is lost.
    const held: Uint8Array[] = [];
    at.fromPump = (frame) => {
      if (frame.payload === 'INF_START') return [];
      if (held.length === 0 && frame.payload.startsWith('INF^') && at.asked.includes('INF_RATE^12.50^ml/h')) {
        held.push(frame.bytes);
        return [];
      }
      return [frame.bytes];
    };
    at.start();
    await at.clock.until(() => at.asked.includes('INF_START'), 10_000);
    for (const bytes of held) at.wire.end.send(bytes);
    expect(await at.ended('start-1')).toEqual(['sent', 'acknowledged']);
  });

  it('half a frame from before the question does not complete into its answer', async () => {
    const at = rig();
    await at.connect();
    at.toPump = () => false;
    const whole = encodeFrame(STATUS('99.00^ml/h'));
    at.wire.end.send(whole.subarray(0, 20));
    await at.clock.until(() => at.asked.at(-1) === 'INF', 5000);
    at.wire.end.send(whole.subarray(20));
    await at.clock.advance(100);
    expect(at.last().rateMlPerHour).toBe(0);
  });

  it('an answer with another value is a failure, and the state is read', async () => {
    const at = rig();
    await at.infuse();
    at.pump.fault('wrong-ack', 1);
    at.setRate('rate-1', 25);
    expect(await at.ended('rate-1')).toEqual(['sent', 'acknowledged']);
    expect(at.count('INF_RATE^25.00^ml/h')).toBe(1);
    expect(at.count('INF_RATE')).toBeGreaterThan(0);
  });
});

describe('H5: a retry doubles nothing', () => {
  it.each(['request', 'reply'])('a start whose %s is lost is sent once only', async (lost) => {
    const at = rig();
    await at.takeControl();
    if (lost === 'request') at.toPump = (payload) => payload !== 'INF_START';
    else at.fromPump = (frame) => (frame.payload === 'INF_START' ? [] : [frame.bytes]);
    at.start();
    expect(await at.ended('start-1')).toEqual(['sent', lost === 'request' ? 'refused' : 'acknowledged']);
    await at.clock.advance(30_000);
    expect(at.count('INF_START')).toBe(1);
    expect(at.pump.status().infusing).toBe(lost === 'reply');
  });

  it('a start of which nothing can be seen is unanswered', async () => {
    const at = rig();
    await at.takeControl();
    let dead = false;
    at.toPump = (payload) => {
      dead ||= payload === 'INF_START';
      return !dead;
    };
    at.start();
    expect(await at.ended('start-1')).toEqual(['sent', 'unanswered']);
    expect(at.count('INF_START')).toBe(1);
  });

  it.each(['request', 'reply'])(
    'a rate whose %s is lost is in force once, or sent again because it is absolute',
    async (lost) => {
      const at = rig();
      await at.infuse();
      let seen = 0;
      if (lost === 'request') at.toPump = (payload) => payload !== 'INF_RATE^25.00^ml/h' || ++seen > 1;
      else
        at.fromPump = (frame) =>
          frame.payload === 'INF_RATE^25.00^ml/h' && ++seen === 1 ? [] : [frame.bytes];
      at.setRate('rate-1', 25);
      expect(await at.ended('rate-1')).toEqual(['sent', 'acknowledged']);
      expect(at.count('INF_RATE^25.00^ml/h')).toBe(lost === 'request' ? 2 : 1);
      expect(at.pump.status().rateMlPerHour).toBe(25);
    },
  );

  it('a start whose volume limit is not taken is refused, before the start', async () => {
    const at = rig();
    await at.takeControl();
    at.toPump = (payload) => !payload.startsWith('INF_VTBI^');
    at.start();
    expect(await at.ended('start-1')).toEqual(['refused']);
    expect(at.detail('start-1')).toContain('volume limit');
    expect(at.count('INF_START')).toBe(0);
  });

  it('a start whose rate is not taken is refused, before the start', async () => {
    const at = rig();
    await at.takeControl();
    at.toPump = (payload) => !payload.startsWith('INF_RATE^');
    at.start();
    expect(await at.ended('start-1')).toEqual(['refused']);
    expect(at.count('INF_START')).toBe(0);
  });
});

describe('H6: corrupted frames', () => {
  it('are counted by name, not read, and three in a row are a fault of the link', async () => {
    const at = rig();
    await at.connect();
    const readings = at.snapshots().length;
    at.fromPump = (frame) => [Uint8Array.from(frame.bytes, (byte, index) => (index === 5 ? byte ^ 1 : byte))];
    await at.clock.advance(3000);
    expect(at.snapshots()).toHaveLength(readings);
    expect(at.faults()).toEqual(['checksum']);
    at.fromPump = (frame) => [frame.bytes];
    await at.clock.advance(10_000);
    const wire = at.reports.filter((report) => report.kind === 'wire').at(-1);
    expect(wire).toMatchObject({ counters: { rejected: { checksum: expect.any(Number) } } });
  });

  it('a line that only babbles is noise, not silence', async () => {
    const at = rig();
    at.fromPump = (frame) => [frame.bytes.map((byte) => byte ^ 0x80)];
    at.driver.open();
    await at.clock.advance(12_000);
    expect(at.faults()).toEqual(['noise', 'noise']);
    expect(at.reports.find((report) => report.kind === 'fault')).toMatchObject({
      detail: expect.stringContaining('check speed'),
    });
  });
});

describe('H7: units', () => {
  it('a rate in another unit is no rate, a fault told once, and no infusion is claimed', async () => {
    const at = rig();
    await at.infuse();
    at.pump.fault('wrong-unit', 'ml/min');
    await at.clock.advance(5000);
    expect(at.last()).toMatchObject({ runState: 'unknown', rateMlPerHour: null, motion: 'unproven' });
    expect(at.faults()).toEqual(['protocol']);
    at.pump.clear();
    await at.clock.advance(2000);
    expect(at.last()).toMatchObject({ runState: 'infusing', rateMlPerHour: 12.5 });
  });
});

describe('H8: rounding', () => {
  it.each([
    [12.345, 20, 'between two steps'],
    [12.5, 20.0005, 'between two steps'],
    [0.09, 20, 'outside of'],
    [1200.01, 20, 'outside of'],
    [12.5, 50.001, 'above 50'],
  ])('%d ml/h with %d ml is refused, not rounded and not clamped', async (rate, vtbi, reason) => {
    const at = rig();
    await at.takeControl();
    at.start('s', rate, vtbi);
    expect(await at.ended('s')).toEqual(['refused']);
    expect(at.detail('s')).toContain(reason);
    expect(at.asked.filter((text) => /^INF_(RATE|VTBI)\^/.test(text))).toEqual([]);
  });
});
