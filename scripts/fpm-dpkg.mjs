#!/usr/bin/env node
// Makes a .deb with dpkg-deb alone, from the command line that electron-builder writes for fpm.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const SWITCHES = new Set(['--force', '--debug', '--deb-no-default-config-files']);

/** { options: Map of name → values, files: [[from, to]] } */
export function parseFpm(argv) {
  const options = new Map();
  const files = [];
  const rest = [...argv];
  const put = (name, value) => options.set(name, [...(options.get(name) ?? []), value]);
  while (rest.length > 0) {
    const word = rest.shift();
    if (SWITCHES.has(word)) continue;
    const equals = word.indexOf('=');
    if (word.startsWith('--') && equals > 0) put(word.slice(2, equals), word.slice(equals + 1));
    else if (word.startsWith('-')) put(word.replace(/^-+/, ''), rest.shift());
    else files.push([word.slice(0, word.lastIndexOf('=')), word.slice(word.lastIndexOf('=') + 1)]);
  }
  return { options, files };
}

/** The text of DEBIAN/control. The first line of the description is the short one, the rest is set in by a space. */
export function controlFile(options, installedKb) {
  const one = (name) => options.get(name)?.at(-1);
  const lines = (one('description') ?? '').split('\n').map((line) => line.trim());
  const description = lines.filter((line) => line !== '');
  const version = one('iteration') ? `${one('version')}-${one('iteration')}` : one('version');
  const fields = {
    Package: one('name'),
    Version: version,
    Architecture: one('architecture') === 'x64' ? 'amd64' : one('architecture'),
    Maintainer: one('maintainer'),
    'Installed-Size': installedKb,
    Depends: options.get('d')?.join(', '),
    Recommends: options.get('deb-recommends')?.join(', '),
    Section: one('category') ?? 'default',
    Priority: one('deb-priority') ?? 'optional',
    Homepage: one('url'),
    Description: (description.length > 0 ? description : [one('name')]).join('\n '),
  };
  const present = Object.entries(fields).filter(([, value]) => value);
  return present.map(([name, value]) => `${name}: ${value}\n`).join('');
}

function copyInto(tree, from, to) {
  const target = path.join(tree, to);
  mkdirSync(path.dirname(target), { recursive: true });
  if (from.endsWith('/')) return cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  copyFileSync(from, target);
  return chmodSync(target, 0o644);
}

function makePackage({ options, files }) {
  const one = (name) => options.get(name)?.at(-1);
  if (one('t') !== 'deb') throw new Error(`only deb, not ${one('t')}`);
  const tree = mkdtempSync(path.join(os.tmpdir(), 'deb-'));
  try {
    chmodSync(tree, 0o755);
    for (const [from, to] of files) copyInto(tree, from, to);
    const [installedKb] = execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t');
    const control = path.join(tree, 'DEBIAN');
    mkdirSync(control);
    writeFileSync(path.join(control, 'control'), controlFile(options, installedKb));
    for (const [option, script] of [
      ['after-install', 'postinst'],
      ['after-remove', 'postrm'],
    ]) {
      if (!one(option)) continue;
      copyFileSync(one(option), path.join(control, script));
      chmodSync(path.join(control, script), 0o755);
    }
    const compression = one('deb-compression') === 'gz' ? 'gzip' : (one('deb-compression') ?? 'xz');
    execFileSync(
      'dpkg-deb',
      ['--root-owner-group', `-Z${compression}`, '-b', tree, one('p') ?? one('package')],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  makePackage(parseFpm(process.argv.slice(2)));
