import { describe, expect, test } from 'vitest';
import { encodeFrame } from '../../../../electron/devices/philips-intellivue/frame';
import { fromHex } from '../../../../electron/devices/philips-intellivue/hex';
import { philipsIntellivue } from '../../../../electron/devices/philips-intellivue/protocol';
import { captured, hexFixture, joined, session } from './fixtures';

describe('decode for inspection', () => {
  test('a worked frame, with units in the names', () => {
    const { frames, rejected } = philipsIntellivue.decode(hexFixture('numeric-result'), 'device');
    expect(rejected).toEqual([]);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({
      offset: 0,
      direction: 'device',
      message: {
        kind: 'poll-result',
        part: 'whole',
        sequence: 5,
        relativeTimeTicks: 128_000,
        relativeTimeSeconds: 16,
        objectClass: 'numerics',
        attributeGroup: '0803',
        objects: [
          {
            handle: 0x82b3,
            values: [{ code: 'HR', value: 72, unit: '/min', stateHex: '0000', quality: 'valid' }],
          },
          { handle: 0x83d5, values: [{ code: 'SpO2', value: 97.5, unit: '%', source: 'pleth' }] },
        ],
      },
    });
  });

  test('rejected bytes with their reasons and offsets', () => {
    const wire = hexFixture('numeric-result');
    const broken = wire.slice();
    broken[40] = (broken[40] ?? 0) ^ 1;
    const contradicting = encodeFrame(fromHex('e1000002000200ff'));
    const { frames, rejected } = philipsIntellivue.decode(
      joined(fromHex('0102'), broken, wire, contradicting, wire.subarray(0, 20)),
      'device',
    );
    expect(frames.map(({ offset }) => offset)).toEqual([2 + wire.length]);
    expect(rejected.map(({ offset, reason }) => [offset, reason])).toEqual([
      [0, 'noise'],
      [2, 'wrong-checksum'],
      [2 + 2 * wire.length, 'malformed'],
      [2 + 2 * wire.length + contradicting.length, 'incomplete'],
    ]);
  });

  test('the real session from both sides, as plain JSON', () => {
    for (const fromMonitor of [true, false]) {
      const pdus = session.filter((one) => one.fromMonitor === fromMonitor);
      const stream = joined(...pdus.map(({ pdu }) => encodeFrame(pdu)));
      const { frames, rejected } = philipsIntellivue.decode(stream, fromMonitor ? 'device' : 'host');
      expect(rejected).toEqual([]);
      expect(frames).toHaveLength(pdus.length);
      expect(JSON.parse(JSON.stringify(frames))).toEqual(frames);
    }
    const [create] = philipsIntellivue.decode(encodeFrame(captured(49)), 'device').frames;
    expect(create?.message).toMatchObject({
      kind: 'mds-create-event',
      monitorWallTime: '2017-11-04 14:45:59.000',
      monitor: { manufacturer: 'Philips', model: 'M8000' },
    });
  });

  test('demographics are not decoded', () => {
    const [frame] = philipsIntellivue.decode(encodeFrame(captured(54)), 'device').frames;
    expect(frame?.message).toMatchObject({
      objectClass: 'demographics',
      objects: [{ handle: 0x50, attributes: expect.arrayContaining([{ idHex: '095D', lengthBytes: 4 }]) }],
    });
    expect(JSON.stringify(frame?.message)).not.toMatch(/name|birth/i);
  });

  test('says what it is', () => {
    expect(philipsIntellivue.role).toBe('monitor');
    expect(philipsIntellivue.line).toEqual({ baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 });
    expect(philipsIntellivue.capabilities).toBeNull();
  });
});
