import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Leaf } from './certificates';

export type Heard = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};
type Answering = (heard: Heard, response: ServerResponse) => void;

/** Listens on a free port until the test is over; what it serves is the test's. */
async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((closed) => server.close(() => closed()));
  });
  return (server.address() as AddressInfo).port;
}

/** A real HTTP server on this machine, which keeps what it heard. */
export async function httpServer(
  answer: Answering,
  leaf: (Leaf & { readonly maxVersion?: 'TLSv1.1' | 'TLSv1.3' }) | null = null,
): Promise<{ readonly origin: string; readonly port: number; readonly heard: Heard[] }> {
  const heard: Heard[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      heard.push(one);
      answer(one, response);
    });
  };
  const old = leaf?.maxVersion === 'TLSv1.1';
  const secure =
    leaf === null
      ? null
      : { ...leaf, ...(old ? { minVersion: 'TLSv1' as const, ciphers: 'ALL@SECLEVEL=0' } : {}) };
  const server = secure === null ? createServer(listener) : createSecureServer(secure, listener);
  const port = await listening(server);
  return { origin: `${leaf === null ? 'http' : 'https'}://127.0.0.1:${port}`, port, heard };
}

/** Takes a connection and leaves the bytes to the test. */
export async function rawServer(take: (socket: Socket) => void): Promise<string> {
  return `http://127.0.0.1:${await listening(createRawServer(take))}`;
}

/** An address on this machine where nobody listens. */
export async function closedPort(): Promise<string> {
  const server = createRawServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((closed) => server.close(() => closed()));
  return `http://127.0.0.1:${port}`;
}
