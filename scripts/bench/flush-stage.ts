import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openStore } from '../../electron/store/database';
import { seedSimulation } from '../../electron/store/seed-simulation';
import type { SyncSetting } from '../../shared/sync/setting';
import { epochMs } from '../../shared/time/clock';
import { seedRecord } from '../../tests/seed/seed-record';
import { root } from '../paths.mjs';
import type { ServerOrder, ServerWord } from './clinic-server';
import { processesUnder } from './processes';

const TICK_MS = 10;

export type ClinicServer = {
  /** One order at a time. */
  ask(order: ServerOrder): Promise<ServerWord>;
  close(): void;
};

/** Starts the server off the network. */
export function startClinicServer(): ClinicServer {
  const child = fork(path.join(root, 'out/bench-clinic-server.cjs'), [], { stdio: ['ignore', 2, 2, 'ipc'] });
  return {
    async ask(order) {
      child.send(order);
      const told = await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => {
          throw new Error('the server of the bench has ended');
        }),
      ]);
      return told[0] as ServerWord;
    },
    close: () => void (child.connected && child.disconnect()),
  };
}

/** A simulation's record with today's plan and so many sessions of before; nothing of it was ever sent. */
export function seedBacklog(dataDir: string, sessions: number): void {
  const folder = path.join(dataDir, 'simulation');
  const opened = openStore({ folder });
  if (opened.kind === 'refused') throw new Error(opened.words);
  const { store } = opened;
  try {
    seedSimulation(store, folder, path.join(root, 'resources/demo'), epochMs(Date.now()));
    // All of it newer than the age that alarms.
    const until = new Date().toISOString().slice(0, 10);
    seedRecord(store, { sessions, detail: 2, spanDays: 60, until });
  } finally {
    store.close();
  }
}

/** Writes the file for `--sync-config`. */
export function writeSyncConfig(file: string, baseUrl: string): void {
  const setting: SyncSetting = {
    ...{ baseUrl, profile: 'portable', systemBase: 'https://clinic.example/fhir' },
    ...{ mrnSystem: 'https://clinic.example/mrn', mayCreatePatients: true, stationId: 'bench' },
    ...{ client: null, authorityPem: null, pinnedKeys: [], alarmAfterHours: 2_160, orderFreshHours: 24 },
  };
  writeFileSync(file, JSON.stringify(setting));
}

function holds(pid: number, name: string): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((fd) => path.basename(readlinkSync(path.join(folder, fd))) === name);
  } catch {
    // It has ended, or a file was closed meanwhile.
    return false;
  }
}

/** The process that has `sync.db` open (Linux); null: there is none just now. */
export const syncPid = (mainPid: number): number | null =>
  processesUnder(mainPid).find(({ pid }) => holds(pid, 'sync.db'))?.pid ?? null;

/** What a process used of the processors since its start, ms. */
export function cpuMsOf(pid: number | null): number {
  if (pid === null) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
