import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startSimulator } from '../../tests/journeys/cast';
import { type Console, launchConsole } from '../../tests/journeys/launch';
import { readMetrics, type Told } from './metrics-file';
import { startTappedPump, type TappedPump } from './tapped-pump';

/** A console with a tapped pump and a monitor, at real speed, whose metrics are written down. */
export type Stage = Console & {
  readonly pump: TappedPump;
  /** What the console has told so far; waits for its first line. */
  told(): Promise<Told>;
  close(): Promise<void>;
};

const METRICS_SETTLE_MS = 600;

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Ends a console as the system would: it refuses to be closed while an infusion runs. */
export async function endConsole({ app }: Console): Promise<void> {
  const child = app.process();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await ended;
}

/** Starts everything; nobody is signed in yet. `prepare` may fill the console's folder before. */
export async function setStage({
  prepare = () => {},
  args = [],
}: {
  readonly prepare?: (dataDir: string) => void;
  readonly args?: readonly string[];
} = {}): Promise<Stage> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-bench-'));
  const metrics = path.join(folder, 'metrics.jsonl');
  const dataDir = path.join(folder, 'console');
  prepare(dataDir);
  const pump = await startTappedPump();
  const monitor = await startSimulator('philips-intellivue', path.join(folder, 'monitor.sock'));
  const started = await launchConsole({
    dataDir,
    args: [
      '--pump',
      `alaris-asena:${pump.path}`,
      '--monitor',
      `philips-intellivue:${monitor.path}`,
      '--simulation',
      ...args,
    ],
    env: { INFUSION_METRICS: metrics, INFUSION_NO_DIALOGS: '1' },
  });
  return {
    ...started,
    pump,
    async told() {
      await rest(METRICS_SETTLE_MS);
      const told = readMetrics(metrics);
      if (told === null) throw new Error('the console wrote no metrics');
      return told;
    },
    async close() {
      await endConsole(started);
      await monitor.stop();
      await pump.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
