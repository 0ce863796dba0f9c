import { SerialPort } from 'serialport';
import type { LinkFault } from '../../../shared/readings/device';
import type { Clock, Instant } from '../../../shared/time/clock';
import type { LineSettings, OpenPort, Port, PortClosed } from './port';
import { PortRefused } from './port';
import { portHolders } from './port-holder';

/** Received before anybody listens; more than this is dropped, oldest first, bytes. */
const EARLY_BYTES = 65_536;

/**
 * The class of a failed open, from the system's words as serialport hands them on. Windows says "access denied" for
 * a port that another program holds.
 */
export function refusalFault(message: string): LinkFault {
  if (/cannot lock|temporarily unavailable|busy|access denied/i.test(message)) return 'port-busy';
  if (/permission denied|not permitted/i.test(message)) return 'port-denied';
  return 'port-missing';
}

/** Opens the serial port at `path` as a `Port`: exclusive, one SerialPort object for one connection. */
export function serialPort(path: string, clock: Clock): OpenPort {
  return async (line) => {
    const stream = createStream(path, line);
    const port = new SerialConnection(stream, clock);
    try {
      await new Promise<void>((resolve, reject) => {
        stream.open((error) => (error ? reject(error) : resolve()));
      });
    } catch (error) {
      stream.destroy();
      throw await refusal(path, error);
    }
    // H23: both lines are put into a known state. A pseudo-terminal has none and says so; that is no fault.
    await new Promise<void>((resolve) => {
      stream.set({ dtr: true, rts: true }, () => resolve());
    });
    return port;
  };
}

function createStream(path: string, line: LineSettings): SerialPort {
  try {
    return new SerialPort({
      path,
      ...line,
      autoOpen: false,
      lock: true,
      rtscts: false,
      xon: false,
      xoff: false,
    });
  } catch (error) {
    throw new PortRefused('port-missing', message(error));
  }
}

async function refusal(path: string, error: unknown): Promise<PortRefused> {
  const text = message(error);
  const fault = refusalFault(text);
  if (fault !== 'port-busy') return new PortRefused(fault, text);
  const holders = await portHolders(path);
  return new PortRefused(fault, holders.length === 0 ? text : `${text}: held by ${holders.join(', ')}`);
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

class SerialConnection implements Port {
  readonly #stream: SerialPort;
  #early: { bytes: Uint8Array; instant: Instant }[] = [];
  #earlyLength = 0;
  #bytesListener: ((bytes: Uint8Array, instant: Instant) => void) | null = null;
  #closedListener: ((closed: PortClosed) => void) | null = null;
  #closed: PortClosed | null = null;

  constructor(stream: SerialPort, clock: Clock) {
    this.#stream = stream;
    // Before open: a port that nobody reads does not notice that its cable is gone.
    stream.on('data', (bytes: Uint8Array) => this.#received(new Uint8Array(bytes), clock.now()));
    stream.on('close', (error?: (Error & { disconnected?: boolean }) | null) => {
      if (error?.disconnected === true) this.#end({ fault: 'unplugged', detail: error.message });
      else this.#end({ fault: 'closed', detail: 'the port was closed' });
    });
    stream.on('error', (error: Error) => {
      if (stream.isOpen) return;
      this.#end({ fault: 'unplugged', detail: error.message });
    });
  }

  onBytes(listener: (bytes: Uint8Array, instant: Instant) => void): void {
    this.#bytesListener = listener;
    const early = this.#early;
    this.#early = [];
    for (const { bytes, instant } of early) listener(bytes, instant);
  }

  onClosed(listener: (closed: PortClosed) => void): void {
    this.#closedListener = listener;
    if (this.#closed !== null) listener(this.#closed);
  }

  write(bytes: Uint8Array): Promise<void> {
    // serialport keeps a write on a closed port and would send it after a reopen (issue 1593).
    if (this.#closed !== null || !this.#stream.isOpen) return Promise.reject(new Error('the port is closed'));
    return new Promise((resolve, reject) => {
      this.#stream.write(Buffer.from(bytes), (error) => (error ? reject(error) : resolve()));
    });
  }

  async close(): Promise<void> {
    if (this.#stream.isOpen) {
      this.#end({ fault: 'closed', detail: 'closed by the console' });
      await new Promise<void>((resolve) => {
        this.#stream.drain(() => this.#stream.close(() => resolve()));
      });
    }
    this.#stream.destroy();
  }

  #received(bytes: Uint8Array, instant: Instant): void {
    if (this.#closed !== null) return;
    if (this.#bytesListener !== null) {
      this.#bytesListener(bytes, instant);
      return;
    }
    this.#early.push({ bytes, instant });
    this.#earlyLength += bytes.length;
    while (this.#earlyLength > EARLY_BYTES) this.#earlyLength -= this.#early.shift()?.bytes.length ?? 0;
  }

  #end(closed: PortClosed): void {
    if (this.#closed !== null) return;
    this.#closed = closed;
    this.#closedListener?.(closed);
    // Never reopened: what was not written dies with this object.
    if (closed.fault !== 'closed') this.#stream.destroy();
  }
}
