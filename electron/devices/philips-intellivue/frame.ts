/**
 * The "fixed baud rate" serial framing of the Data Export protocol (monitors.md 2.2):
 * `C0 | 11 01 len_hi len_lo | user data | FCS_lo FCS_hi | C1`, with C0, C1 and 7D escaped everywhere between.
 */
const BEGIN = 0xc0;
const END = 0xc1;
const ESCAPE = 0x7d;
const ESCAPE_FLIP = 0x20;
const PROTOCOL = 0x11;
const MESSAGE_TYPE = 0x01;
const HEADER_BYTES = 4;
const FCS_BYTES = 2;

/** More wire bytes than this without an end are not a frame: the largest PDU is the negotiated MTU of 1456. */
export const MAX_FRAME_BYTES = 4096;

/** Why bytes were not accepted. Each is a key of the wire counters. */
export const rejectReasons = [
  'noise',
  'restarted',
  'aborted',
  'overlong',
  'too-short',
  'wrong-header',
  'wrong-length',
  'wrong-checksum',
  'incomplete',
] as const;
export type RejectReason = (typeof rejectReasons)[number];

export type FrameFound =
  | {
      readonly kind: 'frame';
      readonly offset: number;
      readonly wire: Uint8Array;
      readonly userData: Uint8Array;
    }
  | {
      readonly kind: 'rejected';
      readonly offset: number;
      readonly wire: Uint8Array;
      readonly reason: RejectReason;
    };

/** CRC-16/X-25 over unescaped header and user data; sent low byte first (monitors.md 2.2, check value 906E). */
export function frameCheck(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  }
  return crc ^ 0xffff;
}

/** Wraps one PDU for the serial line. The check bytes are escaped like all others (monitors.md 2.2). */
export function encodeFrame(userData: Uint8Array): Uint8Array {
  const body = new Uint8Array(HEADER_BYTES + userData.length + FCS_BYTES);
  body.set([PROTOCOL, MESSAGE_TYPE, userData.length >>> 8, userData.length & 0xff]);
  body.set(userData, HEADER_BYTES);
  const checked = HEADER_BYTES + userData.length;
  const check = frameCheck(body.subarray(0, checked));
  body.set([check & 0xff, check >>> 8], checked);
  const wire: number[] = [BEGIN];
  for (const byte of body) {
    if (byte === BEGIN || byte === END || byte === ESCAPE) wire.push(ESCAPE, byte ^ ESCAPE_FLIP);
    else wire.push(byte);
  }
  wire.push(END);
  return Uint8Array.from(wire);
}

/**
 * Finds frames in a stream that arrives in any pieces. A C0 always starts anew, so a rejected frame never takes the
 * next one with it; what lies outside of frames is counted as noise; the buffer is bounded.
 */
export class FrameParser {
  /** Accepted frames, bytes seen, bytes not accepted, and how often for which reason. */
  framesAccepted = 0;
  bytesReceived = 0;
  bytesDiscarded = 0;
  readonly rejected: Record<RejectReason, number> = {
    noise: 0,
    restarted: 0,
    aborted: 0,
    overlong: 0,
    'too-short': 0,
    'wrong-header': 0,
    'wrong-length': 0,
    'wrong-checksum': 0,
    incomplete: 0,
  };
  #wire: number[] = [];
  #inFrame = false;
  /** A run of noise is counted once, however many chunks it spans. */
  #noiseCounted = false;

  /** Takes a chunk and returns what it completed, in order of the stream. */
  push(chunk: Uint8Array): FrameFound[] {
    const found: FrameFound[] = [];
    for (const byte of chunk) {
      this.#take(byte, found);
      this.bytesReceived += 1;
    }
    if (!this.#inFrame) this.#reject('noise', found, this.bytesReceived);
    return found;
  }

  /** The stream has ended (a recording, a closed port): what is still open is incomplete. */
  end(): FrameFound[] {
    const found: FrameFound[] = [];
    if (this.#inFrame) this.#reject('incomplete', found, this.bytesReceived);
    this.#inFrame = false;
    return found;
  }

  #take(byte: number, found: FrameFound[]): void {
    if (byte === BEGIN) {
      this.#reject(this.#inFrame ? 'restarted' : 'noise', found, this.bytesReceived);
      this.#inFrame = true;
      this.#noiseCounted = false;
      this.#wire = [byte];
      return;
    }
    this.#wire.push(byte);
    if (!this.#inFrame) return;
    if (byte === END) {
      this.#finish(found);
      this.#inFrame = false;
    } else if (this.#wire.length >= MAX_FRAME_BYTES) {
      this.#reject('overlong', found, this.bytesReceived + 1);
      this.#inFrame = false;
      // What follows of the same endless frame is noise of its own.
    }
  }

  #finish(found: FrameFound[]): void {
    const end = this.bytesReceived + 1;
    if (this.#wire.at(-2) === ESCAPE) {
      this.#reject('aborted', found, end);
      return;
    }
    const content = removeEscapes(this.#wire);
    const verdict = examine(content);
    if (verdict !== null) {
      this.#reject(verdict, found, end);
      return;
    }
    const wire = Uint8Array.from(this.#wire);
    this.framesAccepted += 1;
    this.#wire = [];
    const userData = content.slice(HEADER_BYTES, content.length - FCS_BYTES);
    found.push({ kind: 'frame', offset: end - wire.length, wire, userData });
  }

  #reject(reason: RejectReason, found: FrameFound[], end: number): void {
    const length = this.#wire.length;
    if (length === 0) return;
    this.bytesDiscarded += length;
    if (reason !== 'noise' || !this.#noiseCounted) this.rejected[reason] += 1;
    this.#noiseCounted = reason === 'noise';
    found.push({ kind: 'rejected', offset: end - length, wire: Uint8Array.from(this.#wire), reason });
    this.#wire = [];
  }
}

function removeEscapes(wire: readonly number[]): Uint8Array {
  const content: number[] = [];
  let escaped = false;
  for (const byte of wire.slice(1, -1)) {
    if (!escaped && byte === ESCAPE) escaped = true;
    else {
      content.push(escaped ? byte ^ ESCAPE_FLIP : byte);
      escaped = false;
    }
  }
  return Uint8Array.from(content);
}

function examine(content: Uint8Array): RejectReason | null {
  if (content.length < HEADER_BYTES + FCS_BYTES) return 'too-short';
  if (content[0] !== PROTOCOL || content[1] !== MESSAGE_TYPE) return 'wrong-header';
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if (view.getUint16(2) !== content.length - HEADER_BYTES - FCS_BYTES) return 'wrong-length';
  const checked = content.length - FCS_BYTES;
  if (view.getUint16(checked, true) !== frameCheck(content.subarray(0, checked))) return 'wrong-checksum';
  return null;
}
