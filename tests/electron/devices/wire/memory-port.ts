import type { OpenPort, Port, PortClosed } from '../../../../electron/devices/wire/port';
import { PortRefused } from '../../../../electron/devices/wire/port';
import type { LinkFault } from '../../../../shared/readings/device';
import type { Clock, Instant } from '../../../../shared/time/clock';

/** The far end of an in-memory port: what a test or a simulated device holds. */
export interface FarEnd {
  /** All that the host wrote on this connection, one entry per write. */
  readonly written: Uint8Array[];
  readonly open: boolean;
  /** Bytes arrive at the host, in the same tick. */
  send(bytes: Uint8Array): void;
  unplug(): void;
}

export type MemoryLine = {
  readonly openPort: OpenPort;
  /** Every connection so far, newest last. */
  readonly ends: FarEnd[];
  /** The newest connection; throws if there was none. */
  readonly end: FarEnd;
  /** Every attempt to open is refused with this fault until it is null again. */
  refusal: LinkFault | null;
  /** Called with what the host writes. */
  receive: ((bytes: Uint8Array, end: FarEnd) => void) | null;
};

/** A line without a cable: `openPort` for a driver, and the far end for a test. Deterministic; no timers of its own. */
export function memoryLine(clock: Clock): MemoryLine {
  const ends: FarEnd[] = [];
  const line: MemoryLine = {
    ends,
    get end() {
      const last = ends.at(-1);
      if (last === undefined) throw new Error('nothing was opened');
      return last;
    },
    refusal: null,
    receive: null,
    openPort: async () => {
      if (line.refusal !== null) throw new PortRefused(line.refusal, `refused: ${line.refusal}`);
      let bytesListener: (bytes: Uint8Array, instant: Instant) => void = () => {};
      let closedListener: (closed: PortClosed) => void = () => {};
      let open = true;
      const written: Uint8Array[] = [];
      const close = (closed: PortClosed): void => {
        if (!open) return;
        open = false;
        closedListener(closed);
      };
      const end: FarEnd = {
        written,
        get open() {
          return open;
        },
        send: (bytes) => {
          if (open) bytesListener(bytes, clock.now());
        },
        unplug: () => close({ fault: 'unplugged', detail: 'cable pulled' }),
      };
      const port: Port = {
        onBytes: (listener) => {
          bytesListener = listener;
        },
        onClosed: (listener) => {
          closedListener = listener;
        },
        write: async (bytes) => {
          if (!open) throw new Error('port closed');
          written.push(bytes);
          line.receive?.(bytes, end);
        },
        close: async () => close({ fault: 'closed', detail: 'closed by the console' }),
      };
      ends.push(end);
      return port;
    },
  };
  return line;
}
