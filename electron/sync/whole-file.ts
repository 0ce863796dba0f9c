import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { settleFolder } from '../store/key';

/** Writes a file so that after a power cut it is there whole, as before or as now. Readable by its owner only. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const half = `${file}.new`;
  const handle = await open(half, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(half, file);
  settleFolder(path.dirname(file));
}

/** The text of a file; null: there is none. */
export async function readWhole(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Takes a file away; it need not be there. */
export async function removeWhole(file: string): Promise<void> {
  await rm(file, { force: true });
  settleFolder(path.dirname(file));
}
