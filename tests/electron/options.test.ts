import { describe, expect, it } from 'vitest';
import { protocols } from '../../electron/devices/protocols';
import { OptionsRefused, readOptions } from '../../electron/options';

const read = (line: string) => readOptions(line === '' ? [] : line.split(' '));

describe('a command line', () => {
  it('without options is a room without devices', () => {
    expect(read('')).toEqual({
      pump: null,
      monitor: null,
      simulation: false,
      speed: 1,
      room: 'Room 1',
      copies: null,
      syncConfig: null,
    });
    expect(read('--copies=/mnt/stick').copies).toBe('/mnt/stick');
    expect(() => read('--copies')).toThrow(OptionsRefused);
    expect(read('--simulation --sync-config=folder/sync.json').syncConfig).toBe('folder/sync.json');
    expect(() => read('--simulation --sync-config')).toThrow(OptionsRefused);
    // The key of such a server lies open, so it is never a clinic's.
    expect(() => read('--sync-config folder/sync.json')).toThrow('only for simulations');
  });

  it('names devices by protocol and port, with = or without', () => {
    expect(read('--pump alaris-asena:/dev/ttyUSB0 --monitor=philips-intellivue:COM3')).toMatchObject({
      pump: { protocol: 'alaris-asena', port: '/dev/ttyUSB0' },
      monitor: { protocol: 'philips-intellivue', port: 'COM3' },
    });
  });

  it.each([
    '/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0',
    '\\\\.\\COM12',
    '/tmp/a port/with spaces',
  ])('keeps the port as it is: %s', (port) => {
    expect(readOptions(['--pump', `alaris-asena:${port}`]).pump).toEqual({ protocol: 'alaris-asena', port });
  });

  it("passes over Chromium's and Electron's own switches, and what is no switch", () => {
    const line = '. --no-sandbox --disable-gpu --remote-debugging-port=0 --inspect=9229 --room=2 -r x';
    expect(read(line)).toMatchObject({ room: '2', pump: null });
  });

  it.each([
    ['--simulation --speed 60', 60],
    ['--simulation --speed=1.5', 1.5],
    ['--simulation --speed=600', 600],
    ['--speed 1', 1],
  ])('reads %s', (line, speed) => {
    expect(read(line).speed).toBe(speed);
  });
});

describe('a command line that is refused', () => {
  const addresses = [
    '',
    ' ',
    '=',
    '=:',
    '=alaris-asena',
    '=alaris-asena:',
    '=alaris-asena: ',
    '=alaris-asena:/dev/ttyUSB0 ',
    '=alaris-asena: /dev/ttyUSB0',
    '=:/dev/ttyUSB0',
    '=/dev/ttyUSB0',
    '=/dev/ttyUSB0:alaris-asena',
    '=Alaris Asena:/dev/ttyUSB0',
    '=ALARIS:/dev/ttyUSB0',
    '=alaris--asena:/dev/ttyUSB0',
    '=-alaris:/dev/ttyUSB0',
    '=--monitor=philips-intellivue:/dev/ttyUSB1',
    '=1',
    '=null',
  ];

  it.each(['pump', 'monitor'].flatMap((name) => addresses.map((value) => [name, value] as const)))(
    '--%s%s',
    (name, value) => {
      const argv = value === ' ' ? [`--${name}`, ''] : [`--${name}${value}`];
      expect(() => readOptions(argv)).toThrow(OptionsRefused);
      expect(() => readOptions(argv)).toThrow(new RegExp(`^--${name}.*PROTOCOL:PORT`));
    },
  );

  it('because an option swallowed the next one', () => {
    expect(() => read('--pump --monitor=philips-intellivue:/dev/ttyUSB1')).toThrow(OptionsRefused);
    expect(() => read('--speed --simulation')).toThrow(OptionsRefused);
  });

  it.each([
    '--pump a:/x --pump b:/y',
    '--monitor=a:/x --monitor=a:/x',
    '--speed 1 --speed 1',
    '--room 1 --room 2',
  ])('because it says something twice: %s', (line) => {
    expect(() => read(line)).toThrow(/2 times/);
  });

  it('because nobody speaks that protocol, or not with that device', () => {
    expect(() => readOptions(['--pump', 'asena:/dev/x'], protocols)).toThrow(/not one of .*alaris-asena/);
    expect(() => readOptions(['--monitor', 'alaris-asena:/dev/x'], protocols)).toThrow(/not one of/);
    expect(readOptions(['--pump', 'alaris-asena:/dev/x'], protocols).pump?.protocol).toBe('alaris-asena');
  });

  it('because pump and monitor can not share a port', () => {
    expect(() => read('--pump a:/dev/ttyUSB0 --monitor b:/dev/ttyUSB0')).toThrow(/same port/);
  });

  const speeds = [
    '0',
    '0.5',
    '-1',
    '601',
    '1e2',
    '0x10',
    '1,5',
    '60x',
    'fast',
    'NaN',
    'Infinity',
    '',
    ' 60',
    '1.',
    '.5',
  ];
  it.each(speeds)('--speed=%s', (speed) => {
    expect(() => readOptions(['--simulation', `--speed=${speed}`])).toThrow(/^--speed.*1 to 600/);
  });

  it('--speed with nothing after it', () => {
    expect(() => read('--simulation --speed')).toThrow(/1 to 600/);
  });

  it('a fast clock at the bedside', () => {
    expect(() => read('--speed 60')).toThrow(/--simulation/);
  });

  it.each(['--simulation=true', '--simulation=false', '--simulation='])(
    'a simulation that is unclear: %s',
    (line) => {
      expect(() => read(line)).toThrow(/leave it out/);
    },
  );

  it.each([['--room'], ['--room='], ['--room', ' ']])('a room without a name: %s', (...argv) => {
    expect(() => readOptions(argv)).toThrow(/name of the room/);
  });
});
