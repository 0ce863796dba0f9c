import { Buffer } from 'node:buffer';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { asarArchive, tarMember, zipMembers } from '../../scripts/archives.mjs';

test('a tar member is found behind others', () => {
  const member = (name, content) => {
    const head = Buffer.alloc(512);
    head.write(name, 0);
    head.write(content.length.toString(8).padStart(11, '0'), 124);
    const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
    body.write(content);
    return Buffer.concat([head, body]);
  };
  const tar = Buffer.concat([member('a.txt', 'x'.repeat(700)), member('b.zip', 'found'), Buffer.alloc(1024)]);
  expect(tarMember(tar, (name) => name.endsWith('.zip')).toString()).toBe('found');
  expect(tarMember(tar, (name) => name === 'c')).toBeNull();
});

function zipOf(name, content, { damage = false } = {}) {
  const packed = zlib.deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(content.length + (damage ? 1 : 0), 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(0o755 << 16, 38);
  const start = local.length + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

test('a zip member comes out as it went in, with its mode', () => {
  const [member] = [...zipMembers(zipOf('bin/program', Buffer.from('content')))];
  expect(member).toMatchObject({ name: 'bin/program', mode: 0o755 });
  expect(member.read().toString()).toBe('content');
});

test('damage is noticed', () => {
  const [member] = [...zipMembers(zipOf('a', Buffer.from('content'), { damage: true }))];
  expect(() => member.read()).toThrow('damaged');
  expect(() => [...zipMembers(Buffer.from('no zip at all, but long enough'))]).toThrow('not a zip');
});

test('our asar archives are what the asar tool reads', () => {
  const asar = createRequire(import.meta.url)('@electron/asar');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'asar-'));
  const file = path.join(folder, 'x.asar');
  writeFileSync(file, asarArchive({ 'package.json': '{"main":"é.mjs"}', 'main.mjs': 'run()' }));
  expect(asar.extractFile(file, 'package.json').toString()).toBe('{"main":"é.mjs"}');
  expect(asar.extractFile(file, 'main.mjs').toString()).toBe('run()');
  rmSync(folder, { recursive: true });
});
