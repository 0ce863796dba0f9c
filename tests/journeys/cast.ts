// The devices of a journey: simulators as processes of their own, at the far end of real pseudo-terminals.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { root } from '../../scripts/paths.mjs';

export type Reply = Readonly<Record<string, unknown>>;

/** One simulated device and the socket by which it is steered. */
export type Simulator = {
  readonly device: string;
  readonly path: string;
  readonly serial: string;
  /** Sends one request to the control socket and returns its answer. */
  ask(request: Readonly<Record<string, unknown>>): Promise<Reply>;
  /** What the device itself knows to be true. */
  status(): Promise<Reply>;
  stop(): Promise<void>;
};

export type Cast = {
  readonly pump: Simulator;
  readonly monitor: Simulator;
  /** The arguments that attach a console to them. */
  readonly args: string[];
  stop(): Promise<void>;
};

function control(socketPath: string): Simulator['ask'] {
  return (request) =>
    new Promise((resolve, reject) => {
      const socket = net.connect(socketPath);
      socket.once('error', reject);
      readline.createInterface({ input: socket }).once('line', (line) => {
        socket.end();
        resolve(JSON.parse(line) as Reply);
      });
      socket.write(`${JSON.stringify(request)}\n`);
    });
}

async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill();
  await ended;
}

/** Starts one simulator and waits until it says where it listens. */
export async function startSimulator(
  device: string,
  socketPath: string,
  args: readonly string[] = [],
): Promise<Simulator> {
  const program = path.join(root, 'out/simulate.cjs');
  const child = spawn(process.execPath, [program, device, '--control', socketPath, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const first = await new Promise<{ path: string; serial: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the simulated ${device} ended with ${code}`)));
    const lines = readline.createInterface({ input: child.stdout });
    lines.once('line', (line) => resolve(JSON.parse(line) as { path: string; serial: string }));
  });
  const ask = control(socketPath);
  return {
    device,
    path: first.path,
    serial: first.serial,
    ask,
    status: () => ask({ do: 'status' }),
    stop: () => gone(child),
  };
}

/** A pump and a monitor whose patient feels what the pump gives. */
export async function startCast(
  options: {
    readonly speed?: number;
    readonly pump?: readonly string[];
    readonly monitor?: readonly string[];
  } = {},
): Promise<Cast> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-cast-'));
  const speed = options.speed === undefined ? [] : ['--speed', String(options.speed)];
  const pumpSocket = path.join(folder, 'pump.sock');
  const pump = await startSimulator('alaris-asena', pumpSocket, [...speed, ...(options.pump ?? [])]);
  const monitor = await startSimulator('philips-intellivue', path.join(folder, 'monitor.sock'), [
    ...speed,
    '--pump-control',
    pumpSocket,
    ...(options.monitor ?? []),
  ]);
  return {
    pump,
    monitor,
    args: [
      '--pump',
      `alaris-asena:${pump.path}`,
      '--monitor',
      `philips-intellivue:${monitor.path}`,
      '--simulation',
      ...speed,
    ],
    async stop() {
      await monitor.stop();
      await pump.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
