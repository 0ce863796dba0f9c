import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Authority } from './authority';
import type { HttpAnswer } from './http';
import { ConnectionCut } from './http';
import type { Service } from './service';

export type Listening = {
  readonly origin: string;
  readonly port: number;
  /** Ends every connection; new ones are taken. */
  dropConnections(): void;
  close(): Promise<void>;
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  );
}

function send(response: ServerResponse, { status, headers, body, tornAfterBytes }: HttpAnswer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  if (tornAfterBytes === undefined) response.end(bytes);
  else response.write(bytes.subarray(0, tornAfterBytes), () => response.socket?.destroy());
}

function answering(service: Service): RequestListener {
  return async (request, response) => {
    try {
      const body = await bodyOf(request);
      const { method = 'GET', url = '/' } = request;
      send(response, await service.handle({ method, path: url, headers: headersOf(request), body }));
    } catch (error) {
      request.socket.destroy();
      if (!(error instanceof ConnectionCut)) throw error;
    }
  };
}

/** @param port 0 for one that the system chooses. */
export async function listen(
  service: Service,
  port: number,
  authority: Authority | undefined,
): Promise<Listening> {
  const server: Server =
    authority === undefined
      ? createServer(answering(service))
      : createTlsServer(
          { cert: authority.serverCertificate, key: authority.serverKey, minVersion: 'TLSv1.2' },
          answering(service),
        );
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    origin: `${authority === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}`,
    port: address.port,
    dropConnections: () => server.closeAllConnections(),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
