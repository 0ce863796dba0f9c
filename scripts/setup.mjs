// Makes this checkout ready to run: system libraries, npm packages, an Electron runtime, the SQLite addon.
// Every command calls it first. With everything in place it only looks, which takes well under a second.
import { pathToFileURL } from 'node:url';
import { installSystemPackages } from './debian.mjs';
import { installDependencies } from './dependencies.mjs';
import { hasDisplay } from './display.mjs';
import { installElectron } from './electron-runtime.mjs';
import { alone } from './lock.mjs';
import { buildBinding, builtBinding, needsBinding } from './sqlite-binding.mjs';

/** Returns { electron: { exe, kind }, env }: what a started part of the application must find in its environment. */
export function setup({ log = console.error } = {}) {
  return alone('setup', async () => {
    installSystemPackages({ display: !hasDisplay(), compiler: false, log });
    installDependencies({ log });
    const electron = installElectron({ log });
    const env = { ...process.env, ELECTRON_EXEC_PATH: electron.exe };
    if (needsBinding(electron)) {
      if (!builtBinding()) installSystemPackages({ display: false, compiler: true, log });
      env.APP_SQLITE_BINDING ??= await buildBinding({ log });
    }
    return { electron, env };
  });
}

/** For commands: a failed setup is one readable message, not a stack trace. */
export async function setupOrStop(options) {
  try {
    return await setup(options);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const started = performance.now();
  const { electron } = await setupOrStop();
  console.error(`setup: ready in ${Math.round(performance.now() - started)} ms, Electron at ${electron.exe}`);
}
