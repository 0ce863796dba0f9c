import type { LinkFault } from '../../../shared/readings/device';
import type { Instant } from '../../../shared/time/clock';

/** Line settings; a driver states them, the port applies them (H21), DTR and RTS set explicitly on open (H23). */
export type LineSettings = {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
};

export type PortClosed = { readonly fault: LinkFault; readonly detail: string };

/**
 * One open connection. A port is never reopened: a new connection is a new port, so that bytes written while it
 * was closed can not arrive later (serialport issue 1593).
 */
export interface Port {
  /** Called with each chunk as it came, stamped once. A chunk is not a message. */
  onBytes(listener: (bytes: Uint8Array, instant: Instant) => void): void;
  /** Called once, whoever closed it. */
  onClosed(listener: (closed: PortClosed) => void): void;
  /** Resolves when the bytes left for the device; rejects when that is not certain. */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export class PortRefused extends Error {
  readonly fault: LinkFault;
  constructor(fault: LinkFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** Opens a new connection, or throws `PortRefused` with the class of the refusal. */
export type OpenPort = (line: LineSettings) => Promise<Port>;
