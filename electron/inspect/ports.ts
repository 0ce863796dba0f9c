import { SerialPort } from 'serialport';

export type FoundPorts = {
  readonly ports: Awaited<ReturnType<typeof SerialPort.list>>;
  /** Why the list may be short; null when it is what the system knows. */
  readonly note: string | null;
};

/** The serial ports that the system knows. Without udev there is no list, which is not the same as no port. */
export async function ports(list: typeof SerialPort.list = SerialPort.list): Promise<FoundPorts> {
  try {
    return { ports: await list(), note: null };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!missing) throw error;
    return {
      ports: [],
      note: 'udevadm is not installed, so ports can not be listed; a port can still be named',
    };
  }
}
