import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. This file is also part of the bundles in out/, which like scripts/ lies directly under it. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Things that are costly to make and the same for every checkout: the runtime, the SQLite addon. */
export const userCache = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  'infusion-console',
);

export const isRoot = process.getuid?.() === 0;
