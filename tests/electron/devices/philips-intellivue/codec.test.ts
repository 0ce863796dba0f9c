import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  abortMessage,
  alarmAttribute,
  alarmEntries,
  associationTimeoutMs,
  attributeId,
  decodeFloat,
  decodeMessage,
  decodeWallTime,
  encodeAssociationRequest,
  encodeAssociationResponse,
  encodeFloat,
  encodeMdsCreate,
  encodeMdsCreateResult,
  encodePollRequest,
  encodePollResult,
  encodeSpecialFloat,
  encodeWallTime,
  fromHex,
  MAX_MANTISSA,
  MalformedMessage,
  monitorAlarms,
  monitorFacts,
  monitorWall,
  observedValues,
  type PollResult,
  readPollProfile,
  refusal,
  releaseRequest,
  releaseResponse,
  ticks,
  ticksBetween,
  toHex,
  wallText,
} from '../../../../electron/devices/philips-intellivue/codec';
import { FrameParser } from '../../../../electron/devices/philips-intellivue/frame';
import { captured, hexFixture, session } from './fixtures';

function pollResult(pdu: Uint8Array): PollResult {
  const message = decodeMessage(pdu);
  if (message.kind !== 'poll-result') throw new Error(`a ${message.kind}`);
  return message;
}

function fixturePdu(name: string): Uint8Array {
  const [found] = new FrameParser().push(hexFixture(name));
  if (found?.kind !== 'frame') throw new Error(`${name} is rejected`);
  return found.userData;
}

function values(result: PollResult): (readonly [string, number | string, string])[] {
  return result.objects
    .flatMap(({ attributes }) => observedValues(attributes))
    .map(({ physioId, state, float }) => {
      const decoded = decodeFloat(float);
      const value = decoded.kind === 'number' ? decoded.value : decoded.special;
      return [physioId.toString(16), value, state.toString(16)] as const;
    });
}

describe('FLOAT', () => {
  test('worked values', () => {
    expect(decodeFloat(0xff0003b6)).toEqual({ kind: 'number', value: 95 });
    expect(decodeFloat(0xff0003cf)).toEqual({ kind: 'number', value: 97.5 });
    expect(decodeFloat(0x00000048)).toEqual({ kind: 'number', value: 72 });
    expect(decodeFloat(0xfefffff6)).toEqual({ kind: 'number', value: -0.1 });
  });

  test.each([
    [0x7fffff, 'nan'],
    [0x800000, 'not-at-this-resolution'],
    [0x7ffffe, '+infinity'],
    [0x800002, '-infinity'],
  ] as const)('mantissa %i is special with every exponent', (mantissa, special) => {
    for (let exponent = 0; exponent < 256; exponent += 1)
      expect(decodeFloat(((exponent << 24) | mantissa) >>> 0)).toEqual({ kind: 'special', special });
    expect(decodeFloat(encodeSpecialFloat(special))).toEqual({ kind: 'special', special });
  });

  test('a number comes back exactly', () => {
    const mantissas = fc.integer({ min: -MAX_MANTISSA, max: MAX_MANTISSA });
    fc.assert(
      fc.property(mantissas, fc.integer({ min: 0, max: 6 }), (mantissa, decimals) => {
        const value = mantissa / 10 ** decimals;
        expect(decodeFloat(encodeFloat(value, decimals))).toEqual({ kind: 'number', value });
      }),
      { seed: 3 },
    );
    expect(() => encodeFloat(900_000, 1)).toThrow(RangeError);
    expect(() => encodeFloat(Number.NaN, 0)).toThrow(RangeError);
  });
});

describe('time', () => {
  test('relative time goes on over its wrap', () => {
    expect(ticksBetween(ticks(0xffffe000), ticks(0))).toBe(1024);
    expect(ticksBetween(ticks(0), ticks(0xffffe000))).toBe(-1024);
  });

  test('wall time is BCD, all FF is unknown, nonsense is unknown', () => {
    const wall = decodeWallTime(fromHex('2017110414450000'));
    expect(wall).toBe(Date.UTC(2017, 10, 4, 14, 45, 0));
    expect(wall === null ? '' : wallText(wall)).toBe('2017-11-04 14:45:00.000');
    for (const bytes of [
      'ffffffffffffffff',
      '2017130414450000',
      '2017023014450000',
      '2017110425450000',
      '20a7110414450000',
      '2017',
    ])
      expect(decodeWallTime(fromHex(bytes))).toBeNull();
  });

  test('wall time comes back to the hundredth of a second', () => {
    const range = { min: Date.UTC(2000, 0, 1) / 10, max: Date.UTC(2099, 11, 31) / 10 };
    fc.assert(
      fc.property(fc.integer(range), (hundredths) => {
        const wall = monitorWall(hundredths * 10);
        expect(decodeWallTime(encodeWallTime(wall))).toBe(wall);
      }),
      { seed: 5 },
    );
    expect(decodeWallTime(encodeWallTime(null))).toBeNull();
  });
});

describe('association', () => {
  const realProfile = {
    minPollPeriod: 320_000,
    maxReceiveBytes: 0x3000,
    maxTransmitBytes: 0x3000,
    pollOptions: 0x60000000,
    extendedOptions: 0x8c000000,
  };

  test('request and response of the real session', () => {
    const request = readPollProfile(captured(45));
    expect(request).toEqual(realProfile);
    expect(toHex(encodeAssociationRequest(request))).toBe(toHex(captured(45)));
    const response = readPollProfile(captured(48));
    expect(response).toEqual({ ...realProfile, maxReceiveBytes: 0x5b0, maxTransmitBytes: 0x5b0 });
    expect(toHex(encodeAssociationResponse(response))).toBe(toHex(captured(48)));
    expect(decodeMessage(captured(45)).kind).toBe('association-request');
    expect(decodeMessage(captured(48)).kind).toBe('association-response');
  });

  test('the user information is read with every form of its length', () => {
    const hex = toHex(captured(48));
    for (const length of ['8148', '820048'])
      expect(readPollProfile(fromHex(hex.replace('0201028148', `02010281${length}`))).minPollPeriod).toBe(
        320_000,
      );
    expect(() => readPollProfile(fromHex(hex.replace('0201028148', '0201028147')))).toThrow(MalformedMessage);
    expect(() => readPollProfile(fromHex(hex.replace('0201028148', '0201038148')))).toThrow(MalformedMessage);
  });

  test('messages that are known by their first byte', () => {
    expect(toHex(releaseRequest)).toBe(toHex(captured(44)));
    expect(toHex(releaseRequest)).toBe(toHex(fixturePdu('release-request')));
    const kinds = [releaseRequest, releaseResponse, abortMessage, refusal].map(
      (pdu) => decodeMessage(pdu).kind,
    );
    expect(kinds).toEqual(['release-request', 'release-response', 'abort', 'association-refused']);
    expect(() => decodeMessage(fromHex('42'))).toThrow(MalformedMessage);
    expect(() => decodeMessage(new Uint8Array())).toThrow(MalformedMessage);
  });

  test('time-out follows the minimum poll period', () => {
    expect(
      [20_000, 26_400, 80_000, 344_000, 400_000].map((period) => associationTimeoutMs(ticks(period))),
    ).toEqual([10_000, 10_000, 30_000, 129_000, 130_000]);
  });
});

describe('the real session', () => {
  test('every PDU is understood and no length contradicts another', () => {
    const kinds = session.map(({ pdu }) => decodeMessage(pdu).kind);
    expect(kinds.filter((kind) => kind === 'poll-result')).toHaveLength(87);
    expect(kinds.filter((kind) => kind === 'poll-request')).toHaveLength(9);
    expect(new Set(kinds)).toEqual(
      new Set([
        'release-request',
        'association-request',
        'association-response',
        'mds-create-event',
        'mds-create-result',
        'poll-request',
        'poll-result',
        'other-operation',
      ]),
    );
  });

  test('every poll and its results are written back to the same bytes', () => {
    for (const { pdu } of session) {
      const message = decodeMessage(pdu);
      if (message.kind === 'poll-request') expect(toHex(encodePollRequest(message))).toBe(toHex(pdu));
      // Waves come with empty contexts, which are not kept.
      if (message.kind === 'poll-result' && message.objectClass !== 9)
        expect(toHex(encodePollResult(message))).toBe(toHex(pdu));
      if (message.kind === 'mds-create-event') expect(toHex(encodeMdsCreate(message))).toBe(toHex(pdu));
    }
    expect(toHex(encodeMdsCreateResult(1))).toBe(toHex(captured(50)));
    expect(toHex(encodeMdsCreateResult(1))).toBe(toHex(fixturePdu('mds-create-result')));
  });

  test('the monitor presents itself', () => {
    const create = decodeMessage(captured(49));
    if (create.kind !== 'mds-create-event') throw new Error(create.kind);
    expect(create.at).toBe(0x0d611600);
    expect(monitorFacts(create.attributes)).toEqual({
      manufacturer: 'Philips',
      model: 'M8000',
      systemId: '0009FB70D80B',
      serialNumber: null,
      software: null,
      bedLabel: 'LeTemple_1',
    });
    const [mds] = pollResult(captured(52)).objects;
    expect(monitorFacts(mds?.attributes ?? [])).toMatchObject({
      serialNumber: 'DE82021892',
      software: 'G.01.80',
    });
  });

  test('numerics of frames 56 and 57, a linked result in demo mode', () => {
    const [first, last, end] = [56, 57, 58].map((frame) => pollResult(captured(frame)));
    expect([first, last, end].map((part) => [part?.part, part?.count])).toEqual([
      ['first', 1],
      ['last', 2],
      ['whole', 0],
    ]);
    expect(end?.objects).toEqual([]);
    const all = [first, last].flatMap((part) => (part === undefined ? [] : values(part)));
    expect(all).toEqual([
      ['4a17', 91, '400'],
      ['4a15', 120, '400'],
      ['4a16', 70, '400'],
      ['480a', 60, '401'],
      ['4a05', 120, '400'],
      ['4a06', 80, '400'],
      ['4a07', 90, '400'],
      ['f0e5', 60, '400'],
      ['4182', 60, '400'],
      ['500a', 15, '401'],
      ['4bb8', 95, '400'],
      ['4822', 60, '401'],
      ['4bb0', 10, '400'],
    ]);
    const cuff = first?.objects.find(({ handle }) => handle === 0x826a);
    const stamp = cuff?.attributes.find(({ id }) => id === attributeId.measuredAt);
    expect(toHex(stamp?.value ?? new Uint8Array())).toBe('2017110414450000');
  });

  test('no alarms are an empty list, not an unknown one', () => {
    const [object] = pollResult(captured(150)).objects;
    expect(alarmEntries(object?.attributes ?? [])).toEqual([]);
    expect(alarmEntries([])).toBeNull();
  });
});

describe('worked numerics', () => {
  test('HR 72, SpO2 97.5 %', () => {
    const result = pollResult(fixturePdu('numeric-result'));
    expect(result).toMatchObject({ sequence: 5, at: 128_000, wall: null, part: 'whole' });
    expect(values(result)).toEqual([
      ['4182', 72, '0'],
      ['4bb8', 97.5, '0'],
    ]);
  });

  test('escapes are gone: relative time 00C0C17D, HR 125', () => {
    const result = pollResult(fixturePdu('numeric-result-escaped'));
    expect(result.at).toBe(0x00c0c17d);
    expect(values(result)).toEqual([['4182', 125, '0']]);
  });

  test('the extended poll asks for all numerics for 2 s', () => {
    expect(decodeMessage(fixturePdu('extended-numeric-poll'))).toEqual({
      kind: 'poll-request',
      invokeId: 0x03eb,
      pollNumber: 0,
      objectClass: 6,
      attributeGroup: 0,
      duration: 16_000,
    });
  });
});

describe('alarms', () => {
  const entry = { source: 0x4bb8, code: 0x0014, type: 0x0200, state: 0, text: 'SpO2 88 < 90' };

  test('are read back with text, kind and priority', () => {
    const attributes = [
      alarmAttribute('patientAlarms', [entry]),
      alarmAttribute('technicalAlarms', [{ ...entry, type: 0x0004, text: '' }]),
    ];
    const entries = alarmEntries(attributes) ?? [];
    expect(monitorAlarms(entries, false)).toEqual([
      { kind: 'physiological', priority: 'medium', text: 'SpO2 88 < 90', code: '4BB8-0014' },
      { kind: 'technical', priority: 'high', text: 'monitor alarm 4BB8-0014', code: '4BB8-0014' },
    ]);
  });

  test('of demo or test mode count only where demo data is accepted; an unknown type counts as high', () => {
    for (const state of [0x0100, 0x0400]) {
      expect(monitorAlarms([{ ...entry, state }], false)).toEqual([]);
      expect(monitorAlarms([{ ...entry, state }], true)).toHaveLength(1);
    }
    expect(monitorAlarms([{ ...entry, type: 0x0800 }], false)).toMatchObject([{ priority: 'high' }]);
  });
});
