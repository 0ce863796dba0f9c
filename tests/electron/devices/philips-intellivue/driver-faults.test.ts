import { describe, expect, test } from 'vitest';
import { decodeMessage, encodeRemoteOperation } from '../../../../electron/devices/philips-intellivue/codec';
import { encodeFrame, FrameParser } from '../../../../electron/devices/philips-intellivue/frame';
import { settle } from '../../../clock';
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

describe('demo and test data', () => {
  test.each([
    ['demo-mode', 'demo'],
    ['test-data', 'test'],
  ] as const)('%s is refused, and accepted only where it is asked for', async (fault, quality) => {
    for (const acceptDemoData of [false, true]) {
      const bed = bedside({ acceptDemoData });
      bed.monitor.fault(fault, 'on');
      bed.monitor.fault('alarm', 'on');
      bed.driver.open();
      await bed.linked();
      await bed.clock.advance(8000);
      const { numerics } = bed.last('monitor-reading');
      expect(numerics.map((numeric) => numeric.quality)).toEqual(numerics.map(() => quality));
      expect(numerics.every(({ value }) => (value === null) === !acceptDemoData)).toBe(true);
      const refused = fault === 'demo-mode' && !acceptDemoData;
      expect(bed.last('monitor-alarms').alarms).toHaveLength(refused ? 0 : 1);
    }
  });
});

describe('silence', () => {
  test('5 s is a fault, told once; 10 s is the end of the link; then it starts over', async () => {
    let silent = false;
    const bed = bedside({ damage: (frame) => (silent ? null : frame) });
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(5000);
    silent = true;
    await bed.clock.advance(4000);
    expect(faults(bed)).toEqual([]);
    await bed.clock.advance(2500);
    expect(faults(bed)).toEqual(['silent: nothing came from the monitor for 5 s']);
    await bed.clock.advance(5000);
    expect(bed.all('link-down')).toMatchObject([{ fault: 'silent' }]);
    silent = false;
    await bed.linked(2);
    await bed.clock.advance(2000);
    expect(bed.numeric('HR')?.value).not.toBeNull();
  });

  test('of the numerics alone, while alarms are still answered, is asked for again and then given up', async () => {
    let swallow = false;
    const bed = bedside({
      // Action F13B with class 0006: the numeric stream.
      damage: (frame) => (swallow && frame[25] === 0xf1 && frame[26] === 0x3b ? null : frame),
    });
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(5000);
    const polls = (): number => sent(bed).filter((kind) => kind === 'poll-request').length;
    swallow = true;
    const before = polls();
    await bed.clock.advance(4500);
    // One alarm poll or two, and the stream once more.
    expect(polls() - before).toBeGreaterThanOrEqual(2);
    await bed.clock.advance(2000);
    expect(faults(bed)).toEqual(['silent: no numerics for 5 s']);
    await bed.clock.advance(5000);
    expect(bed.all('link-down')).toMatchObject([
      { fault: 'protocol', detail: 'the monitor answers, but no numerics for 10 s' },
    ]);
  });

  test('a lost renewal is made good within seconds', async () => {
    const bed = bedside();
    let swallow = 0;
    bed.line.receive = (bytes) => {
      const [found] = new FrameParser().push(bytes);
      const message = found?.kind === 'frame' ? decodeMessage(found.userData) : null;
      if (message?.kind === 'poll-request' && message.duration !== null && swallow > 0) swallow -= 1;
      else bed.monitor.receive(bytes);
    };
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(10_000);
    swallow = 1;
    await bed.clock.advance(70_000);
    expect(swallow).toBe(0);
    const readings = bed.all('monitor-reading');
    const gaps = readings
      .slice(1)
      .map(({ instant }, index) => instant.mono - (readings[index]?.instant.mono ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(5000);
    expect(bed.all('link-down')).toEqual([]);
  });
});

describe('errors and damage', () => {
  test('an error answer is a fault, once', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    sendToHost(bed.line, encodeRemoteOperation({ kind: 'error', invokeId: 2, error: 2 }));
    sendToHost(bed.line, encodeRemoteOperation({ kind: 'error', invokeId: 2, error: 2 }));
    expect(faults(bed)).toEqual(['protocol: the monitor refused the poll for numerics: access denied']);
  });

  test('every third frame damaged: no value that was not sent, the link holds, the counters tell', async () => {
    let count = 0;
    const bed = bedside({
      damage: (frame) => {
        count += 1;
        if (count % 3 !== 0 || count < 10) return frame;
        const broken = frame.slice();
        const at = 1 + ((count * 31) % (frame.length - 2));
        broken[at] = (broken[at] ?? 0) ^ (1 << (count % 8));
        return broken;
      },
    });
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(60_000);
    expect(bed.all('link-down')).toEqual([]);
    expect(bed.all('monitor-reading').length).toBeGreaterThan(30);
    for (const { numerics } of bed.all('monitor-reading')) {
      const spo2 = numerics.find(({ code }) => code === 'SpO2')?.value;
      expect(spo2 === null || (typeof spo2 === 'number' && spo2 >= 92 && spo2 <= 100)).toBe(true);
    }
    const { rejected, bytesDiscarded } = bed.last('wire').counters;
    expect(Object.values(rejected).reduce((sum, value) => sum + value, 0)).toBeGreaterThan(20);
    expect(bytesDiscarded).toBeGreaterThan(1000);
    expect(faults(bed).some((fault) => fault.startsWith('checksum'))).toBe(true);
  });

  test('a message that contradicts itself is dropped and counted', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    bed.line.end.send(encodeFrame(Uint8Array.of(0xe1, 0, 0, 2, 0, 2, 0, 9)));
    bed.line.end.send(encodeFrame(Uint8Array.of(0x42)));
    await settle();
    expect(faults(bed)).toEqual(['protocol: a message whose lengths contradict each other was dropped']);
    await bed.clock.advance(11_000);
    expect(bed.last('wire').counters.rejected).toMatchObject({ malformed: 2 });
  });
});

describe('faster than life', () => {
  test.each([10, 60, 240])(
    'at %i times the speed half an hour goes by without a lost link',
    async (factor) => {
      const bed = bedside({ factor });
      bed.driver.open();
      await bed.linked();
      await bed.clock.advance(1_800_000);
      expect(bed.all('link-down')).toEqual([]);
      expect(faults(bed)).toEqual([]);
      expect(bed.all('monitor-reading').length).toBeGreaterThan(1750);
    },
  );
});
