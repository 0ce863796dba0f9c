import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/** The cable between one console and the network: it can be pulled out and put back. */
export type Relay = {
  /** On this machine. */
  readonly port: number;
  readonly isCut: () => boolean;
  /** Ends what goes through it now, and takes nothing new until `mend()`. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

/** Passes bytes on, both ways, from a port that the system chooses to `targetPort`, both on this machine. */
export async function relayTo(targetPort: number): Promise<Relay> {
  const open = new Set<net.Socket>();
  let isCut = false;
  const keep = (socket: net.Socket, other: net.Socket): void => {
    open.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      open.delete(socket);
      other.destroy();
    });
  };
  const server = net.createServer((near) => {
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = net.connect(targetPort, '127.0.0.1');
    keep(near, far);
    keep(far, near);
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drop = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    isCut: () => isCut,
    cut() {
      isCut = true;
      drop();
    },
    mend() {
      isCut = false;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      drop();
      await closed;
    },
  };
}
