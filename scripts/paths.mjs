import os from 'node:os';
import path from 'node:path';

// `__dirname`: these files also end up inside the command-line bundles, where there is no import.meta.dirname.
// Both scripts/ and out/ lie directly under the repository.
/** The repository. */
export const root = path.resolve(import.meta.dirname ?? __dirname, '..');

/** Things that are costly to make and the same for every checkout: the runtime, the SQLite addon. */
export const userCache = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  'infusion-console',
);

export const isRoot = process.getuid?.() === 0;
