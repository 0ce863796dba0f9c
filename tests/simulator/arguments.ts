import type { SimulatedDevice } from './device';
import { parseSchedule } from './simulation';
import { wireFaultDescriptions } from './wire-faults';

export type Scheduled = { readonly name: string; readonly argument: string | null; readonly seconds: number };

export type Arguments = {
  readonly kind: SimulatedDevice;
  readonly faults: readonly Scheduled[];
  readonly script: string | null;
  readonly control: string | null;
  readonly pumpControl: string | null;
  readonly speed: number;
  readonly path: string | null;
  readonly options: Readonly<Record<string, string>>;
};

/** Verbs of the simulation itself, usable wherever a fault is. */
const VERBS = ['unplug', 'replug', 'clear'];

/** Words that can not be understood; the text says which. */
export class BadArguments extends Error {}

/** Reads the command line; throws `BadArguments` for anything unknown: a typing error must not become a default. */
export function parseArguments(words: readonly string[], devices: readonly SimulatedDevice[]): Arguments {
  const [id = '', ...rest] = words;
  const kind = devices.find((device) => device.id === id);
  if (kind === undefined)
    throw new BadArguments(`no device "${id}"; there are: ${devices.map((one) => one.id).join(', ')}`);
  const faults: Scheduled[] = [];
  const single: Record<string, string> = {};
  const options: Record<string, string> = {};
  for (let index = 0; index < rest.length; index += 2) {
    const word = rest[index] ?? '';
    const value = rest[index + 1];
    const name = word.startsWith('--') ? word.slice(2) : '';
    const own = (kind.options ?? []).some((option) => option.name === name);
    if (!own && !['fault', 'script', 'control', 'speed', 'path', 'pump-control'].includes(name)) {
      throw new BadArguments(`"${word}" is not an argument of ${id}`);
    }
    if (value === undefined) throw new BadArguments(`${word} needs a value`);
    if (name === 'fault') {
      faults.push(readScheduled(value, kind));
      continue;
    }
    const place = own ? options : single;
    if (place[name] !== undefined) throw new BadArguments(`${word} was given twice`);
    place[name] = value;
  }
  const speed = Number(single.speed ?? '1');
  if (single.speed?.trim() === '' || !(speed > 0) || speed > 3600) {
    throw new BadArguments(`--speed "${single.speed}" is not a number above 0, up to 3600`);
  }
  return {
    kind,
    faults,
    script: single.script ?? null,
    control: single.control ?? null,
    pumpControl: single['pump-control'] ?? null,
    speed,
    path: single.path ?? null,
    options,
  };
}

/** The lines of a script file: one `NAME[:ARG]@SECONDS` each, `#` begins a remark. */
export function parseScript(text: string, kind: SimulatedDevice): Scheduled[] {
  return text
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => readScheduled(line, kind));
}

function readScheduled(text: string, kind: SimulatedDevice): Scheduled {
  const scheduled = parseSchedule(text);
  const known = [...VERBS, ...[...wireFaultDescriptions, ...kind.faults].map((fault) => fault.name)];
  if (!known.includes(scheduled.name)) throw new BadArguments(`${kind.id} has no fault "${scheduled.name}"`);
  return scheduled;
}

/** The help text: every device, its faults and options. */
export function usage(devices: readonly SimulatedDevice[]): string {
  const row = (left: string, what: string) => `    ${left.padEnd(30)} ${what}`;
  const faultRow = (fault: { name: string; argument: string | null; what: string }) =>
    row(fault.argument === null ? fault.name : `${fault.name}[:${fault.argument}]`, fault.what);
  return [
    'usage: simulate DEVICE [--fault NAME[:ARG]@SECONDS …] [--script FILE] [--control SOCKET]',
    '                [--pump-control SOCKET] [--speed N] [--path LINK]',
    '',
    'Faults of the wire, and unplug, replug, clear:',
    ...wireFaultDescriptions.map(faultRow),
    ...devices.flatMap((device) => [
      '',
      `${device.id}: ${device.title}`,
      ...device.faults.map(faultRow),
      ...(device.options ?? []).map((option) => row(`--${option.name} ${option.argument}`, option.what)),
    ]),
  ].join('\n');
}
