import os from 'node:os';
import { electronVersion, installedElectron } from '../electron-runtime.mjs';

export type Machine = {
  readonly cores: number;
  readonly cpu: string;
  readonly ramGiB: number;
  readonly load: number;
  readonly runtime: string;
  readonly node: string;
};

/** What the numbers were measured on, and how busy it was with other things. */
export function machine(): Machine {
  const runtime = installedElectron();
  return {
    cores: os.cpus().length,
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    ramGiB: Math.round(os.totalmem() / 2 ** 30),
    load: Math.round((os.loadavg()[0] ?? 0) * 100) / 100,
    runtime: runtime === null ? 'none' : `${runtime.kind} Electron ${electronVersion(runtime.exe) ?? '?'}`,
    node: process.version,
  };
}

/** The machine in one line. */
export function machineWords({ cores, cpu, ramGiB, load, runtime, node }: Machine): string {
  return `${cores} cores (${cpu}), ${ramGiB} GiB, load ${load}; ${runtime}; Node ${node}`;
}
