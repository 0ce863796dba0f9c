// npm run package [-- dir deb tar.gz]: installable packages in release/
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { run } from './child.mjs';
import { onPath } from './debian.mjs';
import { electronVersion } from './electron-runtime.mjs';
import { root } from './paths.mjs';
import { setupOrStop } from './setup.mjs';

const log = console.error;
const targets = process.argv.slice(2);
const { electron, env } = await setupOrStop({ log });
await build({ log });

/** electron-builder's own tools are downloads. What the system has serves as well. */
function addSystemTools() {
  if (!onPath('fpm') && onPath('dpkg-deb')) env.CUSTOM_FPM_PATH ??= path.join(root, 'scripts/fpm-dpkg.mjs');
  const sevenZip = onPath('7zz') ?? onPath('7z');
  if (sevenZip) env.ELECTRON_BUILDER_7ZIP_PATH ??= sevenZip;
  env.ELECTRON_BUILDER_COMPRESSION_LEVEL ??= '1';
}

function packFallbackRuntime() {
  log('package: with the fallback runtime, for trying out only. Never give this package to users.');
  copyFileSync(env.APP_SQLITE_BINDING, path.join(root, '.cache/package/better_sqlite3.node'));
  addSystemTools();
  return [
    `-c.electronDist=${path.dirname(electron.exe)}`,
    `-c.electronVersion=${electronVersion(electron.exe)}`,
  ];
}

rmSync(path.join(root, '.cache/package'), { recursive: true, force: true });
mkdirSync(path.join(root, '.cache/package'), { recursive: true });
const platform = process.platform === 'linux' ? ['--linux'] : [];
const fallback = electron.kind === 'fallback' ? packFallbackRuntime() : [];
const builder = path.join(root, 'node_modules/.bin/electron-builder');
const args = [...platform, ...targets, '--publish', 'never', ...fallback];
process.exitCode = await run(builder, args, { cwd: root, env });
