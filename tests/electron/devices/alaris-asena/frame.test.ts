import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frame, Reject } from '../../../../electron/devices/alaris-asena/frame';
import {
  checksumDigits,
  encodeFrame,
  FrameStream,
  LONGEST_FRAME,
  remoteKey,
  toBytes,
  toText,
} from '../../../../electron/devices/alaris-asena/frame';
import { fixture, goodFrames } from './fixtures';

fc.configureGlobal({ seed: 20_300_107 });

function read(...chunks: Uint8Array[]): (Frame | Reject)[] {
  const stream = new FrameStream();
  return chunks.flatMap((chunk) => stream.push(chunk));
}

const payloads = (found: (Frame | Reject)[]) =>
  found.flatMap((item) => (item.kind === 'frame' ? [item.payload] : []));
const reasons = (found: (Frame | Reject)[]) =>
  found.flatMap((item) => (item.kind === 'reject' ? [item.reason] : []));
const payloadOf = (text: string) => text.slice(1, text.lastIndexOf('|'));

describe('checksum', () => {
  it('has the published check value', () => {
    expect(checksumDigits('123456789')).toBe('29B1');
  });

  it.each([
    ['8002-51740', '3CC1'],
    ['8002-51733', '9535'],
  ])('makes the published key of %s', (serial, key) => {
    expect(remoteKey(serial)).toBe(key);
  });
});

describe.each(goodFrames)('published frame $file', ({ text, bytes }) => {
  it('is accepted whole, and written the same', () => {
    expect(payloads(read(bytes))).toEqual([payloadOf(text)]);
    expect(toText(encodeFrame(payloadOf(text)))).toBe(toText(bytes));
  });

  it('H20: is accepted split at every byte, byte by byte, glued and after noise', () => {
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(payloads(read(bytes.subarray(0, at), bytes.subarray(at)))).toEqual([payloadOf(text)]);
    }
    expect(payloads(read(...Array.from(bytes, (byte) => Uint8Array.of(byte))))).toEqual([payloadOf(text)]);
    expect(payloads(read(Uint8Array.of(...bytes, ...bytes)))).toEqual([payloadOf(text), payloadOf(text)]);
    const noisy = Uint8Array.of(0x00, 0x0d, 0xff, 0x7c, 0x1b, ...bytes);
    expect(payloads(read(noisy))).toEqual([payloadOf(text)]);
    expect(reasons(read(noisy))).toEqual(['noise']);
  });

  it('H6: is never accepted with any single bit flipped, and the next good frame is', () => {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(payloads(read(flipped))).toEqual([]);
      expect(payloads(read(flipped, bytes))).toEqual([payloadOf(text)]);
    }
  });

  it('is not accepted cut short', () => {
    for (let at = 0; at < bytes.length; at += 1) {
      const stream = new FrameStream();
      expect(stream.push(bytes.subarray(0, at))).toEqual([]);
      expect(reasons(stream.end())).toEqual(at === 0 ? [] : ['unfinished']);
      expect(payloads(stream.push(bytes))).toEqual([payloadOf(text)]);
    }
  });
});

describe('rejects', () => {
  it('rejects a frame with the checksum of another (pumps.md 2.7)', () => {
    expect(reasons(read(fixture('negative-remquery').bytes))).toEqual(['checksum']);
  });

  it('never completes a frame without its end (pumps.md 2.7)', () => {
    const stream = new FrameStream();
    expect(stream.push(fixture('negative-alarm').bytes)).toEqual([]);
    expect(reasons(stream.push(fixture('14-inf').bytes))).toEqual(['restarted']);
  });

  it('drops a frame that the pump aborts with ESC', () => {
    const found = read(toBytes('!INF\x1b'), fixture('14-inf').bytes);
    expect(reasons(found)).toEqual(['aborted']);
    expect(payloads(found)).toEqual(['INF']);
  });

  it.each(['!INF\r', '!INF|496\r', '!INF|49610\r', '!INF|496a\r', '!INF|4961 \r', '!\r'])(
    '%j has no checksum',
    (text) => {
      expect(reasons(read(toBytes(text)))).toEqual(['no-checksum']);
    },
  );

  it('splits at the last separator', () => {
    expect(payloads(read(encodeFrame('DRUG^a|b|c')))).toEqual(['DRUG^a|b|c']);
  });

  it('does not keep a frame without an end beyond its bound', () => {
    const found = read(toBytes(`!${'x'.repeat(LONGEST_FRAME * 2)}`));
    expect(reasons(found)).toEqual(['too-long', 'noise']);
    expect(found[0]?.bytes).toHaveLength(LONGEST_FRAME);
  });

  it('does not write a payload that would end its own frame', () => {
    for (const text of ['a!b', 'a\rb', 'a\x1bb', 'a\u20acb'])
      expect(() => encodeFrame(text)).toThrow(RangeError);
  });
});

describe('any bytes', () => {
  it('all end in a frame or a named reject, in order, however they are cut', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(...goodFrames.map((good) => good.bytes)),
      fc.constantFrom(Uint8Array.of(0x21), Uint8Array.of(0x0d), Uint8Array.of(0x1b), Uint8Array.of(0x7c)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(), (pieces, seed) => {
        const all = Uint8Array.from(pieces.flatMap((bytes) => [...bytes]));
        const stream = new FrameStream();
        const cut = all.length === 0 ? 0 : seed % all.length;
        const found = [
          ...stream.push(all.subarray(0, cut)),
          ...stream.push(all.subarray(cut)),
          ...stream.end(),
        ];
        expect(found.flatMap((item) => [...item.bytes])).toEqual([...all]);
        let offset = 0;
        for (const item of found) {
          expect(item.offset).toBe(offset);
          offset += item.bytes.length;
        }
        const whole = new FrameStream();
        expect(payloads(found)).toEqual(payloads(whole.push(all)));
      }),
    );
  });

  it('round trip: every payload without a delimiter', () => {
    const payload = fc.string({
      maxLength: 200,
      unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    });
    fc.assert(
      fc.property(
        payload.filter((text) => !['!', '\r', '\x1b'].some((delimiter) => text.includes(delimiter))),
        (text) => {
          expect(payloads(read(encodeFrame(text)))).toEqual([text]);
        },
      ),
    );
  });
});
