import { spawn } from 'node:child_process';
import readline from 'node:readline';

/** Chromium's complaints about services that a small machine does not have. They mean nothing to a reader. */
export const NOISE = /Failed to connect to the bus|viz_main_impl|Failed to call method: org\.freedesktop/;

/** Runs a program to its end, passing on the signals that end us, and returns its exit code. */
export function run(program, args, { quiet = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['inherit', 'inherit', quiet ? 'pipe' : 'inherit'],
      ...options,
    });
    if (quiet) {
      readline.createInterface({ input: child.stderr }).on('line', (line) => {
        if (!NOISE.test(line)) console.error(line);
      });
    }
    const pass = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
    child.on('error', reject);
    child.on('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, pass);
      resolve(code ?? 1);
    });
  });
}
