import os from 'node:os';
import path from 'node:path';

/** The repository. */
export const root = path.resolve(import.meta.dirname, '..');

/** Things that are costly to make and the same for every checkout: the runtime, the SQLite addon. */
export const userCache = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  'infusion-console',
);

export const isRoot = process.getuid?.() === 0;
