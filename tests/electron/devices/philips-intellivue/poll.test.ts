import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeFloat,
  decodeMessage,
  encodePollRequest,
  encodePollResult,
  encodeRemoteOperation,
  MalformedMessage,
  observedValues,
  type PollResult,
  ticks,
} from '../../../../electron/devices/philips-intellivue/codec';
import { FrameParser } from '../../../../electron/devices/philips-intellivue/frame';
import { captured, hexFixture } from './fixtures';

function _pollResult(pdu: Uint8Array): PollResult {
  const message = decodeMessage(pdu);
  if (message.kind !== 'poll-result') throw new Error(`a ${message.kind}`);
  return message;
}

function _fixturePdu(name: string): Uint8Array {
  const [found] = new FrameParser().push(hexFixture(name));
  if (found?.kind !== 'frame') throw new Error(`${name} is rejected`);
  return found.userData;
}

function _values(result: PollResult): (readonly [string, number | string, string])[] {
  return result.objects
    .flatMap(({ attributes }) => observedValues(attributes))
    .map(({ physioId, state, float }) => {
      const decoded = decodeFloat(float);
      const value = decoded.kind === 'number' ? decoded.value : decoded.special;
      return [physioId.toString(16), value, state.toString(16)] as const;
    });
}

describe('poll messages', () => {
  const u16 = fc.integer({ min: 0, max: 0xffff });
  const u32 = fc.integer({ min: 0, max: 0xffffffff }).map((value) => ticks(value));
  const request = fc.record({
    kind: fc.constant('poll-request' as const),
    invokeId: u16,
    pollNumber: u16,
    objectClass: u16,
    attributeGroup: u16,
    duration: fc.option(u32),
  });
  const attribute = fc.record({ id: u16, value: fc.uint8Array({ maxLength: 24 }) });
  const object = fc.record({ context: u16, handle: u16, attributes: fc.array(attribute, { maxLength: 4 }) });
  const result = fc.record({
    kind: fc.constant('poll-result' as const),
    invokeId: u16,
    linked: fc.constantFrom(['whole', 0], ['first', 1], ['middle', 2], ['last', 3]) as fc.Arbitrary<
      ['whole' | 'first' | 'middle' | 'last', number]
    >,
    pollNumber: u16,
    sequence: fc.option(u16),
    at: u32,
    wall: fc.constant(null),
    objectClass: u16,
    attributeGroup: u16,
    objects: fc.array(object, { maxLength: 6 }),
  });

  test('come back as they were', () => {
    fc.assert(
      fc.property(request, (one) => {
        expect(decodeMessage(encodePollRequest(one))).toEqual(one);
      }),
      { seed: 13 },
    );
    fc.assert(
      fc.property(result, ({ linked: [part, count], ...rest }) => {
        const one: PollResult = { ...rest, part, count };
        expect(decodeMessage(encodePollResult(one))).toEqual(one);
      }),
      { seed: 17 },
    );
  });

  test('are refused when cut anywhere, and never read past their end', () => {
    for (const frame of [48, 49, 52, 56, 150]) {
      const pdu = captured(frame);
      for (let length = 1; length < pdu.length - (frame === 48 ? 16 : 0); length += 1)
        expect(() => decodeMessage(pdu.subarray(0, length))).toThrow(MalformedMessage);
    }
  });

  test('any bytes are understood or refused, never anything else', () => {
    const start = fc.constantFrom(0xe1, 0x0e, 0x0d, 0x00);
    fc.assert(
      fc.property(
        start,
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom(49, 52, 56, 150),
        (first, noise, frame) => {
          const pdu = captured(frame).slice();
          pdu.set(noise.subarray(0, 40), 8);
          for (const bytes of [pdu, Uint8Array.of(first, ...noise)]) {
            try {
              decodeMessage(bytes);
            } catch (error) {
              expect(error).toBeInstanceOf(MalformedMessage);
            }
          }
        },
      ),
      { seed: 19, numRuns: 500 },
    );
  });

  test('errors carry their code', () => {
    const pdu = encodeRemoteOperation({ kind: 'error', invokeId: 7, error: 16 });
    expect(decodeMessage(pdu)).toEqual({ kind: 'operation-error', invokeId: 7, error: 16 });
  });
});
