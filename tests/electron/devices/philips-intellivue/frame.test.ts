import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeFrame,
  type FrameFound,
  FrameParser,
  frameCheck,
  MAX_FRAME_BYTES,
} from '../../../../electron/devices/philips-intellivue/frame';
import { fromHex, toHex } from '../../../../electron/devices/philips-intellivue/hex';
import { hexFixture, hexFixtureNames, joined, sequence, session } from './fixtures';

function accepted(found: readonly FrameFound[]): string[] {
  return found.flatMap((one) => (one.kind === 'frame' ? [toHex(one.userData)] : []));
}

function reasons(found: readonly FrameFound[]): string[] {
  return found.flatMap((one) => (one.kind === 'rejected' ? [one.reason] : []));
}

function parse(...chunks: readonly Uint8Array[]): FrameFound[] {
  const parser = new FrameParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
}

describe('frame check', () => {
  test('is CRC-16/X-25', () => {
    expect(frameCheck(new TextEncoder().encode('123456789'))).toBe(0x906e);
  });
});

describe.each(hexFixtureNames)('worked frame %s', (name) => {
  const wire = hexFixture(name);
  const [whole] = accepted(parse(wire));
  if (whole === undefined) throw new Error(`${name} is not accepted`);

  test('is encoded to the same bytes', () => {
    expect(toHex(encodeFrame(fromHex(whole)))).toBe(toHex(wire));
  });

  test('is found wherever the stream is cut', () => {
    for (let cut = 0; cut <= wire.length; cut += 1) {
      expect(accepted(parse(wire.subarray(0, cut), wire.subarray(cut)))).toEqual([whole]);
    }
    expect(accepted(parse(...Array.from(wire, (byte) => Uint8Array.of(byte))))).toEqual([whole]);
  });

  test('is found twice when glued, and after noise', () => {
    expect(accepted(parse(joined(wire, wire)))).toEqual([whole, whole]);
    const noisy = parse(joined(fromHex('00ff7dc1117d'), wire));
    expect(accepted(noisy)).toEqual([whole]);
    expect(reasons(noisy)).toEqual(['noise']);
  });

  test('is never accepted with one bit flipped, and the next one is', () => {
    for (let bit = 0; bit < wire.length * 8; bit += 1) {
      const damaged = wire.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(accepted(parse(joined(damaged, wire)))).toEqual([whole]);
    }
  });

  test('is never accepted short of any byte or with any byte doubled, and the next one is', () => {
    for (let at = 0; at < wire.length; at += 1) {
      const short = joined(wire.subarray(0, at), wire.subarray(at + 1));
      expect(accepted(parse(joined(short, wire)))).toEqual([whole]);
      const doubled = joined(wire.subarray(0, at + 1), wire.subarray(at));
      // A doubled begin or end byte damages nothing inside the frame.
      const harmless = at === 0 || at === wire.length - 1;
      expect(accepted(parse(joined(doubled, wire)))).toEqual(harmless ? [whole, whole] : [whole]);
    }
  });

  test('is never accepted truncated', () => {
    for (let length = 0; length < wire.length; length += 1) {
      const parser = new FrameParser();
      expect(accepted([...parser.push(wire.subarray(0, length)), ...parser.end()])).toEqual([]);
      expect(parser.bytesDiscarded).toBe(length);
    }
  });
});

describe('rejected bytes', () => {
  const wire = hexFixture('numeric-result');

  test('carry a reason, an offset and are counted', () => {
    const cases: [string, string][] = [
      ['0102', 'noise'],
      ['c01101c0', 'restarted'],
      ['c011010001aa7dc1', 'aborted'],
      ['c0c1', 'too-short'],
      ['c0120100000000c1', 'wrong-header'],
      ['c0110100050000c1', 'wrong-length'],
      ['c0110100000000c1', 'wrong-checksum'],
    ];
    for (const [bytes, reason] of cases) {
      const parser = new FrameParser();
      const found = parser.push(fromHex(bytes));
      expect(reasons(found)).toEqual([reason]);
      expect(found[0]?.offset).toBe(0);
      expect(parser.rejected[reason as keyof typeof parser.rejected]).toBe(1);
    }
  });

  test('an endless frame is dropped at the bound and the next frame is found', () => {
    const parser = new FrameParser();
    const endless = new Uint8Array(MAX_FRAME_BYTES + 900).fill(0x55);
    endless[0] = 0xc0;
    const found = [...parser.push(endless), ...parser.push(wire)];
    expect(reasons(found)).toEqual(['overlong', 'noise']);
    expect(accepted(found)).toHaveLength(1);
    expect(parser.bytesDiscarded).toBe(endless.length);
  });

  test('a run of noise counts once however it is cut', () => {
    const parser = new FrameParser();
    for (let index = 0; index < 50; index += 1) parser.push(Uint8Array.of(index));
    parser.push(wire);
    parser.push(Uint8Array.of(1));
    expect(parser.rejected.noise).toBe(2);
    expect(parser.bytesDiscarded).toBe(51);
  });

  test('every byte is either in an accepted frame or discarded, at its own offset', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), (noise) => {
        const stream = joined(...noise.flatMap((piece) => [piece, wire]));
        const parser = new FrameParser();
        const found = [...parser.push(stream), ...parser.end()];
        let at = 0;
        for (const one of found) {
          expect(one.offset).toBe(at);
          at += one.wire.length;
        }
        expect(at).toBe(stream.length);
        expect(parser.bytesReceived).toBe(stream.length);
      }),
      { seed: 7 },
    );
  });
});

describe('any user data', () => {
  const bytes = fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.constantFrom(0xc0, 0xc1, 0x7d, 0x5d, 0xe0, 0xe1),
  );

  test('comes back as it was, in any pieces', () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 1000 }), fc.integer({ min: 1, max: 64 }), (content, size) => {
        const pdu = Uint8Array.from(content);
        const wire = encodeFrame(pdu);
        const chunks: Uint8Array[] = [];
        for (let at = 0; at < wire.length; at += size) chunks.push(wire.subarray(at, at + size));
        expect(accepted(parse(...chunks))).toEqual([toHex(pdu)]);
      }),
      { seed: 11 },
    );
  });
});

describe('the real session in serial framing', () => {
  const pdus = session.map(({ pdu }) => toHex(pdu));
  const wires = session.map(({ pdu }) => encodeFrame(pdu));

  test('is found whole, byte by byte and in random pieces', () => {
    const stream = joined(...wires);
    expect(accepted(parse(stream))).toEqual(pdus);
    const parser = new FrameParser();
    const single: string[] = [];
    for (const byte of stream) single.push(...accepted(parser.push(Uint8Array.of(byte))));
    expect(single).toEqual(pdus);
    for (let seed = 1; seed <= 20; seed += 1) {
      const next = sequence(seed);
      const random = new FrameParser();
      const found: string[] = [];
      for (let at = 0; at < stream.length; ) {
        const size = 1 + next(700);
        found.push(...accepted(random.push(stream.subarray(at, at + size))));
        at += size;
      }
      expect(found).toEqual(pdus);
      expect(random.bytesDiscarded).toBe(0);
    }
  });

  test('with damage never gives a PDU that was not sent, and loses only what was hit', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const next = sequence(seed);
      const hit = new Set<number>();
      const damaged = wires.map((wire, index) => {
        if (next(5) !== 0) return wire;
        hit.add(index);
        // Not the begin and end bytes: their loss can only take this frame, which is tested above.
        const at = 1 + next(wire.length - 2);
        const kind = next(3);
        if (kind === 0) return joined(wire.subarray(0, at), wire.subarray(at + 1));
        if (kind === 1) return joined(wire.subarray(0, at), wire.subarray(at, at + 1), wire.subarray(at));
        const flipped = wire.slice();
        flipped[at] = (flipped[at] ?? 0) ^ (1 << next(8));
        return flipped;
      });
      const found = accepted(parse(joined(...damaged)));
      expect(found).toEqual(pdus.filter((_, index) => !hit.has(index)));
    }
  });
});
