import { parseArgs } from 'node:util';
import type { DeviceAddress } from './devices/host-messages';

export type Options = {
  readonly pump: DeviceAddress | null;
  readonly monitor: DeviceAddress | null;
  /** Every device is a simulator and the record is kept apart from the clinic's. */
  readonly simulation: boolean;
  /** How much faster than real time; other than 1 only in a simulation. */
  readonly speed: number;
  readonly room: string;
};

/** The command line could not be understood; the words say what and how it is meant. */
export class OptionsRefused extends Error {}

function address(name: string, given: string | undefined): DeviceAddress | null {
  if (given === undefined) return null;
  const at = given.indexOf(':');
  if (at <= 0 || at === given.length - 1) {
    throw new OptionsRefused(`--${name} ${given}: write PROTOCOL:PORT, as in alaris-asena:/dev/ttyUSB0.`);
  }
  return { protocol: given.slice(0, at), port: given.slice(at + 1) };
}

/** Reads the console's own options; Chromium's and Electron's switches are passed over. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: {
      pump: { type: 'string' },
      monitor: { type: 'string' },
      simulation: { type: 'boolean' },
      speed: { type: 'string' },
      room: { type: 'string' },
    },
  });
  const text = (value: string | boolean | undefined): string | undefined =>
    typeof value === 'string' ? value : undefined;
  const simulation = values.simulation === true;
  const speed = Number(text(values.speed) ?? '1');
  if (!Number.isFinite(speed) || speed < 1 || speed > 600) {
    throw new OptionsRefused(`--speed ${String(values.speed)}: a number from 1 to 600.`);
  }
  if (speed !== 1 && !simulation) {
    throw new OptionsRefused('--speed is only for simulations: add --simulation.');
  }
  return {
    pump: address('pump', text(values.pump)),
    monitor: address('monitor', text(values.monitor)),
    simulation,
    speed,
    room: text(values.room) ?? 'Room 1',
  };
}
