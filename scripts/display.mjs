// A place to draw. Without a screen the app gets a virtual one of a bedside monitor's size.
import { spawn } from 'node:child_process';

export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

function startXvfb() {
  return new Promise((resolve, reject) => {
    // -displayfd: Xvfb picks a free number itself and tells it when it is ready, so nothing is guessed or polled.
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    server.on('error', () => reject(new Error('There is no display, and Xvfb could not be started.')));
    server.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3].once('data', (number) => resolve({ server, name: `:${String(number).trim()}` }));
  });
}

/** Runs `work` with the names of `count` virtual displays, and takes them away again afterwards. */
export async function withVirtualDisplays(count, { log }, work) {
  const started = await Promise.allSettled(Array.from({ length: count }, startXvfb));
  const displays = started.flatMap(({ value }) => value ?? []);
  try {
    for (const { reason } of started) if (reason !== undefined) throw reason;
    const names = displays.map(({ name }) => name);
    log(`no display here: drawing on the virtual display${count === 1 ? '' : 's'} ${names.join(' ')}`);
    return await work(names);
  } finally {
    for (const { server } of displays) server.kill();
  }
}

/** Runs `work` with an environment that has a display, and takes a virtual one away again afterwards. */
export async function withDisplay(env, { log }, work) {
  if (hasDisplay(env)) return work(env);
  return withVirtualDisplays(1, { log }, ([name]) => work({ ...env, DISPLAY: name }));
}
