import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dependenciesMatch } from '../../scripts/dependencies.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dependencies-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function match(wanted, installed) {
  const write = (name, packages) => {
    writeFileSync(path.join(folder, name), JSON.stringify({ packages }));
    return path.join(folder, name);
  };
  return dependenciesMatch(write('lock.json', { '': {}, ...wanted }), write('installed.json', installed));
}

const a = { version: '1.0.0', integrity: 'sha512-a' };
const b = { version: '2.0.0', integrity: 'sha512-b' };

test('the same packages match', () => expect(match({ a, b }, { a, b })).toBe(true));
test('a missing, another and a left-over package do not', () => {
  expect(match({ a, b }, { a })).toBe(false);
  expect(match({ a }, { a: { ...a, version: '1.0.1' } })).toBe(false);
  expect(match({ a }, { a: { ...a, integrity: 'sha512-other' } })).toBe(false);
  expect(match({ a }, { a, b })).toBe(false);
});
test('an optional package of another platform may be absent', () => {
  expect(match({ a, b: { ...b, optional: true } }, { a })).toBe(true);
});
test('nothing installed is no match', () => {
  writeFileSync(path.join(folder, 'lock.json'), '{"packages":{}}');
  expect(dependenciesMatch(path.join(folder, 'lock.json'), path.join(folder, 'none.json'))).toBe(false);
});
