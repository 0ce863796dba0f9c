// A room of its own for every journey: simulated devices, a console attached to them, and the log it writes.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/paths.mjs';
import type { EventType, LoggedEvent } from '../../shared/session/events';
import { type Cast, type Reply, type Simulator, startCast } from './cast';
import { type Console, environment, expect, type LaunchOptions, test as launching } from './launch';
import { takeUsedRecord } from './used-record';

export type EventOf<T extends EventType> = Extract<LoggedEvent, { type: T }>;

export type Room = {
  readonly cast: Cast;
  /** The console that runs now. */
  console(): Console;
  page(): Page;
  /** Ends the main process without a word, as a power cut or the kernel would. */
  kill(): Promise<void>;
  /** Starts the console again on the same folder and the same ports. */
  relaunch(options?: Partial<LaunchOptions>): Promise<Page>;
  /** The whole log, read beside the running console as a reader would. */
  log(): Promise<LoggedEvent[]>;
};

export type RoomOptions = Parameters<typeof startCast>[0] &
  Pick<LaunchOptions, 'env' | 'program'> & {
    readonly args?: (cast: Cast) => string[];
    /** The first start of a new workstation instead of one in use. */
    readonly newRecord?: boolean;
  };

/** Every entry of the record in `dataDir`, by the inspection program. */
export async function readLog(dataDir: string, folder = 'simulation'): Promise<LoggedEvent[]> {
  const program = path.join(root, 'out/inspect.cjs');
  const args = [program, 'events', '--db', path.join(dataDir, folder)];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: environment(),
    maxBuffer: 256 * 1024 * 1024,
  });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LoggedEvent);
}

export function eventsOf<T extends EventType>(log: readonly LoggedEvent[], type: T): EventOf<T>[] {
  return log.filter((event): event is EventOf<T> => event.type === type);
}

/** What the device itself says is true, flat. */
export async function truth(simulator: Simulator): Promise<Reply> {
  const { status } = await simulator.status();
  return status as Reply;
}

/** Waits until the device itself shows all of `wanted`. */
export async function expectTruth(simulator: Simulator, wanted: Reply, timeout = 30_000): Promise<void> {
  await expect.poll(() => truth(simulator), { timeout }).toMatchObject(wanted);
}

/** Brings a fault about in a simulated device. */
export async function fault(simulator: Simulator, name: string, args: unknown = null): Promise<void> {
  const request = ['unplug', 'replug', 'clear'].includes(name) ? { do: name } : { do: 'fault', name, args };
  expect(await simulator.ask(request)).toMatchObject({ ok: true });
}

interface Fixtures {
  readonly openRoom: (options?: RoomOptions) => Promise<Room>;
}

export const test = launching.extend<Fixtures>({
  openRoom: async ({ dataDir, launch }, use, info) => {
    const casts: Cast[] = [];
    await use(async ({ env, args, program, newRecord = false, ...options } = {}) => {
      if (!newRecord) takeUsedRecord(dataDir);
      const cast = await startCast(options);
      casts.push(cast);
      const start = (more: Partial<LaunchOptions> = {}) =>
        launch({
          args: args?.(cast) ?? cast.args,
          ...(env === undefined ? {} : { env }),
          ...(program === undefined ? {} : { program }),
          ...more,
        });
      let running = await start();
      return {
        cast,
        console: () => running,
        page: () => running.page,
        async kill() {
          const { child } = running;
          const gone = once(child, 'exit');
          process.kill(running.pid, 'SIGKILL');
          await gone;
        },
        async relaunch(more) {
          running = await start(more);
          return running.page;
        },
        log: () => readLog(dataDir),
      };
    });
    if (info.status !== info.expectedStatus && casts.length > 0) {
      const log = await readLog(dataDir).catch(() => []);
      const lines = log.map((event) => JSON.stringify(event)).join('\n');
      writeFileSync(info.outputPath('log.jsonl'), lines);
    }
    for (const cast of casts) await cast.stop();
  },
});

export { expect } from '@playwright/test';
