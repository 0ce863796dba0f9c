import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rawMonotonicMs } from '../../electron/clock';
import { type Cast, startCast } from '../../tests/journeys/cast';
import { installedElectron } from '../electron-runtime.mjs';
import { isRoot, root } from '../paths.mjs';
import { readMetrics, type Told } from './metrics-file';
import { type Row, row } from './numbers';

const RUNS = 5;
const GIVE_UP_MS = 60_000;

type Start = {
  readonly mainMs: number;
  readonly readingMs: number;
  readonly paintedMs: number;
  /** Both devices have a reading on the screen. */
  readonly bothMs: number;
};

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Starts the console as `npm start` does, without anything that steers it, and waits for the first reading on the screen. */
async function startOnce(dataDir: string, metrics: string, cast: Cast): Promise<Start> {
  const runtime = installedElectron();
  if (runtime === null) throw new Error('There is no Electron runtime yet: run `npm run setup`.');
  const spawned = rawMonotonicMs();
  const args = [...(isRoot ? ['--no-sandbox'] : []), root, '--data-dir', dataDir, ...cast.args];
  const child = spawn(runtime.exe, args, {
    stdio: 'ignore',
    env: { ...process.env, INFUSION_METRICS: metrics, INFUSION_NO_DIALOGS: '1' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    for (;;) {
      await rest(100);
      const told = readMetrics(metrics);
      const start = told === null ? null : startOf(told, spawned);
      if (start !== null) return start;
      if (rawMonotonicMs() - spawned > GIVE_UP_MS) throw new Error('no reading was painted within a minute');
    }
  } finally {
    child.kill();
    await ended;
  }
}

function startOf(told: Told, spawned: number): Start | null {
  const { rawMs, mono } = told.clock;
  const raw = (at: number) => at - mono + rawMs;
  const painted = told.of('painted').find(({ newestReading }) => newestReading !== null);
  const [reading] = told.of('reading');
  const monitor = told.of('reading').find(({ type }) => type === 'monitor.reading');
  const both = told
    .of('painted')
    .find(({ newestReading }) => (newestReading ?? 0) >= (monitor?.mono ?? Infinity));
  if (painted === undefined || reading === undefined || both === undefined) return null;
  return {
    mainMs: rawMs - spawned,
    readingMs: raw(reading.mono) - spawned,
    paintedMs: raw(painted.mono) - spawned,
    bothMs: raw(both.mono) - spawned,
  };
}

/** From the start of the program to the first reading painted; the record is there already, the disk's pages are warm. */
export async function coldStart(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-bench-start-'));
  const cast = await startCast();
  try {
    const starts: Start[] = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const start = await startOnce(
        path.join(folder, 'console'),
        path.join(folder, `metrics-${run}.jsonl`),
        cast,
      );
      // The first one makes the record.
      if (run > 0) starts.push(start);
    }
    const note = 'a new process each time on a record that is there; files are in the page cache';
    return [
      row(
        'start to first reading painted',
        starts.map(({ paintedMs }) => paintedMs),
        {
          aim: { of: 'max', below: 3_000 },
          note,
        },
      ),
      row(
        '  to a reading of the monitor too, which first associates',
        starts.map(({ bothMs }) => bothMs),
      ),
      row(
        '  to the record open in the main process',
        starts.map(({ mainMs }) => mainMs),
      ),
      row(
        '  to the first reading stamped',
        starts.map(({ readingMs }) => readingMs),
      ),
    ];
  } finally {
    await cast.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
