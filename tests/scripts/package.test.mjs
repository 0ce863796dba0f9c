import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { electronLibraries } from '../../scripts/debian.mjs';
import { controlFile, parseFpm } from '../../scripts/fpm-dpkg.mjs';

const builder = readFileSync('electron-builder.yml', 'utf8');

test('the package depends on every library that setup installs', () => {
  const depends = [...builder.matchAll(/^ {4}- (lib[^\s|]+)/gm)].map(([, name]) => name);
  expect(depends.sort()).toEqual(Object.keys(electronLibraries).sort());
});

test('only the two native packages are packed beside the bundles', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(Object.keys(dependencies)).toEqual(['better-sqlite3', 'serialport']);
});

test('every process that the program starts is packed with it', () => {
  const started = readdirSync('electron', { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => readFileSync(path.join('electron', file), 'utf8').match(/'[\w-]+\.cjs'/g) ?? [])
    .map((name) => `out/${name.slice(1, -1)}`);
  const packed = [...builder.matchAll(/^ {2}- (out\/\S+\.cjs)$/gm)].map(([, name]) => name);
  expect(packed.sort()).toEqual(['out/main.cjs', ...new Set(started)].sort());
});

test("fpm's command line becomes a control file", () => {
  const { options, files } = parseFpm([
    '-s',
    'dir',
    '--force',
    '-t',
    'deb',
    '--name',
    'console',
    '--version',
    '0.1.0',
    '--architecture',
    'amd64',
    '-d',
    'liba | libb',
    '-d',
    'libc',
    '--description',
    'Short line\n long one\n',
    '--deb-compression=gz',
    'build/app/=/opt/Infusion Console',
  ]);
  expect(files).toEqual([['build/app/', '/opt/Infusion Console']]);
  expect(options.get('deb-compression')).toEqual(['gz']);
  expect(controlFile(options, '99')).toBe(
    'Package: console\nVersion: 0.1.0\nArchitecture: amd64\nInstalled-Size: 99\nDepends: liba | libb, libc\n' +
      'Section: default\nPriority: optional\nDescription: Short line\n long one\n',
  );
});
