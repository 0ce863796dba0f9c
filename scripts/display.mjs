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

/** Runs `work` with an environment that has a display, and takes a virtual one away again afterwards. */
export async function withDisplay(env, { log }, work) {
  if (hasDisplay(env)) return work(env);
  const { server, name } = await startXvfb();
  log(`no display here: drawing on the virtual display ${name}`);
  try {
    return await work({ ...env, DISPLAY: name });
  } finally {
    server.kill();
  }
}
