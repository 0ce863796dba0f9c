import { describe, expect, test } from 'vitest';
import { monitorWall, ticks } from '../../../../electron/devices/philips-intellivue/codec';
import { MonitorTime } from '../../../../electron/devices/philips-intellivue/monitor-time';
import { epochMs, monoMs } from '../../../../shared/time/clock';
import { bedside } from './bedside';

const at = (ms: number) => ({ at: epochMs(Date.UTC(2030, 0, 7, 9) + ms), mono: monoMs(ms) });
const wall = (ms: number) => monitorWall(Date.UTC(2030, 0, 7, 9) + ms);
const zoneMs = -new Date(at(0).at).getTimezoneOffset() * 60_000;

describe('monitor time', () => {
  test('the difference is told at first and when it changes by more than two seconds', () => {
    const time = new MonitorTime();
    expect(time.learn({ wall: wall(zoneMs + 90_000), at: ticks(0) }, ticks(0), at(0))).toBe(90_000);
    expect(time.learn({ wall: wall(zoneMs + 91_900), at: ticks(0) }, ticks(0), at(0))).toBeNull();
    expect(time.learn({ wall: wall(zoneMs + 87_000), at: ticks(0) }, ticks(0), at(0))).toBe(87_000);
    time.forgetDifference();
    expect(time.learn({ wall: wall(zoneMs + 87_000), at: ticks(0) }, ticks(0), at(0))).toBe(87_000);
  });

  test('a clock pair is carried on to the moment it was sent, over the wrap of the ticks', () => {
    const time = new MonitorTime();
    const pair = { wall: wall(zoneMs), at: ticks(2 ** 32 - 8000) };
    expect(time.learn(pair, ticks(16_000), at(3000))).toBe(0);
  });

  test('a stamp gives the same host time for ever, and never one in the future', () => {
    const time = new MonitorTime();
    expect(time.hostTime(wall(0), at(0))).toBeNull();
    time.learn({ wall: wall(3_600_000), at: ticks(0) }, ticks(0), at(0));
    expect(time.hostTime(wall(3_590_000), at(0))).toBe(at(-10_000).at);
    expect(time.hostTime(wall(3_600_900), at(500))).toBe(at(500).at);
    time.learn({ wall: wall(0), at: ticks(0) }, ticks(0), at(0));
    expect(time.hostTime(wall(3_590_000), at(60_000))).toBe(at(-10_000).at);
  });
});

describe('the cuff at the bedside', () => {
  test('a monitor clock that is an hour ahead is told, and the measurement is on host time', async () => {
    const bed = bedside({ options: { 'clock-offset-seconds': '3600' } });
    bed.driver.open();
    await bed.linked();
    const { offsetMs } = bed.last('monitor-clock');
    expect(Math.abs(offsetMs - 3_600_000)).toBeLessThanOrEqual(1000);
    await bed.clock.advance(60_000);
    const measured = bed.numeric('NIBP-sys')?.measuredAt ?? 0;
    // The first measurement ends 30 s after power-on; stamps have a resolution of one second.
    expect(Math.abs(measured - (Date.UTC(2030, 0, 7, 9) + 30_000))).toBeLessThanOrEqual(1000);
    expect(bed.all('monitor-clock')).toHaveLength(1);
  });

  test('repeats of one measurement have the same time; the next has its own', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(400_000);
    const stamps = bed
      .all('monitor-reading')
      .flatMap(({ numerics }) => numerics.filter(({ code, value }) => code === 'NIBP-sys' && value !== null))
      .map(({ measuredAt }) => measuredAt);
    expect(stamps.length).toBeGreaterThan(350);
    expect(new Set(stamps).size).toBe(2);
    expect(stamps).not.toContain(null);
  });

  test('repeats keep their time over a lost link and a step of the monitor clock', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(60_000);
    const measured = bed.numeric('NIBP-sys')?.measuredAt;
    bed.monitor.fault('clock-step', -3600);
    await bed.clock.advance(12_000);
    expect(bed.all('monitor-clock').map(({ offsetMs }) => Math.round(offsetMs / 60_000) + 0)).toEqual([
      0, -60,
    ]);
    expect(bed.numeric('NIBP-sys')?.measuredAt).toBe(measured);
    bed.monitor.fault('abort', null);
    await bed.linked(2);
    await bed.clock.advance(3000);
    expect(bed.numeric('NIBP-sys')?.measuredAt).toBe(measured);
  });

  test('a failed measurement has no value', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(60_000);
    bed.monitor.fault('nibp-failed', null);
    await bed.clock.advance(30_000);
    expect(bed.numeric('NIBP-sys')).toMatchObject({ value: null, quality: 'invalid' });
    expect(bed.last('monitor-alarms').alarms).toMatchObject([
      { kind: 'technical', text: 'NBP MEASURE FAILED' },
    ]);
  });

  test('goes on over the wrap of the relative time', async () => {
    const bed = bedside({ options: { 'first-tick': String(2 ** 32 - 20 * 8000) } });
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(60_000);
    expect(bed.all('monitor-clock')).toHaveLength(1);
    expect(bed.all('link-down')).toEqual([]);
    expect(bed.numeric('NIBP-sys')?.value).toBeGreaterThan(80);
  });

  test('is gone after a reboot of the monitor: absent, not held', async () => {
    const bed = bedside({ options: { 'nibp-minutes': '0' } });
    bed.driver.open();
    await bed.linked();
    bed.monitor.fault('nibp-now', null);
    await bed.clock.advance(30_000);
    expect(bed.numeric('NIBP-sys')?.value).toBeGreaterThan(80);
    bed.monitor.fault('other-patient', null);
    await bed.clock.advance(2000);
    expect(bed.numeric('NIBP-sys')).toMatchObject({ value: null, quality: 'unavailable', measuredAt: null });
  });
});
