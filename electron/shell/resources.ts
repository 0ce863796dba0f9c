import path from 'node:path';
import { app } from 'electron';

/** A file that ships beside the program (drug library, limits, sounds), as installed or as checked out. */
export function resourcePath(...names: readonly string[]): string {
  const base = app.isPackaged ? process.resourcesPath : app.getAppPath();
  return path.join(base, 'resources', ...names);
}
