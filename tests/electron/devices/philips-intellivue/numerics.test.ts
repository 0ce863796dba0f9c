import { describe, expect, test } from 'vitest';
import {
  type Attribute,
  compoundAttribute,
  decodeMessage,
  encodeFloat,
  encodeSpecialFloat,
  numericAttribute,
  type ObservedObject,
  type ObservedValue,
  type PollResult,
} from '../../../../electron/devices/philips-intellivue/codec';
import { LinkedResults } from '../../../../electron/devices/philips-intellivue/linked-results';
import {
  DeliveredNumerics,
  type NumericRules,
  qualityOf,
  readNumerics,
} from '../../../../electron/devices/philips-intellivue/numerics';
import { epochMs } from '../../../../shared/time/clock';
import { captured } from './fixtures';

const strict: NumericRules = { acceptDemoData: false, hostTime: (wall) => epochMs(wall) };
const demo: NumericRules = { ...strict, acceptDemoData: true };

function object(handle: number, ...attributes: Attribute[]): ObservedObject {
  return { context: 1, handle, attributes };
}

function value(physioId: number, unitCode: number, float: number, state = 0): ObservedValue {
  return { physioId, state, unitCode, float };
}

const heartRate = (state: number, float = 72) =>
  object(1, numericAttribute(value(0x4182, 0x0aa0, float, state)));

describe('the real session', () => {
  function set(...frames: number[]): PollResult {
    const linked = new LinkedResults();
    for (const frame of frames) {
      const message = decodeMessage(captured(frame));
      if (message.kind !== 'poll-result') throw new Error(message.kind);
      const collected = linked.take(message);
      if (collected.kind === 'set') return collected.result;
    }
    throw new Error('no complete set');
  }
  const codes = [
    ['PR', 'other', 60, '/min'],
    ['NIBP-sys', 'cuff', 120, 'mm[Hg]'],
    ['NIBP-dia', 'cuff', 80, 'mm[Hg]'],
    ['NIBP-mean', 'cuff', 90, 'mm[Hg]'],
    ['NIBP-PR', 'cuff', 60, '/min'],
    ['HR', 'ecg', 60, '/min'],
    ['RR', 'impedance', 15, '/min'],
    ['SpO2', 'pleth', 95, '%'],
    ['PR', 'pleth', 60, '/min'],
    ['Perf', 'pleth', 10, '1'],
  ];

  test('frames 56 to 58 are demo data: every numeric is there, none has a value', () => {
    const { numerics, problems } = readNumerics(set(56, 57, 58).objects, strict);
    expect(numerics.map(({ code, source, unit }) => [code, source, unit])).toEqual(
      codes.map(([code, source, , unit]) => [code, source, unit]),
    );
    expect(numerics.every((numeric) => numeric.value === null && numeric.quality === 'demo')).toBe(true);
    expect(problems).toEqual([]);
  });

  test('where demo data is accepted they have their values, and the cuff its time', () => {
    const { numerics } = readNumerics(set(56, 57, 58).objects, demo);
    expect(numerics.map((one) => [one.code, one.source, one.value, one.unit])).toEqual(codes);
    expect(numerics.every(({ quality }) => quality === 'demo')).toBe(true);
    const stamps = numerics.flatMap(({ code, measuredAt }) => (code.startsWith('NIBP') ? [measuredAt] : []));
    expect(new Set(stamps)).toEqual(new Set([Date.UTC(2017, 10, 4, 14, 45)]));
    expect(numerics.find(({ code }) => code === 'HR')?.measuredAt).toBeNull();
  });

  test('group 0803 of frame 160 gives the same', () => {
    const { numerics } = readNumerics(set(160).objects, demo);
    expect(numerics.map((one) => [one.code, one.source, one.value, one.unit])).toEqual(codes);
  });

  test('a linked set is complete only at its RORS', () => {
    expect(() => set(56, 57)).toThrow('no complete set');
    expect(() => set(56, 58)).toThrow('no complete set');
    expect(() => set(57, 58)).toThrow('no complete set');
    // The first part of one set and the last of the next are no set.
    expect(() => set(56, 60, 61)).toThrow('no complete set');
    expect(set(56, 59, 60, 61).sequence).toBe(1);
  });
});

describe('state and value', () => {
  test.each([
    [0x0000, 'valid', 72],
    [0x0001, 'valid', 72],
    [0x00e0, 'valid', 72],
    [0x8000, 'invalid', null],
    [0x4000, 'questionable', null],
    [0x2000, 'unavailable', null],
    [0x1000, 'calibrating', null],
    [0x0800, 'test', null],
    [0x0400, 'demo', null],
    [0x8400, 'invalid', null],
    [0x4400, 'demo', null],
  ] as const)('state %i is %s', (state, quality, expected) => {
    expect(qualityOf(state)).toBe(quality);
    expect(readNumerics([heartRate(state)], strict).numerics).toMatchObject([{ quality, value: expected }]);
  });

  test('no combination of bits gives a value that one of them forbids', () => {
    for (let state = 0; state <= 0xffff; state += 1) {
      const given = readNumerics([heartRate(state)], strict).numerics[0]?.value ?? null;
      expect(given !== null).toBe((state & 0xfc00) === 0);
      const inDemo = readNumerics([heartRate(state)], demo).numerics[0]?.value ?? null;
      expect(inDemo !== null).toBe((state & 0xf000) === 0);
    }
  });

  test('special values are no value', () => {
    for (const special of ['nan', 'not-at-this-resolution', '+infinity', '-infinity', 'reserved'] as const)
      expect(readNumerics([heartRate(0, encodeSpecialFloat(special))], strict).numerics[0]?.value).toBeNull();
  });

  test('the alarm bit is carried, also without a value', () => {
    expect(readNumerics([heartRate(0x0002)], strict).numerics[0]?.alarming).toBe(true);
    expect(readNumerics([heartRate(0x8002)], strict).numerics[0]?.alarming).toBe(true);
  });
});

describe('units', () => {
  test('an unknown unit, or one the parameter can not have, is no value and a problem in words', () => {
    for (const unitCode of [0x1234, 0x0220]) {
      const read = readNumerics([object(1, numericAttribute(value(0x50b0, unitCode, 38)))], strict);
      expect(read.numerics).toMatchObject([{ code: 'EtCO2', value: null, quality: 'invalid' }]);
      expect(read.problems).toHaveLength(1);
    }
  });

  test.each([
    [0x50b0, 0x0f03, encodeFloat(5.1, 1), 'EtCO2', 5.1, 'kPa'],
    [0x50b0, 0x0f20, 38, 'EtCO2', 38, 'mm[Hg]'],
    [0x4b60, 0x17a0, encodeFloat(36.8, 1), 'Temp', 36.8, 'Cel'],
    [0xe004, 0x1140, encodeFloat(98.2, 1), 'Temp', 98.2, '[degF]'],
  ] as const)('id %i with unit %i is read as it is', (id, unitCode, float, code, expected, unit) => {
    const read = readNumerics([object(1, numericAttribute(value(id, unitCode, float)))], strict);
    expect(read.numerics).toMatchObject([{ code, value: expected, unit }]);
  });
});

describe('objects', () => {
  test('a cuff value without its time is not used', () => {
    const cuff = object(1, compoundAttribute([value(0x4a05, 0x0f20, 120)]));
    const { numerics, problems } = readNumerics([cuff], strict);
    expect(numerics).toMatchObject([{ code: 'NIBP-sys', value: null, quality: 'questionable' }]);
    expect(problems).toHaveLength(1);
  });

  test('two sensors of one kind stay apart, whatever the order they come in', () => {
    const first = { ...heartRate(0, 60), context: 0 };
    const second = { ...heartRate(0, 90), context: 2 };
    for (const objects of [
      [first, second],
      [second, first],
    ])
      expect(readNumerics(objects, strict).numerics.map(({ source, value: rate }) => [source, rate])).toEqual(
        [
          ['ecg', 60],
          ['ecg (context 2)', 90],
        ],
      );
  });

  test('what the console does not know is left out', () => {
    expect(readNumerics([object(1, numericAttribute(value(0x5804, 0x0aa0, 1)))], strict).numerics).toEqual(
      [],
    );
  });

  test('a numeric that vanishes from the set is unavailable at once, until it is back', () => {
    const delivered = new DeliveredNumerics();
    const { numerics } = readNumerics([heartRate(0x0002)], strict);
    expect(delivered.complete(numerics)).toEqual(numerics);
    expect(delivered.complete([])).toMatchObject([
      { code: 'HR', value: null, quality: 'unavailable', alarming: false },
    ]);
    expect(delivered.complete(numerics)).toEqual(numerics);
  });
});
