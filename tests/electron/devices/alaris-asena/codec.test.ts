import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply, Request } from '../../../../electron/devices/alaris-asena/codec';
import {
  allowed,
  decodeReply,
  decodeRequest,
  encodeReply,
  encodeRequest,
  parseNumber,
  REQUEST_NAMES,
} from '../../../../electron/devices/alaris-asena/codec';
import { ml, mlPerHour, mmHg } from '../../../../shared/units/units';
import { fixture, goodFrames } from './fixtures';

fc.configureGlobal({ seed: 20_300_107 });

const payloadOf = (text: string) => text.slice(1, text.lastIndexOf('|'));
const reply = (start: string): Reply => decodeReply(payloadOf(fixture(start).text));

describe('published replies', () => {
  it.each<[string, unknown]>([
    ['02', { kind: 'serial-number', serialNumber: '8002-51740' }],
    ['04', { kind: 'protocol', text: 'Asena Rev 2.1.5' }],
    ['06', { kind: 'response-max', ms: 4000, problems: [] }],
    ['08', { kind: 'remote', name: 'REMOTE_CTRL', state: 'ENABLED', answer: 'PERMIT' }],
    ['11', { kind: 'syringe', brand: 'BD PLASTIPAK', sizeMl: 50, confirmed: true, problems: [] }],
    ['13', { kind: 'rate-max', rateMlPerHour: 1200, problems: [] }],
    ['17', { kind: 'rate', rateMlPerHour: 0.1, problems: [] }],
    ['22', { kind: 'vtbi', active: true, ml: 11, endAction: 'STOP', problems: [] }],
    ['24', { kind: 'echo', name: 'INF_START' }],
    ['25', { kind: 'echo', name: 'INF_STOP' }],
    ['20', { kind: 'echo', name: 'INF_VI_CLEAR' }],
    ['27', { kind: 'alarm', code: 'AL_NOALM', texts: ['', ''] }],
    [
      '15',
      {
        kind: 'status',
        serialNumber: '8002-51740',
        alarmFlag: '-',
        mode: 'SET',
        rateMlPerHour: 12.5,
        drugName: null,
        volumeInfusedMl: 3.25,
        linePressureMmHg: 17.91,
        timeRemaining: '01:36:00',
        logType: 'EVENT',
        logEntry: 127904,
        problems: [],
      },
    ],
  ])('fixture %s', (start, expected) => {
    expect(reply(start)).toEqual(expected);
  });

  it('both shapes of giving control back are read', () => {
    expect(decodeReply('REMOTE_CTRL^DISABLED')).toMatchObject({ state: 'DISABLED', answer: null });
    expect(decodeReply('REMOTE_CTRL^DISABLED^****^PERMIT^0^ms')).toMatchObject({
      state: 'DISABLED',
      answer: 'PERMIT',
    });
  });
});

describe('requests', () => {
  it.each(goodFrames.filter((good) => good.direction === 'host'))(
    '$file is written as published',
    ({ text }) => {
      const request = decodeRequest(payloadOf(text));
      expect(request).not.toBeNull();
      if (request !== null) expect(encodeRequest(request)).toBe(payloadOf(text));
    },
  );

  it.each(['INF_BOLUS', 'INF_BOLUS^ENABLED', 'PUR', 'PB', 'RZ', 'OF', 'F', 'N', '', 'inf', 'INF_START^1'])(
    'H16: %j is not on the allow-list',
    (name) => {
      expect(() => allowed(name, [])).toThrow('may not be sent');
      expect(decodeRequest(name)).toBeNull();
    },
  );

  it('H16: no name on the allow-list moves the plunger other than start', () => {
    expect(REQUEST_NAMES.filter((name) => /BOLUS|PUR|PRIME|RESET|OFF/.test(name))).toEqual([]);
  });

  it.each([12.345, -1, Number.NaN, Number.POSITIVE_INFINITY, 0.001])(
    'H8: a rate of %d ml/h is refused, not rounded',
    (rate) => {
      expect(() =>
        encodeRequest({ kind: 'set-rate', rateMlPerHour: rate as ReturnType<typeof mlPerHour> }),
      ).toThrow();
    },
  );

  it('H8: every step of rate and volume is written exactly and read back as the same number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 120_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        (rate, volume) => {
          const requests: Request[] = [
            { kind: 'set-rate', rateMlPerHour: mlPerHour(rate / 100) },
            { kind: 'set-vtbi', ml: ml(volume / 1000) },
          ];
          for (const request of requests) expect(decodeRequest(encodeRequest(request))).toEqual(request);
        },
      ),
    );
  });
});

describe('numbers', () => {
  it.each([
    '1,5',
    '',
    ' ',
    '1e3',
    ' 5',
    '5 ',
    '+5',
    '.5',
    '5.',
    '0x10',
    'NaN',
    '1.2.3',
    '-5',
    '1234567890123',
  ])('%j is refused', (text) => {
    expect(parseNumber(text)).toBeNull();
  });

  it('a minus is a number only where negative values make sense', () => {
    expect(parseNumber('-3.20', true)).toBe(-3.2);
    expect(decodeReply('INF^S^-^SET^-1.00^ml/h^^-1.000^ml^-2.50^mmHg^^^')).toMatchObject({
      rateMlPerHour: null,
      volumeInfusedMl: null,
      linePressureMmHg: -2.5,
    });
  });
});

describe('H7: units', () => {
  it.each([
    [
      'INF^S^-^SET^12.50^ml/min^^3.250^ml^17.91^mmHg^^EVENT^1',
      'rateMlPerHour',
      'unit "ml/min" instead of "ml/h"',
    ],
    ['INF^S^-^SET^12.50^ml/h^^3.250^ul^17.91^mmHg^^EVENT^1', 'volumeInfusedMl', 'unit "ul" instead of "ml"'],
    [
      'INF^S^-^SET^12.50^ml/h^^3.250^ml^17.91^kPa^^EVENT^1',
      'linePressureMmHg',
      'unit "kPa" instead of "mmHg"',
    ],
    ['INF^S^-^SET^12.50^^^3.250^ml^17.91^mmHg^^EVENT^1', 'rateMlPerHour', 'unit "" instead of "ml/h"'],
  ])('%s: %s is null and the reason is kept', (payload, field, text) => {
    const status = decodeReply(payload);
    expect(status).toMatchObject({
      [field]: null,
      problems: [{ what: 'unit', text: expect.stringContaining(text) }],
    });
  });

  it('a number in another notation is null, with a reason', () => {
    expect(decodeReply('INF_RATE^1,50^ml/h')).toMatchObject({
      rateMlPerHour: null,
      problems: [{ what: 'number' }],
    });
    expect(decodeReply('INF_VTBI^ACTIV^1e1^ml^STOP')).toMatchObject({
      ml: null,
      problems: [{ what: 'number' }],
    });
  });
});

describe('any payload', () => {
  it('is read without throwing; what is not understood is `other`', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REQUEST_NAMES, 'X'),
        fc.array(fc.string({ maxLength: 8 }), { maxLength: 15 }),
        (name, fields) => {
          expect(decodeReply([name, ...fields].join('^')).kind).toMatch(/^[a-z-]+$/);
          decodeRequest([name, ...fields].join('^'));
        },
      ),
    );
    expect(decodeReply('INF^too^few').kind).toBe('other');
    expect(decodeReply('NEW_THING^1')).toEqual({ kind: 'other', name: 'NEW_THING', fields: ['1'] });
  });

  it('round trip: status, VTBI and rate', () => {
    const word = fc.constantFrom('-', 'A', 'SET', 'HLD', 'X');
    fc.assert(
      fc.property(
        word,
        word,
        fc.nat(120_000),
        fc.nat(99_999),
        fc.integer({ min: -9999, max: 99_999 }),
        (flag, mode, rate, volume, pressure) => {
          const replies: Reply[] = [
            {
              kind: 'status',
              serialNumber: 'SIM-8003',
              alarmFlag: flag,
              mode,
              rateMlPerHour: mlPerHour(rate / 100),
              drugName: 'KETAMIN',
              volumeInfusedMl: ml(volume / 1000),
              linePressureMmHg: mmHg(pressure / 100),
              timeRemaining: '24+',
              logType: 'EVENT',
              logEntry: volume,
              problems: [],
            },
            { kind: 'vtbi', active: true, ml: ml(volume / 1000), endAction: 'STOP', problems: [] },
            { kind: 'vtbi', active: false, ml: null, endAction: '', problems: [] },
            { kind: 'rate', rateMlPerHour: mlPerHour(rate / 100), problems: [] },
          ];
          for (const sent of replies) expect(decodeReply(encodeReply(sent))).toEqual(sent);
        },
      ),
    );
  });
});
