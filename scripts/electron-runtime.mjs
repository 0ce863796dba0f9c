// Which Electron runs the app on this machine.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { preparedFallback, prepareFallback } from './fallback-electron.mjs';
import { root } from './paths.mjs';

const electronPackage = path.join(root, 'node_modules/electron');

/** The binary of the electron package. Asking the package itself would start a download when there is none. */
function ownBinary() {
  const pathFile = path.join(electronPackage, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(electronPackage, 'dist');
  const exe = path.join(dist, readFileSync(pathFile, 'utf8').trim());
  return existsSync(exe) ? exe : null;
}

function downloadOwnBinary() {
  const installer = path.join(electronPackage, 'install.js');
  const result = spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: 300_000 });
  return result.status === 0 ? ownBinary() : null;
}

/** The runtime that is there now: { exe, kind: 'given' | 'own' | 'fallback' }, or null. */
export function installedElectron() {
  const given = process.env.ELECTRON_EXEC_PATH;
  if (given) return { exe: given, kind: given === preparedFallback() ? 'fallback' : 'given' };
  const own = ownBinary();
  if (own) return { exe: own, kind: 'own' };
  const fallback = preparedFallback();
  return fallback ? { exe: fallback, kind: 'fallback' } : null;
}

export function electronVersion(exe) {
  const file = path.join(path.dirname(exe), 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null;
}

export function installElectron({ log }) {
  const installed = installedElectron();
  if (installed) return installed;
  log('setup: fetching Electron');
  const own = downloadOwnBinary();
  if (own) return { exe: own, kind: 'own' };
  log('setup: Electron cannot be downloaded here, preparing the fallback runtime');
  const fallback = prepareFallback();
  if (fallback) return { exe: fallback, kind: 'fallback' };
  throw new Error('No Electron runtime could be fetched. Set ELECTRON_EXEC_PATH to an Electron executable.');
}
