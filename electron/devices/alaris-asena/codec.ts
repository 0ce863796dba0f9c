import type { Ml, MlPerHour, MmHg } from '../../../shared/units/units';
import { ml, mlPerHour, mmHg } from '../../../shared/units/units';
import { parseNumber } from './numbers';
import type { RemoteName } from './requests';

export { parseNumber, sameStep } from './numbers';
export type { Request } from './requests';
export { allowed, decodeRequest, encodeRequest, REQUEST_NAMES } from './requests';

/** Payloads of the Alaris / Asena line: a name, then fields separated by `^` (pumps.md 2.4, 2.5). */

/** A field that could not be taken as it came; the value it stands for is null, never a guess (H7). */
export type Problem = {
  readonly field: string;
  readonly what: 'unit' | 'number' | 'missing';
  readonly text: string;
};

export type Status = {
  readonly kind: 'status';
  readonly serialNumber: string;
  readonly alarmFlag: string;
  readonly mode: string;
  readonly rateMlPerHour: MlPerHour | null;
  readonly drugName: string | null;
  readonly volumeInfusedMl: Ml | null;
  readonly linePressureMmHg: MmHg | null;
  readonly timeRemaining: string | null;
  readonly logType: string | null;
  readonly logEntry: number | null;
  readonly problems: readonly Problem[];
};

export type Vtbi = {
  readonly kind: 'vtbi';
  readonly active: boolean;
  readonly ml: Ml | null;
  readonly endAction: string;
  readonly problems: readonly Problem[];
};

export type Reply =
  | Status
  | Vtbi
  | { readonly kind: 'serial-number'; readonly serialNumber: string }
  | { readonly kind: 'protocol'; readonly text: string }
  | { readonly kind: 'response-max'; readonly ms: number | null; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'syringe';
      readonly brand: string;
      readonly sizeMl: Ml | null;
      readonly confirmed: boolean;
      readonly problems: readonly Problem[];
    }
  | {
      readonly kind: 'rate-max';
      readonly rateMlPerHour: MlPerHour | null;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: 'rate'; readonly rateMlPerHour: MlPerHour | null; readonly problems: readonly Problem[] }
  | { readonly kind: 'volume'; readonly ml: Ml | null; readonly problems: readonly Problem[] }
  | { readonly kind: 'alarm'; readonly code: string; readonly texts: readonly string[] }
  /** `answer` is the word of field 3 (`PERMIT`), null where the reply is the short echo. */
  | {
      readonly kind: 'remote';
      readonly name: RemoteName;
      readonly state: string;
      readonly answer: string | null;
    }
  | { readonly kind: 'echo'; readonly name: 'INF_START' | 'INF_STOP' | 'INF_VI_CLEAR' }
  | { readonly kind: 'other'; readonly name: string; readonly fields: readonly string[] };

/** Reads fields one by one and remembers what was wrong with them. */
class Fields {
  readonly problems: Problem[] = [];
  readonly #fields: readonly string[];

  constructor(fields: readonly string[]) {
    this.#fields = fields;
  }

  text(index: number): string {
    return this.#fields[index]?.trim() ?? '';
  }

  optional(index: number): string | null {
    return this.text(index) || null;
  }

  /** The number at `index` if the unit after it is `unit`; blank both is simply absent. */
  quantity<Q>(
    index: number,
    field: string,
    unit: string,
    make: (value: number) => Q,
    negative = false,
  ): Q | null {
    const value = this.#fields[index] ?? '';
    const seen = this.text(index + 1);
    if (value.trim() === '' && seen === '') return this.#problem(field, 'missing', 'no value');
    if (seen !== unit) return this.#problem(field, 'unit', `unit "${seen}" instead of "${unit}"`);
    const parsed = parseNumber(value, negative);
    return parsed === null ? this.#problem(field, 'number', `"${value}" is not a number`) : make(parsed);
  }

  #problem(field: string, what: Problem['what'], text: string): null {
    this.problems.push({ field, what, text: `${field}: ${text}` });
    return null;
  }
}

/** What the pump says; total: a name that is not in the table, or a field of the wrong shape, is `other`. */
export function decodeReply(payload: string): Reply {
  const [name = '', ...values] = payload.split('^');
  const fields = new Fields(values);
  const { problems } = fields;
  const other: Reply = { kind: 'other', name, fields: values };
  switch (name) {
    case 'INST_SERIALNO':
      return fields.text(0) === '' || values.length !== 1
        ? other
        : { kind: 'serial-number', serialNumber: fields.text(0) };
    case 'COMMS_PROTOCOL':
      return { kind: 'protocol', text: fields.text(0) };
    case 'COMMS_RESPONSE_MAX':
      return {
        kind: 'response-max',
        ms: fields.quantity(0, 'response time', 'ms', (value) => value),
        problems,
      };
    case 'SYRINGE_STATUS': {
      const size = parseNumber(fields.text(1));
      return {
        kind: 'syringe',
        brand: fields.text(0),
        sizeMl: size === null ? null : ml(size),
        confirmed: fields.text(2) === 'CONF',
        problems,
      };
    }
    case 'INF_RATE_MAX_SYRINGE':
      return {
        kind: 'rate-max',
        rateMlPerHour: fields.quantity(0, 'highest rate', 'ml/h', mlPerHour),
        problems,
      };
    case 'INF_RATE':
      return { kind: 'rate', rateMlPerHour: fields.quantity(0, 'rate', 'ml/h', mlPerHour), problems };
    case 'INF_VI':
      return { kind: 'volume', ml: fields.quantity(0, 'volume', 'ml', ml), problems };
    case 'INF_VTBI': {
      if (fields.text(0) === 'DEACT')
        return { kind: 'vtbi', active: false, ml: null, endAction: '', problems };
      if (fields.text(0) !== 'ACTIV') return other;
      return {
        kind: 'vtbi',
        active: true,
        ml: fields.quantity(1, 'VTBI', 'ml', ml),
        endAction: fields.text(3),
        problems,
      };
    }
    case 'ALARM':
      return fields.text(0) === ''
        ? other
        : { kind: 'alarm', code: fields.text(0), texts: values.slice(1).map((text) => text.trim()) };
    case 'REMOTE_CTRL':
    case 'REMOTE_CFG':
      return {
        kind: 'remote',
        name,
        state: fields.text(0),
        answer: values.length > 2 ? fields.text(2) : null,
      };
    case 'INF_START':
    case 'INF_STOP':
    case 'INF_VI_CLEAR':
      return values.length === 0 ? { kind: 'echo', name } : other;
    case 'INF':
      return values.length === 13 ? decodeStatus(fields) : other;
    default:
      return other;
  }
}

/** The 13 fields of `INF` (pumps.md 2.4). */
function decodeStatus(fields: Fields): Status {
  return {
    kind: 'status',
    serialNumber: fields.text(0),
    alarmFlag: fields.text(1),
    mode: fields.text(2),
    rateMlPerHour: fields.quantity(3, 'rate', 'ml/h', mlPerHour),
    drugName: fields.optional(5),
    volumeInfusedMl: fields.quantity(6, 'volume infused', 'ml', ml),
    linePressureMmHg: fields.quantity(8, 'line pressure', 'mmHg', mmHg, true),
    timeRemaining: fields.optional(10),
    logType: fields.optional(11),
    logEntry: parseNumber(fields.text(12)),
    problems: fields.problems,
  };
}

/** The payload of a reply, for simulators; the inverse of `decodeReply` for every kind a pump sends. */
export function encodeReply(reply: Reply): string {
  const amount = (value: number | null, decimals: number, unit: string) =>
    value === null ? ['', ''] : [value.toFixed(decimals), unit];
  switch (reply.kind) {
    case 'serial-number':
      return `INST_SERIALNO^${reply.serialNumber}`;
    case 'protocol':
      return `COMMS_PROTOCOL^${reply.text}`;
    case 'response-max':
      return ['COMMS_RESPONSE_MAX', ...amount(reply.ms, 0, 'ms')].join('^');
    case 'syringe':
      return [
        'SYRINGE_STATUS',
        reply.brand,
        String(reply.sizeMl ?? '').padStart(3),
        reply.confirmed ? 'CONF' : 'NOCONF',
      ].join('^');
    case 'rate-max':
      return ['INF_RATE_MAX_SYRINGE', ...amount(reply.rateMlPerHour, 2, 'ml/h')].join('^');
    case 'rate':
      return ['INF_RATE', ...amount(reply.rateMlPerHour, 2, 'ml/h')].join('^');
    case 'volume':
      return ['INF_VI', ...amount(reply.ml, 3, 'ml')].join('^');
    case 'vtbi':
      return reply.active
        ? ['INF_VTBI', 'ACTIV', ...amount(reply.ml, 3, 'ml'), reply.endAction].join('^')
        : 'INF_VTBI^DEACT^^^';
    case 'alarm':
      return ['ALARM', reply.code, ...reply.texts.map((text) => text || ' ')].join('^');
    case 'remote':
      return reply.answer === null
        ? `${reply.name}^${reply.state}`
        : `${reply.name}^${reply.state}^****^${reply.answer}^0^ms`;
    case 'echo':
      return reply.name;
    case 'other':
      return [reply.name, ...reply.fields].join('^');
    case 'status':
      return [
        'INF',
        reply.serialNumber,
        reply.alarmFlag,
        reply.mode,
        ...amount(reply.rateMlPerHour, 2, 'ml/h'),
        reply.drugName ?? '',
        ...amount(reply.volumeInfusedMl, 3, 'ml'),
        ...amount(reply.linePressureMmHg, 2, 'mmHg'),
        reply.timeRemaining ?? '',
        reply.logType ?? '',
        reply.logEntry ?? '',
      ].join('^');
  }
}
