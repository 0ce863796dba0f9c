/** Frames of the Alaris / Asena line: `!` payload `|` 4 checksum digits `CR` (pumps.md 2.1). */

const START = 0x21;
const SEPARATOR = 0x7c;
const END = 0x0d;
const ESCAPE = 0x1b;

/** Longest frame we wait for, bytes; the longest published one has 81. Beyond it the start byte was a lie. */
export const LONGEST_FRAME = 512;

export type RejectReason =
  /** Outside of any frame. */
  | 'noise'
  /** A new `!` before the frame's end: its tail was lost. */
  | 'restarted'
  /** ESC from the pump. */
  | 'aborted'
  | 'too-long'
  /** No `|`, or not exactly four upper-case hex digits after the last one. */
  | 'no-checksum'
  | 'checksum'
  /** Recorded bytes ended within a frame. */
  | 'unfinished';

export type Frame = {
  readonly kind: 'frame';
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly payload: string;
};
export type Reject = {
  readonly kind: 'reject';
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly reason: RejectReason;
};

/** CRC-16/CCITT-FALSE: polynomial 1021, initial FFFF, not reflected, no final XOR (pumps.md 2.1; check value 29B1). */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1)
      crc = (crc & 0x8000) !== 0 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}

/** Text to bytes, one byte per character; throws for characters that have no single byte. */
export function toBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (character.length !== 1 || code > 0xff)
      throw new RangeError(`no single byte for ${JSON.stringify(character)}`);
    return code;
  });
}

/** Bytes to text, one character per byte. */
export function toText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The checksum as the line carries it: four upper-case hex digits, high digit first. */
export function checksumDigits(text: string): string {
  return crc16(toBytes(text)).toString(16).toUpperCase().padStart(4, '0');
}

/** The key for remote control: the checksum of the serial number's text (pumps.md 2.2; `8002-51740` → `3CC1`). */
export function remoteKey(serialNumber: string): string {
  return checksumDigits(serialNumber);
}

/** Wraps a payload; throws when it holds a byte that would end, restart or abort the frame. */
export function encodeFrame(payload: string): Uint8Array {
  for (const byte of toBytes(payload)) {
    if (byte === START || byte === END || byte === ESCAPE)
      throw new RangeError('payload holds a frame delimiter');
  }
  return toBytes(`!${payload}|${checksumDigits(payload)}\r`);
}

/** Finds frames in a stream that comes in any pieces (H20). Bounded; every byte ends in a frame or a named reject. */
export class FrameStream {
  #pending: number[] = [];
  #noise: number[] = [];
  /** Bytes taken so far: the offset of the next one. */
  #taken = 0;

  /** Takes the next bytes and gives the frames and rejects they complete, in order. */
  push(chunk: Uint8Array): (Frame | Reject)[] {
    const found: (Frame | Reject)[] = [];
    for (const byte of chunk) {
      this.#take(byte, found);
      this.#taken += 1;
    }
    this.#endNoise(found);
    return found;
  }

  /** The stream is over: what is pending is `unfinished`. Also forgets it, so stale input can not complete later. */
  end(): Reject[] {
    const found: Reject[] = [];
    this.#giveUp('unfinished', found);
    return found;
  }

  #take(byte: number, found: (Frame | Reject)[]): void {
    if (byte === START) {
      this.#giveUp('restarted', found);
      this.#endNoise(found);
      this.#pending.push(byte);
    } else if (this.#pending.length === 0) {
      this.#noise.push(byte);
    } else {
      this.#pending.push(byte);
      if (byte === ESCAPE) this.#giveUp('aborted', found, 1);
      else if (byte === END) this.#complete(found);
      else if (this.#pending.length >= LONGEST_FRAME) this.#giveUp('too-long', found, 1);
    }
  }

  /** Drops the pending start and what followed. No other `!` is in there, so looking again from its next byte ends here. */
  #giveUp(reason: RejectReason, found: (Frame | Reject)[], current: 0 | 1 = 0): void {
    if (this.#pending.length === 0) return;
    const bytes = Uint8Array.from(this.#pending);
    this.#pending = [];
    found.push({ kind: 'reject', offset: this.#taken + current - bytes.length, bytes, reason });
  }

  #complete(found: (Frame | Reject)[]): void {
    const content = this.#pending.slice(1, -1);
    // The last separator: a payload may hold one of its own.
    const separator = content.lastIndexOf(SEPARATOR);
    const digits = toText(Uint8Array.from(content.slice(separator + 1)));
    if (separator < 0 || !/^[0-9A-F]{4}$/.test(digits)) {
      this.#giveUp('no-checksum', found, 1);
      return;
    }
    const payload = toText(Uint8Array.from(content.slice(0, separator)));
    if (checksumDigits(payload) !== digits) {
      this.#giveUp('checksum', found, 1);
      return;
    }
    const bytes = Uint8Array.from(this.#pending);
    this.#pending = [];
    found.push({ kind: 'frame', offset: this.#taken + 1 - bytes.length, bytes, payload });
  }

  #endNoise(found: (Frame | Reject)[]): void {
    if (this.#noise.length === 0) return;
    const bytes = Uint8Array.from(this.#noise);
    this.#noise = [];
    // Called before the current byte is counted (a `!`) or after the last one was: both give the same end.
    found.push({ kind: 'reject', offset: this.#taken - bytes.length, bytes, reason: 'noise' });
  }
}
