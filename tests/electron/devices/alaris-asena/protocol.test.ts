import { describe, expect, it } from 'vitest';
import { alarmFor, alarmForFlag } from '../../../../electron/devices/alaris-asena/alarms';
import { alarisAsena } from '../../../../electron/devices/alaris-asena/protocol';
import { protocols } from '../../../../electron/devices/protocols';
import { pumpCapabilitiesSchema } from '../../../../shared/readings/pump';
import { fixture, fixtures } from './fixtures';

describe('alarisAsena', () => {
  it('is listed, at 38400 baud 8N1, with capabilities of the right form', () => {
    expect(protocols).toContain(alarisAsena);
    expect(alarisAsena.line).toEqual({ baudRate: 38400, dataBits: 8, parity: 'none', stopBits: 1 });
    expect(pumpCapabilitiesSchema.parse(alarisAsena.capabilities)).toMatchObject({
      pause: 'verified',
      bolus: 'none',
      mute: 'unverified',
      humanUse: true,
      rateStepMlPerHour: 0.01,
      rateMinMlPerHour: 0.1,
      rateMaxMlPerHour: 1200,
      vtbiStepMl: 0.001,
      watchdogMs: 15_000,
    });
  });

  it('decodes a recording as the driver sees it; every byte is in a frame or a named reject', () => {
    const device = fixtures.filter((one) => one.direction === 'device');
    const recording = Uint8Array.from([0xff, ...device.flatMap((one) => [...one.bytes])]);
    const { frames, rejected } = alarisAsena.decode(recording, 'device');
    // The two bad answers of pumps.md 2.7 come last: one without an end, one with the checksum of another.
    expect(rejected.map((one) => one.reason)).toEqual(['noise', 'restarted', 'checksum']);
    const bytes = [...frames, ...rejected].reduce((sum, one) => sum + one.bytes.split(' ').length, 0);
    expect(bytes).toBe(recording.length);
    expect(frames.find((frame) => frame.bytes.startsWith('21 49 4E 46 5E'))?.message).toMatchObject({
      kind: 'status',
      rateMlPerHour: 12.5,
      volumeInfusedMl: 3.25,
    });
    expect(JSON.parse(JSON.stringify(frames))).toEqual(frames);
  });

  it('decodes what a host sends, and marks what this console would never send', () => {
    const { frames } = alarisAsena.decode(fixture('16').bytes, 'host');
    expect(frames).toMatchObject([
      { offset: 0, direction: 'host', message: { kind: 'set-rate', rateMlPerHour: 3.5 } },
    ]);
    const bolus = alarisAsena.decode(new TextEncoder().encode('!INF_BOLUS^ENABLED|2D10\r'), 'host');
    expect(bolus.frames.length + bolus.rejected.length).toBe(1);
    expect(JSON.stringify(bolus)).not.toContain('"act"');
  });
});

describe('alarms', () => {
  it('have plain words; unknown ones are high and shown raw (H15)', () => {
    expect(alarmFor('AL_OCCLU')).toMatchObject({
      severity: 'high',
      text: expect.stringContaining('blocked'),
    });
    expect(alarmFor('AL_XYZ')).toMatchObject({
      code: 'AL_XYZ',
      severity: 'high',
      text: expect.stringContaining('AL_XYZ'),
    });
    expect(alarmFor('toString')).toMatchObject({ severity: 'high', code: 'toString' });
    expect(alarmForFlag('?')).toMatchObject({ severity: 'high' });
  });
});
