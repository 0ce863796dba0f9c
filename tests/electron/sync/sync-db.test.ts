import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../electron/store/connection';
import { cipherKey, newKey } from '../../../electron/store/key';
import { openSyncDb } from '../../../electron/sync/sync-db';
import { epochMs } from '../../../shared/time/clock';
import { temporaryFolder } from '../store/samples';

const at = epochMs(1_000);

describe('what is known of the server', () => {
  it('is begun anew where the file is damaged or of a newer program, and only there', () => {
    const [folder, key] = [temporaryFolder(), newKey()];
    const file = path.join(folder, 'sync.db');
    const first = openSyncDb(folder, key);
    expect(first.begunAnew).toBe(false);
    first.db.tell(at, 'a person decided');
    first.db.close();

    // Nobody may open it now: a folder stands where its log would be written.
    mkdirSync(`${file}-wal`);
    expect(() => openSyncDb(folder, key)).toThrow();
    rmSync(`${file}-wal`, { recursive: true });
    const again = openSyncDb(folder, key);
    expect(again.begunAnew).toBe(false);
    expect(again.db.history()).toHaveLength(1);
    again.db.close();

    const newer = connect(file, cipherKey(key), 'read-write');
    newer.pragma('user_version=99');
    newer.close();
    const anew = openSyncDb(folder, key);
    expect([anew.begunAnew, anew.db.history()]).toEqual([true, []]);
    anew.db.close();

    writeFileSync(file, 'nothing that was ever sealed'.repeat(500));
    const damaged = openSyncDb(folder, key);
    expect(damaged.begunAnew).toBe(true);
    damaged.db.close();
    expect(existsSync(file)).toBe(true);
  });

  it('counts at one server only, also how far that one was asked and what it forbade', () => {
    const { db } = openSyncDb(temporaryFolder(), newKey());
    expect(db.ofServer('one')).toBe(false);
    db.keepMark('pulled', 'up to noon');
    db.stopLane(2, 'forbidden', at);
    expect(db.ofServer('one')).toBe(false);
    expect([db.mark('pulled'), db.stops().length]).toEqual(['up to noon', 1]);
    expect(db.ofServer('another')).toBe(true);
    expect([db.mark('pulled'), db.stops()]).toEqual([null, []]);
    // The record is another one: what came into the one before is asked for again.
    db.keepMark('pulled', 'up to noon');
    db.forgetAll();
    expect(db.mark('pulled')).toBeNull();
    expect(db.ofServer('another')).toBe(false);
    db.close();
  });
});
