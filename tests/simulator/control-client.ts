import { connect } from 'node:net';
import type { Json } from './device';

type Reply = {
  readonly ok: boolean;
  readonly error?: string;
  readonly status?: { readonly [key: string]: Json };
};

/** A connection to a simulator's control socket. */
export interface ControlClient {
  /** The truth inside the device. */
  status(): Promise<{ readonly [key: string]: Json }>;
  /** Brings a fault about; rejects with the simulator's reason. */
  fault(name: string, args?: Json): Promise<void>;
  clear(): Promise<void>;
  unplug(): Promise<void>;
  replug(): Promise<void>;
  close(): void;
}

/** Connects to the control socket of a running simulator; rejects if nobody listens there. */
export async function connectControl(path: string): Promise<ControlClient> {
  const socket = connect(path);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.setEncoding('utf8');
  const waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = [];
  let pending = '';
  socket.on('data', (text: string) => {
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) waiting.shift()?.resolve(JSON.parse(line) as Reply);
  });
  const gone = () => {
    for (const one of waiting.splice(0)) one.reject(new Error('the simulator is gone'));
  };
  socket.on('close', gone);
  socket.on('error', gone);

  async function ask(request: { readonly [key: string]: Json }): Promise<Reply> {
    const reply = await new Promise<Reply>((resolve, reject) => {
      if (!socket.writable) {
        reject(new Error('the simulator is gone'));
        return;
      }
      waiting.push({ resolve, reject });
      socket.write(`${JSON.stringify(request)}\n`);
    });
    if (!reply.ok) throw new Error(reply.error ?? 'refused');
    return reply;
  }

  return {
    status: async () => (await ask({ do: 'status' })).status ?? {},
    fault: async (name, args = null) => void (await ask({ do: 'fault', name, args })),
    clear: async () => void (await ask({ do: 'clear' })),
    unplug: async () => void (await ask({ do: 'unplug' })),
    replug: async () => void (await ask({ do: 'replug' })),
    close: () => socket.destroy(),
  };
}
