import { parseArgs } from 'node:util';
import type { DeviceRole } from '../shared/readings/device';
import type { DeviceAddress } from './devices/host-messages';

export type Options = {
  readonly pump: DeviceAddress | null;
  readonly monitor: DeviceAddress | null;
  /** Every device is a simulator and the record is kept apart from the clinic's. */
  readonly simulation: boolean;
  /** How much faster than real time; other than 1 only in a simulation. */
  readonly speed: number;
  readonly room: string;
  /** Where the daily copies of the record go; null: beside it. */
  readonly copies: string | null;
  /** How a simulation reaches a server, as a file; null: as it was set up on the screen. */
  readonly syncConfig: string | null;
};

/** The command line could not be understood; the words say what and how it is meant. */
export class OptionsRefused extends Error {}

const own = {
  pump: { type: 'string', multiple: true },
  monitor: { type: 'string', multiple: true },
  simulation: { type: 'boolean', multiple: true },
  speed: { type: 'string', multiple: true },
  room: { type: 'string', multiple: true },
  copies: { type: 'string', multiple: true },
  'sync-config': { type: 'string', multiple: true },
} as const;
type Own = keyof typeof own;

/** What stands after each of our options on the command line: a text, or `true` where nothing does. */
function given(argv: readonly string[]): (name: Own) => string | true | undefined {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: own,
  });
  return (name) => {
    const found = tokens.filter((token) => token.kind === 'option' && token.name === name);
    if (found.length > 1) throw new OptionsRefused(`--${name} is given ${found.length} times: give it once.`);
    const [token] = found;
    return token?.kind === 'option' ? (token.value ?? true) : undefined;
  };
}

type Known = readonly { readonly id: string; readonly role: DeviceRole }[];

function address(
  name: DeviceRole,
  value: string | true | undefined,
  known: Known | null,
): DeviceAddress | null {
  if (value === undefined) return null;
  const [, protocol, port] = (value === true ? '' : value).match(/^([a-z0-9]+(?:-[a-z0-9]+)*):(\S.*)$/) ?? [];
  if (protocol === undefined || port === undefined || port !== port.trim()) {
    const shown = value === true ? '' : ` ${value}`;
    throw new OptionsRefused(`--${name}${shown}: write PROTOCOL:PORT, as in alaris-asena:/dev/ttyUSB0.`);
  }
  const names = known?.filter(({ role }) => role === name).map(({ id }) => id);
  if (names !== undefined && !names.includes(protocol)) {
    throw new OptionsRefused(`--${name} ${value}: ${protocol} is not one of ${names.join(', ')}.`);
  }
  return { protocol, port };
}

function speedOf(value: string | true | undefined): number {
  if (value === undefined) return 1;
  const speed = value !== true && /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (speed >= 1 && speed <= 600) return speed;
  throw new OptionsRefused(`--speed${value === true ? '' : ` ${value}`}: write a number from 1 to 600.`);
}

/**
 * Reads the console's own options; Chromium's and Electron's switches are passed over. What can not be understood is
 * refused: a console that quietly starts without its pump, or as something else than a simulation, is the worse answer.
 * With `known` protocols another one's name is refused too; unnoticed it would end the device process again and again.
 */
export function readOptions(argv: readonly string[], known: Known | null = null): Options {
  const option = given(argv);
  const flag = option('simulation');
  if (typeof flag === 'string') {
    throw new OptionsRefused(`--simulation=${flag}: write --simulation alone, or leave it out.`);
  }
  const simulation = flag === true;
  const speed = speedOf(option('speed'));
  if (speed !== 1 && !simulation) {
    throw new OptionsRefused('--speed is only for simulations: add --simulation.');
  }
  const pump = address('pump', option('pump'), known);
  const monitor = address('monitor', option('monitor'), known);
  if (pump !== null && pump.port === monitor?.port) {
    throw new OptionsRefused(`--pump and --monitor name the same port ${pump.port}: give each its own.`);
  }
  const room = option('room') ?? 'Room 1';
  if (room === true || room.trim() === '') {
    throw new OptionsRefused('--room: write the name of the room after it.');
  }
  const copies = option('copies') ?? null;
  if (copies === true || copies?.trim() === '') {
    throw new OptionsRefused('--copies: write a folder after it, best on another disk.');
  }
  const syncConfig = option('sync-config') ?? null;
  if (syncConfig === true || syncConfig?.trim() === '') {
    throw new OptionsRefused('--sync-config: write a file after it.');
  }
  if (syncConfig !== null && !simulation) {
    throw new OptionsRefused('--sync-config is only for simulations: add --simulation.');
  }
  return { pump, monitor, simulation, speed, room, copies, syncConfig };
}
