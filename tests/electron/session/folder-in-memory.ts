import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * A folder that goes away with the test; on a disk in memory where there is one. Every write waits for its disk, and
 * there are tens of thousands here; what a disk keeps over a power cut is proven beside the store.
 */
export function folderInMemory(): string {
  const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(path.join(base, 'infusion-room-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
