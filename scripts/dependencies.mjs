import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

function packagesIn(file) {
  const { '': _root, ...packages } = JSON.parse(readFileSync(file, 'utf8')).packages;
  return packages;
}

const same = (a, b) => a?.version === b?.version && a?.integrity === b?.integrity;

/** True when node_modules holds exactly what package-lock.json names. npm keeps its own list of what it installed. */
export function dependenciesMatch(lockFile, installedFile) {
  if (!existsSync(installedFile)) return false;
  const wanted = packagesIn(lockFile);
  const installed = packagesIn(installedFile);
  const nothingMissing = Object.entries(wanted).every(
    // Optional packages for other platforms are in the lock file and rightly not on this disk.
    ([name, entry]) => same(installed[name], entry) || (entry.optional && !installed[name]),
  );
  return nothingMissing && Object.keys(installed).every((name) => wanted[name]);
}

export function installDependencies({ log }) {
  const lockFile = path.join(root, 'package-lock.json');
  if (dependenciesMatch(lockFile, path.join(root, 'node_modules/.package-lock.json'))) return;
  log('setup: npm ci');
  const result = spawnSync('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) throw new Error('npm ci failed');
}
