import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './paths.mjs';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Left behind by a process that is gone. A file still empty is one that its owner is about to write. */
function isAbandoned(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    return owner ? !isAlive(owner) : Date.now() - statSync(file).mtimeMs > 5_000;
  } catch {
    return false;
  }
}

/** One at a time across processes: two `npm ci` in the same folder destroy each other's work. */
export async function alone(name, work) {
  const file = path.join(root, '.cache', `${name}.lock`);
  mkdirSync(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned(file)) rmSync(file, { force: true });
      else await sleep(100);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
