import { describe, expect, test } from 'vitest';
import { decodeMessage, refusal } from '../../../../electron/devices/philips-intellivue/codec';
import { FrameParser } from '../../../../electron/devices/philips-intellivue/frame';
import { type Bedside, bedside, sendToHost } from './bedside';

/** What the host sent over one connection, by kind of message. */
function sent(bed: Bedside, connection = -1): string[] {
  const parser = new FrameParser();
  return (bed.line.ends.at(connection)?.written ?? [])
    .flatMap((bytes) => parser.push(bytes))
    .flatMap((found) => (found.kind === 'frame' ? [decodeMessage(found.userData).kind] : []));
}

function faults(bed: Bedside): string[] {
  return bed.all('fault').map(({ fault, detail }) => `${fault}: ${detail}`);
}

describe('association', () => {
  test('releases a stale one, asks until answered, presents itself, polls', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    expect(sent(bed).slice(0, 4)).toEqual([
      'release-request',
      'association-request',
      'mds-create-result',
      'poll-request',
    ]);
    const { identity } = bed.last('link-up');
    expect(identity).toEqual({
      driver: 'philips-intellivue',
      manufacturer: 'Infusion Console',
      model: 'SIMULATOR of IntelliVue',
      serialNumber: 'SIM0000001',
      software: 'SIM.1',
      simulator: true,
    });
    expect(bed.clock.now().mono).toBeLessThan(3000);
    expect(faults(bed)).toEqual([]);
  });

  test('asks every 1.5 s while nobody answers; 5 s is a fault, 10 s ends the connection', async () => {
    const bed = bedside();
    bed.line.receive = null;
    bed.driver.open();
    await bed.clock.advance(4800);
    expect(sent(bed).filter((kind) => kind === 'association-request')).toHaveLength(4);
    expect(faults(bed)).toEqual([]);
    await bed.clock.advance(700);
    expect(faults(bed)).toEqual(['silent: nothing came from the monitor for 5 s']);
    await bed.clock.advance(5000);
    expect(bed.all('link-down')).toMatchObject([{ fault: 'silent' }]);
    bed.line.receive = (bytes) => bed.monitor.receive(bytes);
    await bed.linked();
    expect(bed.line.ends).toHaveLength(2);
  });

  test('a refusal is reported and tried again', async () => {
    const bed = bedside();
    bed.line.receive = null;
    bed.driver.open();
    await bed.clock.advance(200);
    sendToHost(bed.line, refusal);
    expect(bed.all('link-down')).toMatchObject([{ fault: 'refused' }]);
    bed.line.receive = (bytes) => bed.monitor.receive(bytes);
    await bed.linked();
  });

  test('an abort ends it, and a new association learns all handles again', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(3000);
    bed.monitor.fault('abort', null);
    expect(bed.all('link-down')).toMatchObject([
      { fault: 'protocol', detail: 'the monitor ended the association' },
    ]);
    await bed.linked(2);
    await bed.clock.advance(2000);
    expect(bed.numeric('SpO2')?.value).toBeGreaterThan(80);
    expect(faults(bed)).toEqual([]);
  });

  test('a reboot is survived: silence, link-down, a new association', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(3000);
    bed.monitor.fault('reboot', null);
    await bed.clock.advance(12_000);
    expect(bed.all('link-down')).toMatchObject([{ fault: 'silent' }]);
    await bed.linked(2);
    await bed.clock.advance(2000);
    expect(bed.numeric('HR')?.value).toBeGreaterThan(30);
  });

  test('closing releases the association and leaves no timer', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    const closing = bed.driver.close();
    await bed.clock.advance(600);
    await closing;
    expect(bed.monitor.status().association).toBe('idle');
    expect(sent(bed).at(-1)).toBe('release-request');
    expect(bed.last('link-down').fault).toBe('closed');
    bed.monitor.stop();
    expect(bed.clock.pending).toBe(0);
  });

  test('closing does not wait for a monitor that is gone', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    bed.line.receive = null;
    const closing = bed.driver.close();
    await bed.clock.advance(600);
    await closing;
    expect(bed.line.end.open).toBe(false);
  });

  test('the cable pulled and put back', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    bed.line.end.unplug();
    await bed.linked(2);
    expect(bed.all('link-down')).toMatchObject([{ fault: 'unplugged' }]);
    expect(faults(bed)).toEqual([]);
  });
});

describe('numerics', () => {
  test('come once a second for minutes on end: the stream is renewed before it ends', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(240_000);
    const readings = bed.all('monitor-reading');
    const gaps = readings
      .slice(1)
      .map(({ instant }, index) => instant.mono - (readings[index]?.instant.mono ?? 0));
    expect(readings.length).toBeGreaterThanOrEqual(233);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1024);
    expect(Math.min(...gaps)).toBe(1024);
    expect(bed.all('link-down')).toEqual([]);
    expect(faults(bed)).toEqual([]);
    expect(bed.last('wire').counters.rejected).toMatchObject({ noise: 0, malformed: 0, unexpected: 0 });
    expect(bed.last('wire').counters.rejected.superseded).toBeGreaterThan(0);
  });

  test('all are in one reading, with source, unit and quality', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(40_000);
    const { numerics } = bed.last('monitor-reading');
    expect(numerics.map(({ code, source, unit, quality }) => [code, source, unit, quality])).toEqual([
      ['NIBP-sys', 'cuff', 'mm[Hg]', 'valid'],
      ['NIBP-dia', 'cuff', 'mm[Hg]', 'valid'],
      ['NIBP-mean', 'cuff', 'mm[Hg]', 'valid'],
      ['NIBP-PR', 'cuff', '/min', 'valid'],
      ['HR', 'ecg', '/min', 'valid'],
      ['RR', 'impedance', '/min', 'valid'],
      ['RR', 'airway', '/min', 'valid'],
      ['SpO2', 'pleth', '%', 'valid'],
      ['PR', 'pleth', '/min', 'valid'],
      ['Perf', 'pleth', '1', 'valid'],
      ['EtCO2', 'airway', 'mm[Hg]', 'valid'],
      ['InsCO2', 'airway', 'mm[Hg]', 'valid'],
      ['Temp', 'generic', 'Cel', 'valid'],
    ]);
  });

  test('something is sent at least every 4 s', async () => {
    const bed = bedside();
    const times: number[] = [];
    bed.line.receive = (bytes) => {
      times.push(bed.clock.now().mono);
      bed.monitor.receive(bytes);
    };
    bed.driver.open();
    await bed.clock.advance(120_000);
    expect(Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? 0)))).toBeLessThanOrEqual(
      4000,
    );
  });

  test('in kPa carry kPa', async () => {
    const bed = bedside();
    bed.monitor.fault('kpa', 'on');
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(40_000);
    expect(bed.numeric('EtCO2')).toMatchObject({ unit: 'kPa' });
    expect(bed.numeric('EtCO2')?.value).toBeCloseTo(5, 0);
    expect(bed.numeric('NIBP-sys')?.unit).toBe('kPa');
    expect(bed.numeric('NIBP-sys')?.value).toBeLessThan(25);
  });

  test('without sensor are absent, and the technical alarm is told', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(4000);
    expect(bed.last('monitor-alarms').alarms).toEqual([]);
    bed.monitor.fault('sensor-off', 20);
    await bed.clock.advance(4000);
    expect(bed.numeric('SpO2')).toMatchObject({ value: null, quality: 'unavailable' });
    expect(bed.numeric('PR')).toMatchObject({ value: null, quality: 'unavailable' });
    expect(bed.numeric('HR')?.value).not.toBeNull();
    expect(bed.last('monitor-alarms').alarms).toMatchObject([
      { kind: 'technical', priority: 'low', text: 'SpO2 SENSOR OFF' },
    ]);
    await bed.clock.advance(22_000);
    expect(bed.numeric('SpO2')?.value).not.toBeNull();
    expect(bed.last('monitor-alarms').alarms).toEqual([]);
  });

  test('that alarm on the monitor are marked', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    bed.monitor.fault('spo2-dip', { to: 84, seconds: 30 });
    await bed.clock.advance(4000);
    expect(bed.numeric('SpO2')).toMatchObject({ value: 84, alarming: true, quality: 'valid' });
    expect(bed.numeric('HR')?.alarming).toBe(false);
    expect(bed.last('monitor-alarms').alarms).toMatchObject([{ kind: 'physiological', priority: 'high' }]);
  });

  test('that are questionable have no value', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    bed.monitor.fault('artefact', 30);
    await bed.clock.advance(3000);
    expect(bed.numeric('HR')).toMatchObject({ value: null, quality: 'questionable' });
  });

  test('in linked parts are one reading with all of them', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(40_000);
    const whole = bed.last('monitor-reading').numerics.length;
    bed.monitor.fault('small-messages', 150);
    const before = bed.all('monitor-reading').length;
    await bed.clock.advance(10 * 1024);
    expect(bed.all('monitor-reading').length - before).toBe(10);
    expect(bed.last('monitor-reading').numerics).toHaveLength(whole);
    expect(bed.last('monitor-reading').numerics.every(({ quality }) => quality === 'valid')).toBe(true);
    expect(faults(bed)).toEqual([]);
  });

  test('in linked parts with one part lost are dropped whole', async () => {
    let lose = 0;
    const bed = bedside({
      damage: (frame) => {
        // Type 5 is a linked result; its count is two bytes after the length.
        const linked = frame[10] === 5 && frame[14] === lose;
        return linked ? null : frame;
      },
    });
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(40_000);
    bed.monitor.fault('small-messages', 150);
    await bed.clock.advance(3000);
    const all = bed.last('monitor-reading').numerics.length;
    const before = bed.all('monitor-reading').length;
    for (lose of [1, 2, 3]) await bed.clock.advance(2048);
    expect(
      bed
        .all('monitor-reading')
        .slice(before)
        .every(({ numerics }) => numerics.length === all),
    ).toBe(true);
    expect(bed.all('monitor-reading').length).toBeLessThanOrEqual(before + 1);
    expect(faults(bed)[0]).toContain('parts of a result for numerics are missing');
    lose = 0;
    await bed.clock.advance(3000);
    expect(bed.all('monitor-reading').length).toBeGreaterThan(before + 1);
  });
});
