import { readFileSync } from 'node:fs';
import { fromHex } from '../../../../electron/devices/philips-intellivue/hex';

const folder = new URL('../../../fixtures/bytes/philips-intellivue/', import.meta.url);

/** Bytes of a `.hex` fixture; lines that start with # tell its origin. */
export function hexFixture(name: string): Uint8Array {
  const text = readFileSync(new URL(`${name}.hex`, folder), 'utf8');
  return fromHex(text.replace(/^#.*$/gm, ''));
}

export const hexFixtureNames = [
  'association-request',
  'release-request',
  'mds-create-result',
  'extended-numeric-poll',
  'numeric-result',
  'numeric-result-escaped',
] as const;

export type CapturedPdu = {
  readonly frame: number;
  readonly timeMs: number;
  readonly fromMonitor: boolean;
  readonly pdu: Uint8Array;
};

/** The real session, in its order. */
export const session: readonly CapturedPdu[] = readFileSync(new URL('session.jsonl', folder), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const row = JSON.parse(line) as { frame: number; t_ms: number; dir: string; pdu: string };
    return {
      frame: row.frame,
      timeMs: row.t_ms,
      fromMonitor: row.dir === 'monitor->host',
      pdu: fromHex(row.pdu),
    };
  });

/** One PDU of the real session by its frame number. */
export function captured(frame: number): Uint8Array {
  const found = session.find((one) => one.frame === frame);
  if (found === undefined) throw new Error(`no frame ${frame} in the capture`);
  return found.pdu;
}

/** Small deterministic source of numbers below `limit` (mulberry32), so that a failure can be repeated. */
export function sequence(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** The bytes of all pieces in a row. */
export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => Array.from(piece)));
}
