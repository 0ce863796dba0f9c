import type { Ml, MlPerHour } from '../../../shared/units/units';
import { ml, mlPerHour } from '../../../shared/units/units';
import { formatStep, parseNumber } from './numbers';

/**
 * Every name this console may send. `INF_BOLUS` is known and deliberately missing: its reply is not public, and a
 * bolus can not be taken back (H16).
 */
export const REQUEST_NAMES = [
  'INST_SERIALNO',
  'COMMS_PROTOCOL',
  'COMMS_RESPONSE_MAX',
  'SYRINGE_STATUS',
  'INF_RATE_MAX_SYRINGE',
  'INF',
  'INF_RATE',
  'INF_VI',
  'INF_VTBI',
  'ALARM',
  'REMOTE_CTRL',
  'REMOTE_CFG',
  'INF_START',
  'INF_STOP',
  'INF_VI_CLEAR',
  'REMQUERY',
] as const;
export type RequestName = (typeof REQUEST_NAMES)[number];

export type RemoteName = 'REMOTE_CTRL' | 'REMOTE_CFG';
type SetName = 'INF_RATE' | 'INF_VTBI';

export type Request =
  | {
      readonly kind: 'ask';
      readonly name: Exclude<
        RequestName,
        RemoteName | 'INF_START' | 'INF_STOP' | 'INF_VI_CLEAR' | 'REMQUERY'
      >;
    }
  | { readonly kind: 'act'; readonly name: 'INF_START' | 'INF_STOP' | 'INF_VI_CLEAR' }
  | { readonly kind: 'claim'; readonly name: RemoteName; readonly key: string }
  | { readonly kind: 'give-back'; readonly name: RemoteName }
  | { readonly kind: 'set-rate'; readonly rateMlPerHour: MlPerHour }
  | { readonly kind: 'set-vtbi'; readonly ml: Ml }
  | { readonly kind: 'remove-vtbi' }
  | { readonly kind: 'end-queries' };

/** The payload of a request, units as the pump wants them: ml/h with 2 decimals, ml with 3 (pumps.md 2.5). */
export function encodeRequest(request: Request): string {
  switch (request.kind) {
    case 'ask':
    case 'act':
      return allowed(request.name, []);
    case 'claim':
      return allowed(request.name, ['ENABLED', request.key]);
    case 'give-back':
      return allowed(request.name, ['DISABLED']);
    case 'set-rate':
      return allowed('INF_RATE', [formatStep(request.rateMlPerHour, 2), 'ml/h']);
    case 'set-vtbi':
      return allowed('INF_VTBI', ['ACTIV', formatStep(request.ml, 3), 'ml', 'STOP']);
    case 'remove-vtbi':
      return allowed('INF_VTBI', ['DEACT']);
    case 'end-queries':
      return allowed('REMQUERY', ['DEACT']);
  }
}

/** Joins a name that is on the list with its fields; throws for any other name (H16), however it got here. */
export function allowed(name: string, fields: readonly string[]): string {
  if (!(REQUEST_NAMES as readonly string[]).includes(name))
    throw new Error(`${name} may not be sent to a pump`);
  return [name, ...fields].join('^');
}

/** What a host asks, as a pump reads it; null for anything that is not on the list or has other fields. */
export function decodeRequest(payload: string): Request | null {
  const [name, ...fields] = payload.split('^');
  const known = REQUEST_NAMES.find((candidate) => candidate === name);
  if (known === undefined) return null;
  if (known === 'REMOTE_CTRL' || known === 'REMOTE_CFG') {
    if (fields[0] === 'ENABLED' && fields.length === 2)
      return { kind: 'claim', name: known, key: fields[1] ?? '' };
    return fields.join() === 'DISABLED' ? { kind: 'give-back', name: known } : null;
  }
  if (known === 'REMQUERY') return fields.join() === 'DEACT' ? { kind: 'end-queries' } : null;
  if (fields.length > 0) return isSet(known) ? decodeSet(known, fields) : null;
  if (known === 'INF_START' || known === 'INF_STOP' || known === 'INF_VI_CLEAR')
    return { kind: 'act', name: known };
  return { kind: 'ask', name: known };
}

function isSet(name: RequestName): name is SetName {
  return name === 'INF_RATE' || name === 'INF_VTBI';
}

function decodeSet(name: SetName, fields: readonly string[]): Request | null {
  if (name === 'INF_RATE') {
    const value = fields.length === 2 && fields[1] === 'ml/h' ? parseNumber(fields[0] ?? '') : null;
    return value === null ? null : { kind: 'set-rate', rateMlPerHour: mlPerHour(value) };
  }
  if (fields.join() === 'DEACT') return { kind: 'remove-vtbi' };
  const shape = fields.length === 4 && fields[0] === 'ACTIV' && fields[2] === 'ml' && fields[3] === 'STOP';
  const value = shape ? parseNumber(fields[1] ?? '') : null;
  return value === null ? null : { kind: 'set-vtbi', ml: ml(value) };
}
