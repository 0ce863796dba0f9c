import { execFile } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import type { PortClosed } from '../../../../electron/devices/wire/port';
import { PortRefused } from '../../../../electron/devices/wire/port';
import { refusalFault, serialPort } from '../../../../electron/devices/wire/serial';
import { ManualClock } from '../../../clock';
import type { Pty } from '../../../simulator/pty';
import { openPty } from '../../../simulator/pty';

const line = { baudRate: 38400, dataBits: 8, parity: 'none', stopBits: 1 } as const;
const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);

/** Collects bytes and resolves `enough` when `count` have come. */
function gather(count: number) {
  const bytes: number[] = [];
  let done: () => void = () => {};
  const enough = new Promise<void>((resolve) => {
    done = resolve;
  });
  return {
    bytes,
    enough,
    add: (chunk: Uint8Array) => {
      bytes.push(...chunk);
      if (bytes.length >= count) done();
    },
  };
}

describe('serialPort over a pseudo-terminal', () => {
  const open: Pty[] = [];
  const newPty = async (onBytes: (bytes: Uint8Array) => void = () => {}) => {
    const pty = await openPty({ name: 'serial-test', onBytes });
    open.push(pty);
    return pty;
  };
  afterEach(async () => {
    for (const pty of open.splice(0)) await pty.close();
  });

  it('carries every byte value both ways, stamped with the clock', async () => {
    const far = gather(256);
    const near = gather(256);
    const pty = await newPty(far.add);
    const clock = new ManualClock({ at: 5_000 });
    const port = await serialPort(pty.path, clock)(line);
    port.onBytes((bytes, instant) => {
      expect(instant).toEqual({ at: 5_000, mono: 0 });
      near.add(bytes);
    });
    await port.write(everyByte);
    await far.enough;
    pty.write(everyByte);
    await near.enough;
    expect(far.bytes).toEqual([...everyByte]);
    expect(near.bytes).toEqual([...everyByte]);
    await port.close();
  });

  it('tells of a pulled cable as unplugged, once, refuses to write, and opens again at the same name', async () => {
    const far = gather(1);
    const pty = await newPty(far.add);
    const openPort = serialPort(pty.path, new ManualClock());
    const port = await openPort(line);
    port.onBytes(() => {});
    const closings: PortClosed[] = [];
    const closed = new Promise<void>((resolve) => {
      port.onClosed((reason) => {
        closings.push(reason);
        resolve();
      });
    });
    await pty.unplug();
    await closed;
    await expect(port.write(Uint8Array.of(7))).rejects.toThrow('closed');
    await expect(openPort(line)).rejects.toMatchObject({ fault: 'port-missing' });
    await pty.replug();
    const again = await openPort(line);
    await again.write(Uint8Array.of(9));
    await far.enough;
    expect(far.bytes).toEqual([9]);
    expect(closings.map((closing) => closing.fault)).toEqual(['unplugged']);
    await again.close();
  });

  it('H22: refuses a port that is already open, as busy', async () => {
    const pty = await newPty();
    const openPort = serialPort(pty.path, new ManualClock());
    const port = await openPort(line);
    await expect(openPort(line)).rejects.toMatchObject({ fault: 'port-busy' });
    const closings: PortClosed[] = [];
    port.onClosed((reason) => closings.push(reason));
    await port.close();
    await port.close();
    expect(closings.map((closing) => closing.fault)).toEqual(['closed']);
    const again = await openPort(line);
    await again.close();
  });

  it('H22: names the program that holds the port', async () => {
    const pty = await newPty();
    const holder = execFile('flock', ['-x', '-F', pty.path, 'sh', '-c', 'echo held; exec sleep infinity']);
    await new Promise<void>((resolve) => holder.stdout?.once('data', () => resolve()));
    const refused = await serialPort(pty.path, new ManualClock())(line).catch((error: unknown) => error);
    holder.kill('SIGTERM');
    expect(refused).toBeInstanceOf(PortRefused);
    expect(refused).toMatchObject({
      fault: 'port-busy',
      message: expect.stringMatching(/held by .*process \d+/),
    });
  });

  it('H23: opens although a pseudo-terminal has no DTR and RTS', async () => {
    const pty = await newPty();
    const port = await serialPort(pty.path, new ManualClock())({ ...line, baudRate: 115200 });
    await port.close();
  });
});

describe('refusalFault', () => {
  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'port-missing'],
    ['Error Resource temporarily unavailable Cannot lock port', 'port-busy'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'port-busy'],
    ['Opening COM3: Access denied', 'port-busy'],
    ['Opening COM3: File not found', 'port-missing'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'port-denied'],
    ['something else', 'port-missing'],
  ])('%s → %s', (message, fault) => {
    expect(refusalFault(message)).toBe(fault);
  });
});
