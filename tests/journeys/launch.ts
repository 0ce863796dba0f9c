// Starts the built console as a user would, but with a data folder of its own, and takes everything away afterwards.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { installedElectron } from '../../scripts/electron-runtime.mjs';
import { isRoot, root } from '../../scripts/paths.mjs';
import { builtBinding } from '../../scripts/sqlite-binding.mjs';

export interface LaunchOptions {
  readonly dataDir: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of the program; the checkout, unless a test brings its own. */
  readonly program?: string;
}

export interface Console {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The main process. */
  readonly pid: number;
  readonly child: ChildProcess;
  /** Everything the console has written so far. */
  stderr(): string;
  stdout(): string;
}

/** The first start after unpacking reads 200 MB from a cold disk. */
const FIRST_WINDOW_MS = 60_000;

function collected(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (chunk) => {
    text += String(chunk);
  });
  return () => text;
}

/** The environment of a program of this test, with the place of the built database driver. */
export function environment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const binding = builtBinding();
  // Journeys beside each other have a display each: a second window on it would take the focus from a hold.
  const display = process.env.JOURNEY_DISPLAYS?.split(' ')[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
  return {
    ...(binding ? { APP_SQLITE_BINDING: binding } : {}),
    // Nobody is there to press the button of a box.
    INFUSION_NO_DIALOGS: '1',
    ...Object.fromEntries(inherited),
    ...(display === undefined ? {} : { DISPLAY: display }),
    ...extra,
  };
}

export async function launchConsole({
  dataDir,
  args = [],
  env,
  program = root,
}: LaunchOptions): Promise<Console> {
  const runtime = installedElectron();
  if (!runtime) throw new Error('There is no Electron runtime yet: run `npm run setup`.');
  const sandbox = isRoot ? ['--no-sandbox'] : [];
  const app = await electron.launch({
    executablePath: runtime.exe,
    args: [...sandbox, program, '--data-dir', dataDir, ...args],
    env: environment(env),
    timeout: FIRST_WINDOW_MS,
  });
  const child = app.process();
  const stderr = collected(child.stderr);
  const stdout = collected(child.stdout);
  const page = await app.firstWindow({ timeout: FIRST_WINDOW_MS });
  const pid = await app.evaluate(() => process.pid);
  return { app, page, pid, child, stderr, stdout };
}

export interface Fixtures {
  /** A folder of this test's own. */
  readonly dataDir: string;
  /** Starts a console on that folder; may be called again after the first has ended. */
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<Console>;
}

export const test = base.extend<Fixtures>({
  // Playwright reads the fixtures a function needs from its parameter list, so the empty pattern must stay.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  dataDir: async ({}, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-console-'));
    await use(folder);
    // The processes of a console that was killed end a moment after it, and may still write here.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  },
  launch: async ({ dataDir }, use) => {
    const started: Console[] = [];
    await use(async (options) => {
      const launched = await launchConsole({ dataDir, ...options });
      started.push(launched);
      return launched;
    });
    for (const { app, child } of started) {
      // A console that infuses refuses to close; the test is over, so it is ended.
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await app.close().catch(() => undefined);
    }
  },
});

export { expect } from '@playwright/test';
