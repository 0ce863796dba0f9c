import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../../electron/store/connection';
import { openStore } from '../../../electron/store/database';
import { eventLog } from '../../../electron/store/event-log';
import { cipherKey, readKey } from '../../../electron/store/key';
import { RecordNotKept } from '../../../electron/store/not-kept';
import { recordFiles } from '../../../electron/store/record-files';
import type { EventDraft } from '../../../shared/session/events';
import { instant, note, opened, sessionOpened, temporaryFolder } from './samples';

/** Appends until it fails, and gives the failure and how many entries were kept before it. */
function fill(append: (drafts: readonly EventDraft[]) => { seq: number }[]): {
  kept: number;
  error: unknown;
} {
  for (let kept = 0; ; ) {
    try {
      kept = append([note('x'.repeat(900)), note('y'.repeat(900))]).at(-1)?.seq ?? kept;
    } catch (error) {
      return { kept, error };
    }
  }
}

describe('a full disk', () => {
  it('keeps all of a step or nothing, says so, and goes on when there is room again (SR-205)', () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    store.append('s-1', 'run-1', instant(), [sessionOpened()]);
    store.close();
    const files = recordFiles(folder);
    const key = readKey(files.key);
    if (key === null) throw new Error('no key');
    const db = connect(files.record, cipherKey(key), 'read-write');
    const pages = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count=${pages + 20}`);
    const log = eventLog(db, folder);

    const { kept, error } = fill((drafts) => log.append('s-1', 'run-1', instant(), drafts));
    expect(error).toBeInstanceOf(RecordNotKept);
    expect(error).toMatchObject({ reason: 'full', code: 'SQLITE_FULL' });
    expect(kept).toBeGreaterThan(10);
    expect(log.lastSeq()).toBe(kept);

    db.pragma(`max_page_count=${pages + 200}`);
    const [next] = log.append('s-1', 'run-1', instant(), [note('room again')]);
    expect(next?.seq).toBe(kept + 1);
    expect([...log.events('s-1')]).toHaveLength(kept + 1);
    db.close();
    expect(opened({ folder }).session('s-1')?.events).toBe(kept + 1);
  });
});

/** A file system of one megabyte, where this machine lets us have one. */
function tinyDisk(): string | null {
  const folder = path.join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

// A real full file system takes the right to mount one; without it the simulated one above stands alone.
const probe = () => {
  try {
    execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
};

if (probe())
  describe('a real full file system', () => {
    it('is told as full, and nothing acknowledged is lost', () => {
      const folder = tinyDisk();
      if (folder === null) return;
      const store = opened({ folder });
      const { kept, error } = fill((drafts) => store.append('s-1', 'run-1', instant(), drafts));
      expect(error).toMatchObject({ reason: 'full' });
      expect(kept).toBeGreaterThan(50);
      expect(store.lastSeq()).toBe(kept);
      expect([...store.events('s-1')]).toHaveLength(kept);
      expect(store.freeBytes()).toBeLessThan(100_000);
    });

    it('refuses to make or open a record, and makes none', () => {
      const folder = tinyDisk();
      if (folder === null) return;
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(path.join(folder, 'ballast'), Buffer.alloc(bavail * bsize - 8_192));
      expect(openStore({ folder })).toMatchObject({ kind: 'refused', reason: 'full' });
    });
  });
