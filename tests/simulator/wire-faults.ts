import type { Clock } from '../../shared/time/clock';
import type { FaultDescription, Json } from './device';
import { UnknownFault } from './device';

/** What can go wrong between any device and any host. Times in the simulator's own time. */
export const wireFaultDescriptions: readonly FaultDescription[] = [
  { name: 'lost', argument: 'COUNT', what: 'the next frames from the device get lost' },
  { name: 'lost-request', argument: 'COUNT', what: 'the next chunks from the host get lost' },
  { name: 'late', argument: 'MS', what: 'the next frame from the device comes late' },
  { name: 'bad-checksum', argument: 'COUNT', what: 'the next frames from the device have one bit flipped' },
  {
    name: 'split',
    argument: 'MS',
    what: 'every frame comes in two pieces, with a pause between (30 without argument)',
  },
  { name: 'glued', argument: 'MS', what: 'frames are held back and come together (100 without argument)' },
  {
    name: 'silence',
    argument: 'SECONDS',
    what: 'nothing comes from the device (until clear without argument)',
  },
  { name: 'noise', argument: 'COUNT', what: 'so many meaningless bytes arrive now (64 without argument)' },
  { name: 'babble', argument: null, what: 'meaningless bytes instead of every frame, as at a wrong speed' },
  { name: 'cut', argument: null, what: 'the cable is cut in the middle of the next frame' },
];

export interface WireFaults {
  /** One whole frame from the device. */
  fromDevice(frame: Uint8Array): void;
  /** Bytes from the host; null: they got lost. */
  fromHost(bytes: Uint8Array): Uint8Array | null;
  /** False: no wire fault of that name. Throws `UnknownFault` for a bad argument. */
  fault(name: string, argument: Json): boolean;
  clear(): void;
  /** What stands, for the status. */
  standing(): string[];
}

/** A faulty wire: `toHost` carries the bytes on, `cut` pulls the cable. */
export function wireFaults(setting: {
  readonly clock: Clock;
  readonly toHost: (bytes: Uint8Array) => void;
  readonly cut: () => void;
}): WireFaults {
  const { clock, toHost } = setting;
  let lost = 0;
  let lostRequests = 0;
  let late: number | null = null;
  let flipped = 0;
  let split: number | null = null;
  let glue: number | null = null;
  let silent = false;
  let babble = false;
  let cutting = false;
  let held: Uint8Array[] = [];
  let seed = 1;
  let cancelSilence: () => void = () => {};

  /** Always the same noise: a failing test can be repeated. */
  function noise(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed >> 16;
    });
  }

  function release(): void {
    const frames = held;
    held = [];
    if (frames.length > 0) toHost(Uint8Array.from(frames.flatMap((frame) => [...frame])));
  }

  function deliver(frame: Uint8Array): void {
    if (glue !== null) {
      if (held.length === 0) clock.after(glue, release);
      held.push(frame);
      return;
    }
    if (split === null) {
      toHost(frame);
      return;
    }
    const middle = Math.floor(frame.length / 2);
    toHost(frame.subarray(0, middle));
    clock.after(split, () => toHost(frame.subarray(middle)));
  }

  return {
    fromDevice(frame) {
      if (silent) return;
      if (lost > 0) {
        lost -= 1;
      } else if (cutting) {
        cutting = false;
        toHost(frame.subarray(0, Math.ceil(frame.length / 2)));
        setting.cut();
      } else if (babble) {
        toHost(noise(frame.length));
      } else if (flipped > 0) {
        flipped -= 1;
        const bad = Uint8Array.from(frame);
        const middle = Math.floor(bad.length / 2);
        bad[middle] = (bad[middle] ?? 0) ^ 1;
        deliver(bad);
      } else if (late !== null) {
        clock.after(late, () => deliver(frame));
        late = null;
      } else {
        deliver(frame);
      }
    },
    fromHost(bytes) {
      if (lostRequests === 0) return bytes;
      lostRequests -= 1;
      return null;
    },
    fault(name, argument) {
      switch (name) {
        case 'lost':
          lost = amount(name, argument, 1);
          return true;
        case 'lost-request':
          lostRequests = amount(name, argument, 1);
          return true;
        case 'late':
          late = amount(name, argument, null);
          return true;
        case 'bad-checksum':
          flipped = amount(name, argument, 1);
          return true;
        case 'split':
          split = amount(name, argument, 30);
          return true;
        case 'glued':
          glue = amount(name, argument, 100);
          return true;
        case 'silence':
          cancelSilence();
          silent = true;
          if (argument !== null) {
            cancelSilence = clock.after(amount(name, argument, null) * 1000, () => {
              silent = false;
            });
          }
          return true;
        case 'noise':
          toHost(noise(amount(name, argument, 64)));
          return true;
        case 'babble':
          babble = true;
          return true;
        case 'cut':
          cutting = true;
          return true;
        default:
          return false;
      }
    },
    clear() {
      cancelSilence();
      lost = 0;
      lostRequests = 0;
      late = null;
      flipped = 0;
      split = null;
      glue = null;
      silent = false;
      babble = false;
      cutting = false;
      release();
    },
    standing() {
      const all: [string, boolean][] = [
        ['lost', lost > 0],
        ['lost-request', lostRequests > 0],
        ['late', late !== null],
        ['bad-checksum', flipped > 0],
        ['split', split !== null],
        ['glued', glue !== null],
        ['silence', silent],
        ['babble', babble],
        ['cut', cutting],
      ];
      return all.flatMap(([name, stands]) => (stands ? [name] : []));
    },
  };
}

function amount(name: string, argument: Json, otherwise: number | null): number {
  if (argument === null && otherwise !== null) return otherwise;
  const value = typeof argument === 'string' && argument.trim() !== '' ? Number(argument) : argument;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw new UnknownFault(`${name}: needs a number`);
  }
  return value;
}
