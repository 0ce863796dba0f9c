// One console of the clinic: its devices, its data, its cable to the network, and its window.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { NOISE } from '../../scripts/child.mjs';
import { installedElectron } from '../../scripts/electron-runtime.mjs';
import { isRoot, root } from '../../scripts/paths.mjs';
import type { SyncSetting } from '../../shared/sync/setting';
import { type Cast, startCast } from '../journeys/cast';
import { type Relay, relayTo } from './relay';
import { clinicSystems } from './seed';

export type Station = {
  readonly room: string;
  readonly relay: Relay;
  /** Resolves when its window was closed, or it ended otherwise. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

/** A console does not close by itself while it infuses. Nothing here is a patient. */
const END_WITHIN_MS = 8_000;

const settingFor = (port: number, stationId: string): SyncSetting => ({
  ...clinicSystems,
  ...{ baseUrl: `http://127.0.0.1:${port}/fhir`, profile: 'portable', stationId, client: null },
  ...{ authorityPem: null, pinnedKeys: [], alarmAfterHours: 24, orderFreshHours: 4 },
});

function openConsole(room: string, args: readonly string[]) {
  const runtime = installedElectron();
  if (runtime === null) throw new Error('There is no Electron runtime yet: run `npm run setup`.');
  const sandbox = isRoot ? ['--no-sandbox'] : [];
  const child = spawn(runtime.exe, [...sandbox, root, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  readline.createInterface({ input: child.stderr }).on('line', (line) => {
    if (line !== '' && !NOISE.test(line)) console.error(`${room}: ${line}`);
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      console.error(`${room}: could not be started: ${error.message}`);
      resolve();
    });
    child.once('exit', () => resolve());
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
    await ended;
    clearTimeout(timer);
  };
  return { ended, stop };
}

/**
 * Starts the simulated devices, the relay and the console of a room.
 * @param folder Its own; the record lies in it. @param more Further options for the console.
 */
export async function startStation(given: {
  readonly room: string;
  readonly stationId: string;
  readonly folder: string;
  readonly serverPort: number;
  readonly more: readonly string[];
}): Promise<Station> {
  const { room, stationId, folder, serverPort, more } = given;
  mkdirSync(folder, { recursive: true });
  const relay = await relayTo(serverPort);
  let cast: Cast | null = null;
  try {
    cast = await startCast();
    const file = path.join(folder, 'clinic-server.json');
    writeFileSync(file, `${JSON.stringify(settingFor(relay.port, stationId), null, 2)}\n`);
    const own = ['--data-dir', folder, '--room', room, '--sync-config', file];
    const { ended, stop } = openConsole(room, [...own, ...cast.args, ...more]);
    const devices = cast;
    return {
      room,
      relay,
      ended,
      async stop() {
        await stop();
        await devices.stop();
        await relay.close();
      },
    };
  } catch (error) {
    await cast?.stop();
    await relay.close();
    throw error;
  }
}
