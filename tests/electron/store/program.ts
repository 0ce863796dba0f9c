import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'vite';

/** Inside the repository, so that the addons are found from there. */
const shelf = path.resolve('.cache/test-programs');

/** A TypeScript program as one file that plain Node runs, and the way to be rid of it. */
export async function bundled(entry: string): Promise<{ file: string; remove: () => void }> {
  const outDir = path.join(shelf, randomUUID());
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { __APP_VERSION__: JSON.stringify('0.0.0-test') },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      minify: false,
      rollupOptions: {
        input: path.resolve(entry),
        external: ['better-sqlite3', 'serialport', ...builtinModules, /^node:/],
        output: { format: 'cjs', entryFileNames: 'program.cjs', codeSplitting: false },
      },
    },
  });
  return {
    file: path.join(outDir, 'program.cjs'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** Starts a bundled program. */
export function launch(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcess {
  return spawn(process.execPath, [file, ...args], { env: { ...process.env, ...env } });
}

/** Waits for the end of a program and gives what it said. */
export function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

/** The first line of output that begins with `start`; rejects when the program ends without it. */
export function line(child: ChildProcess, start: string): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      const found = text.split('\n').find((each, at, all) => each.startsWith(start) && at < all.length - 1);
      if (found !== undefined) resolve(found);
    });
    child.on('close', (code) => reject(new Error(`ended with ${code} before "${start}": ${text}`)));
  });
}
