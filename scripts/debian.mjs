// System packages: what is missing, found without asking apt (which takes a second), and how to get it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isRoot } from './paths.mjs';

/** What Electron's binary links, by the Debian package that carries it. The .deb depends on the same list. */
export const electronLibraries = {
  libasound2: 'libasound.so.2',
  'libatk1.0-0': 'libatk-1.0.so.0',
  'libatk-bridge2.0-0': 'libatk-bridge-2.0.so.0',
  'libatspi2.0-0': 'libatspi.so.0',
  libcairo2: 'libcairo.so.2',
  libcups2: 'libcups.so.2',
  'libdbus-1-3': 'libdbus-1.so.3',
  libdrm2: 'libdrm.so.2',
  libexpat1: 'libexpat.so.1',
  libgbm1: 'libgbm.so.1',
  'libglib2.0-0': 'libglib-2.0.so.0',
  'libgtk-3-0': 'libgtk-3.so.0',
  libnspr4: 'libnspr4.so',
  libnss3: 'libnss3.so',
  'libpango-1.0-0': 'libpango-1.0.so.0',
  libudev1: 'libudev.so.1',
  'libx11-6': 'libX11.so.6',
  libxcb1: 'libxcb.so.1',
  libxcomposite1: 'libXcomposite.so.1',
  libxdamage1: 'libXdamage.so.1',
  libxext6: 'libXext.so.6',
  libxfixes3: 'libXfixes.so.3',
  libxkbcommon0: 'libxkbcommon.so.0',
  libxrandr2: 'libXrandr.so.2',
};

export function onPath(program) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file));
}

function missingLibraries() {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => existsSync(file));
  if (!ldconfig) return [];
  const known = spawnSync(ldconfig, ['-p'], { encoding: 'utf8' }).stdout ?? '';
  return Object.entries(electronLibraries).flatMap(([name, file]) =>
    known.includes(`\t${file} `) ? [] : [name],
  );
}

function missingPrograms({ display, compiler }) {
  const missing = [];
  if (display && !onPath('Xvfb')) missing.push('xvfb');
  if (compiler && !onPath('gcc')) missing.push('gcc');
  if (compiler && !onPath('g++')) missing.push('g++');
  return missing;
}

/** Later Debian and Ubuntu releases gave some libraries a new name when their time type grew to 64 bits. */
function namesInThisRelease(packages) {
  const known = new Set(
    (spawnSync('apt-cache', ['pkgnames', 'lib'], { encoding: 'utf8' }).stdout ?? '').split('\n'),
  );
  return packages.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
}

/** Installs what is missing, or stops with the one command that would. */
export function installSystemPackages({ display, compiler, log }) {
  if (process.platform !== 'linux') return;
  installPackages([...missingLibraries(), ...missingPrograms({ display, compiler })], { log });
}

/** Installs these Debian packages, or stops with the one command that would. */
export function installPackages(missing, { log }) {
  if (missing.length === 0) return;
  const canInstall = isRoot && onPath('apt-get');
  if (!canInstall) {
    throw new Error(
      `Some system packages are missing. Install them, then run this again:\n  sudo apt-get install -y ${missing.join(' ')}`,
    );
  }
  log(`setup: installing ${missing.length} system packages (${missing.join(' ')})`);
  apt(['update']);
  const result = apt(['install', '-y', '--no-install-recommends', ...namesInThisRelease(missing)]);
  if (result.status !== 0) throw new Error(`apt-get install failed:\n${result.stdout}${result.stderr}`);
}
