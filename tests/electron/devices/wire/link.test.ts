import { describe, expect, it } from 'vitest';
import type { DeviceReport } from '../../../../electron/devices/driver';
import type { Connection } from '../../../../electron/devices/wire/link';
import { keepLink } from '../../../../electron/devices/wire/link';
import type { PortClosed } from '../../../../electron/devices/wire/port';
import { ManualClock } from '../../../clock';
import { memoryLine } from './memory-port';

const line = { baudRate: 38400, dataBits: 8, parity: 'none', stopBits: 1 } as const;

function setUp(identify = true) {
  const clock = new ManualClock();
  const wire = memoryLine(clock);
  const reports: DeviceReport[] = [];
  const connections: Connection[] = [];
  const chunks: Uint8Array[] = [];
  const closings: PortClosed[] = [];
  const link = keepLink({
    openPort: wire.openPort,
    line,
    clock,
    report: (report) => reports.push(report),
    converse: (connection) => {
      connections.push(connection);
      if (identify) connection.identified();
      return { bytes: (chunk) => chunks.push(chunk), closed: (closed) => closings.push(closed) };
    },
  });
  const brief = () =>
    reports.map((report) => ('fault' in report ? `${report.kind} ${report.fault}` : report.kind));
  return { clock, wire, reports, connections, chunks, closings, link, brief };
}

describe('keepLink', () => {
  it('opens a new port after 1 s when the cable was pulled, and tells of it once', async () => {
    const { clock, wire, link, brief, closings } = setUp();
    link.open();
    await clock.advance(0);
    expect(wire.ends).toHaveLength(1);
    wire.end.unplug();
    expect(brief()).toEqual(['link-down unplugged']);
    await clock.advance(999);
    expect(wire.ends).toHaveLength(1);
    await clock.advance(1);
    expect(wire.ends).toHaveLength(2);
    expect(closings).toHaveLength(1);
  });

  it('waits 1, 2, 5, 5 s and reports one link-down for the whole outage', async () => {
    const { clock, wire, link, brief } = setUp();
    wire.refusal = 'port-missing';
    link.open();
    await clock.advance(13_000);
    expect(brief()).toEqual(['link-down port-missing']);
    wire.refusal = null;
    await clock.advance(4_999);
    expect(wire.ends).toHaveLength(0);
    await clock.advance(1);
    expect(wire.ends).toHaveLength(1);
  });

  it('reports a changed reason during an outage as a fault (H22: the port is held by another program)', async () => {
    const { clock, wire, link, brief } = setUp();
    wire.refusal = 'port-missing';
    link.open();
    await clock.advance(500);
    wire.refusal = 'port-busy';
    await clock.advance(3000);
    expect(brief()).toEqual(['link-down port-missing', 'fault port-busy']);
  });

  it('calls 3 s of bytes without a valid frame noise, once, until a frame is valid', async () => {
    const { clock, wire, link, brief, connections } = setUp();
    link.open();
    await clock.advance(0);
    for (let i = 0; i < 10; i += 1) {
      wire.end.send(Uint8Array.of(0xff));
      await clock.advance(500);
    }
    expect(brief()).toEqual(['fault noise']);
    connections[0]?.heard();
    wire.end.send(Uint8Array.of(0xff));
    await clock.advance(2900);
    wire.end.send(Uint8Array.of(0xff));
    expect(brief()).toEqual(['fault noise']);
    await clock.advance(100);
    wire.end.send(Uint8Array.of(0xff));
    expect(brief()).toEqual(['fault noise', 'fault noise']);
  });

  it('does not call a single stray byte after a long silence noise', async () => {
    const { clock, wire, link, brief } = setUp();
    link.open();
    await clock.advance(60_000);
    wire.end.send(Uint8Array.of(1));
    await clock.advance(60_000);
    wire.end.send(Uint8Array.of(1));
    expect(brief()).toEqual([]);
  });

  it('names noise, not silence, when a conversation gives up on a line that only rustles', async () => {
    const { clock, wire, link, brief, connections } = setUp(false);
    link.open();
    await clock.advance(0);
    for (const pause of [1500, 1500, 0]) {
      wire.end.send(Uint8Array.of(1));
      await clock.advance(pause);
    }
    connections[0]?.drop('silent', 'no answer');
    expect(brief()).toEqual(['fault noise', 'link-down noise']);
    expect(wire.end.open).toBe(false);
  });

  it('backs off further while connections open but nobody is identified', async () => {
    const { clock, wire, link, connections, brief } = setUp(false);
    link.open();
    for (const pause of [1000, 2000, 5000, 5000]) {
      await clock.advance(0);
      connections.at(-1)?.drop('silent', 'no answer');
      const before = wire.ends.length;
      await clock.advance(pause - 1);
      expect(wire.ends).toHaveLength(before);
      await clock.advance(1);
      expect(wire.ends).toHaveLength(before + 1);
    }
    expect(brief()).toEqual(['link-down silent']);
  });

  it('closes for good: no timer, no new port, one link-down', async () => {
    const { clock, wire, link, brief, connections } = setUp();
    link.open();
    await clock.advance(0);
    await link.close();
    expect(brief()).toEqual(['link-down closed']);
    expect(wire.end.open).toBe(false);
    expect(clock.pending).toBe(0);
    await expect(connections[0]?.write(Uint8Array.of(1))).rejects.toThrow();
    await clock.advance(60_000);
    expect(wire.ends).toHaveLength(1);
  });

  it('closes a port that opens after the link was told to close', async () => {
    const { clock, wire, link } = setUp();
    link.open();
    await link.close();
    await clock.advance(10_000);
    expect(wire.ends).toHaveLength(1);
    expect(wire.end.open).toBe(false);
  });
});
