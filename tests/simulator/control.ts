import { unlink } from 'node:fs/promises';
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { Json } from './device';

/** Answers one request of the control socket; what it throws is told as `error`. */
export type Answer = (request: { readonly [key: string]: Json }) => Promise<{ readonly [key: string]: Json }>;

/** A request line longer than this ends the connection, characters. */
const LONGEST_LINE = 65_536;

/**
 * Serves a Unix socket at `path`: each line is one JSON object, each gets one JSON line back in order:
 * `{"ok":true,…}` or `{"ok":false,"error":"…"}`.
 */
export async function serveControl(path: string, answer: Answer): Promise<{ close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setEncoding('utf8');
    let pending = '';
    let order: Promise<void> = Promise.resolve();
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (text: string) => {
      const lines = (pending + text).split('\n');
      pending = lines.pop() ?? '';
      if (pending.length > LONGEST_LINE) socket.destroy();
      for (const line of lines) {
        if (line.trim() === '') continue;
        order = order.then(async () => {
          const reply = await answerLine(line, answer);
          if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`);
        });
      }
    });
  });
  await listen(server, path);
  return {
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

async function answerLine(line: string, answer: Answer): Promise<{ readonly [key: string]: Json }> {
  try {
    const request: unknown = JSON.parse(line);
    if (typeof request !== 'object' || request === null || Array.isArray(request))
      throw new Error('not an object');
    return { ok: true, ...(await answer(request as { readonly [key: string]: Json })) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

async function listen(server: Server, path: string): Promise<void> {
  if (await answers(path)) throw new Error(`${path} is in use`);
  await unlink(path).catch(() => {});
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
}

/** True if somebody listens there; a socket file left behind by a crash does not count. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
