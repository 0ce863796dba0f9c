import type { NumericCode, NumericUnit } from '../../../shared/readings/monitor';

/** Object classes that can be polled (monitors.md 2.7). */
export const objectClass = {
  numerics: 0x0006,
  waves: 0x0009,
  alarms: 0x0036,
  enumerations: 0x0005,
  demographics: 0x002a,
  mds: 0x0021,
} as const;

/** Attribute groups of a poll (monitors.md 2.7). */
export const attributeGroup = {
  all: 0x0000,
  metricObservedValue: 0x0803,
  vmoDynamic: 0x0810,
  vmoStatic: 0x0811,
  alarmMonitor: 0x0801,
  patientDemographics: 0x0807,
} as const;

/** Attribute ids (monitors.md 2.7, 2.8; demographics and production specification from the real capture). */
export const attributeId = {
  handle: 0x0921,
  label: 0x0924,
  labelText: 0x0927,
  numericValue: 0x0950,
  compoundValue: 0x094b,
  measuredAt: 0x0990,
  absoluteTime: 0x0987,
  relativeTime: 0x098f,
  systemId: 0x0984,
  systemModel: 0x0928,
  bedLabel: 0x091e,
  productionSpecification: 0x092d,
  operatingMode: 0x0946,
  pollDuration: 0xf13e,
  patientAlarms: 0x0902,
  technicalAlarms: 0x0904,
  alarmState: 0x0916,
  patientInternalId: 0xf001,
  patientId: 0x095a,
  patientFamilyName: 0x095c,
  patientGivenName: 0x095d,
  patientBirthDate: 0x0958,
  patientSex: 0x0961,
} as const;

/** Actions and events (monitors.md 2.7). */
export const operation = {
  mdsCreate: 0x0d06,
  singlePoll: 0x0c16,
  extendedPoll: 0xf13b,
} as const;

/** Bits of a value's state (monitors.md 2.8). */
export const stateBit = {
  invalid: 0x8000,
  questionable: 0x4000,
  unavailable: 0x2000,
  calibrating: 0x1000,
  test: 0x0800,
  demo: 0x0400,
  validated: 0x0080,
  earlyIndication: 0x0040,
  measuring: 0x0020,
  alarming: 0x0002,
  alarmsInhibited: 0x0001,
} as const;

/** Names of the bits that are set, most significant first, for the inspect tool. */
export function stateNames(state: number): string[] {
  return Object.entries(stateBit).flatMap(([name, bit]) => ((state & bit) === 0 ? [] : [name]));
}

/** Unit codes (monitors.md 2.8). A code that is not here is not guessed: the numeric is absent. */
export const unitOf: ReadonlyMap<number, NumericUnit> = new Map([
  [0x0aa0, '/min'],
  [0x0ae0, '/min'],
  [0x0220, '%'],
  [0x0200, '1'],
  [0x0f20, 'mm[Hg]'],
  [0x0f03, 'kPa'],
  [0x17a0, 'Cel'],
  [0x1140, '[degF]'],
]);

/** What a physiological id means to the console. */
export type Parameter = {
  readonly code: NumericCode;
  readonly source: string;
  /** Units this parameter can have; the first stands for a parameter whose unit on the wire is not usable. */
  readonly units: readonly [NumericUnit, ...NumericUnit[]];
};

const perMinute = ['/min'] as const;
const pressure = ['mm[Hg]', 'kPa'] as const;
const temperature = ['Cel', '[degF]'] as const;

/** Physiological ids (monitors.md 2.8). */
export const parameterOf: ReadonlyMap<number, Parameter> = new Map<number, Parameter>([
  [0x4182, { code: 'HR', source: 'ecg', units: perMinute }],
  [0x4822, { code: 'PR', source: 'pleth', units: perMinute }],
  [0x480a, { code: 'PR', source: 'other', units: perMinute }],
  [0x4bb8, { code: 'SpO2', source: 'pleth', units: ['%'] }],
  [0x4bb0, { code: 'Perf', source: 'pleth', units: ['1', '%'] }],
  [0x4a05, { code: 'NIBP-sys', source: 'cuff', units: pressure }],
  [0x4a06, { code: 'NIBP-dia', source: 'cuff', units: pressure }],
  [0x4a07, { code: 'NIBP-mean', source: 'cuff', units: pressure }],
  [0xf0e5, { code: 'NIBP-PR', source: 'cuff', units: perMinute }],
  [0x500a, { code: 'RR', source: 'impedance', units: perMinute }],
  [0x5012, { code: 'RR', source: 'airway', units: perMinute }],
  [0x50b0, { code: 'EtCO2', source: 'airway', units: pressure }],
  [0x50ba, { code: 'InsCO2', source: 'airway', units: pressure }],
  [0x4b48, { code: 'Temp', source: 'generic', units: temperature }],
  [0x4b74, { code: 'Temp', source: 'skin', units: temperature }],
  [0x4b64, { code: 'Temp', source: 'oesophageal', units: temperature }],
  [0x4b78, { code: 'Temp', source: 'tympanic', units: temperature }],
  [0x4b60, { code: 'Temp', source: 'core', units: temperature }],
  [0xe004, { code: 'Temp', source: 'rectal', units: temperature }],
]);

/** Errors of a ROER (monitors.md 2.6). */
const operationErrors: Readonly<Record<number, string>> = {
  0: 'no such class',
  1: 'no such instance',
  2: 'access denied',
  7: 'get list error',
  8: 'set list error',
  9: 'no such action',
  10: 'processing failure',
  15: 'invalid argument',
  16: 'invalid scope',
  17: 'invalid instance',
};

/** Plain words for the error value of a ROER. */
export function operationErrorText(error: number): string {
  return operationErrors[error] ?? `error ${error}`;
}
