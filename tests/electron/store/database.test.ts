import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../electron/store/connection';
import { openStore } from '../../../electron/store/database';
import { cipherKey, newKey, readKey, writeKey } from '../../../electron/store/key';
import { currentVersion } from '../../../electron/store/migrations/all';
import { recordFiles } from '../../../electron/store/record-files';
import type { RefusalReason } from '../../../electron/store/refusal';
import { alder, instant, note, opened, order, sessionOpened, temporaryFolder } from './samples';

/** A record with one session in it, closed. */
function recordWith(events = 200) {
  const folder = temporaryFolder();
  const store = opened({ folder });
  store.append('s-1', 'run-1', instant(), [sessionOpened()]);
  store.append(
    's-1',
    'run-1',
    instant(),
    Array.from({ length: events }, (_, at) => note(`note ${at}`)),
  );
  store.addPerson({ name: 'R. Example', role: 'nurse', pin: '4711' }, instant().at);
  store.close();
  return recordFiles(folder);
}

/** A connection with the record's own key, as a person with all rights and bad intentions would have. */
function raw(files: ReturnType<typeof recordFiles>) {
  const key = readKey(files.key);
  if (key === null) throw new Error('no key');
  return connect(files.record, cipherKey(key), 'read-write');
}

/** Every file of the folder but the lock, with its bytes. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name !== 'record.lock');
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'base64')]));
}

/** The folder must be refused for this reason, to a writer and to a reader, and stay as it is. */
function refusedUntouched(folder: string, reason: RefusalReason) {
  const before = contents(folder);
  for (const readOnly of [false, true]) {
    const result = openStore({ folder, readOnly });
    expect(result).toMatchObject({ kind: 'refused', reason });
    if (result.kind === 'refused') expect(result.words.split('. ').length).toBeGreaterThanOrEqual(3);
    const after = contents(folder);
    if (!readOnly) expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [name, bytes] of Object.entries(before)) expect(after[name] === bytes, name).toBe(true);
  }
}

describe('opening a record', () => {
  it('makes a record with a key of its own in a new folder', () => {
    const folder = path.join(temporaryFolder(), 'deeper');
    opened({ folder }).close();
    const files = recordFiles(folder);
    expect(statSync(files.key).mode & 0o777).toBe(0o600);
    expect(readFileSync(files.key, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(readdirSync(folder).sort()).toEqual(['record.db', 'record.key', 'record.lock']);
  });

  it('finds everything again', () => {
    const { folder } = recordWith();
    const store = opened({ folder });
    expect(store.lastSeq()).toBe(201);
    expect(store.openSessionId()).toBe('s-1');
    expect(store.people()).toMatchObject([{ name: 'R. Example' }]);
  });

  it('keeps no plain text on disk, also not while it is open (SR-183, SR-190)', () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    store.addPatient(alder, instant().at);
    store.append('s-1', 'run-1', instant(), [sessionOpened(), note('a secret word')]);
    const check = () => {
      for (const name of readdirSync(folder)) {
        const bytes = readFileSync(path.join(folder, name), 'latin1');
        for (const word of ['Alder', 'secret', 'TEST-0417', 'session_event', 'SQLite', 'Penicillin'])
          expect(bytes.includes(word), `${word} in ${name}`).toBe(false);
      }
    };
    check();
    store.close();
    check();
  });

  it('keeps the durable settings (SR-160)', () => {
    const files = recordWith();
    const db = raw(files);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('busy_timeout', { simple: true })).toBe(0);
    db.close();
  });

  it('finishes a record whose making was cut off, at either point', () => {
    for (const withKey of [false, true]) {
      const folder = temporaryFolder();
      const files = recordFiles(folder);
      writeFileSync(files.unfinished, 'half');
      if (withKey) writeKey(files.key, newKey());
      const store = opened({ folder });
      store.append('s-1', 'run-1', instant(), [note('works')]);
      expect(existsSync(files.unfinished)).toBe(false);
    }
  });
});

describe('a record that is refused', () => {
  it('was written by a newer program', () => {
    const files = recordWith();
    const db = raw(files);
    db.pragma(`user_version=${currentVersion + 1}`);
    db.close();
    refusedUntouched(files.folder, 'newer');
  });

  it('was written by a newer program that was cut off, its last events still in the side file', () => {
    const files = recordWith();
    const copy = temporaryFolder();
    const db = raw(files);
    db.pragma(`user_version=${currentVersion + 1}`);
    for (const name of ['record.db', 'record.db-wal', 'record.key'])
      copyFileSync(path.join(files.folder, name), path.join(copy, name));
    db.close();
    const before = readFileSync(path.join(copy, 'record.db'), 'base64');
    const wal = readFileSync(path.join(copy, 'record.db-wal'), 'base64');
    expect(openStore({ folder: copy })).toMatchObject({ kind: 'refused', reason: 'newer' });
    expect(readFileSync(path.join(copy, 'record.db'), 'base64') === before).toBe(true);
    expect(readFileSync(path.join(copy, 'record.db-wal'), 'base64') === wal).toBe(true);
  });

  it('has an overwritten page (SR-160, SR-185)', () => {
    const files = recordWith(2_000);
    const bytes = readFileSync(files.record);
    const pages = bytes.length / 4096;
    for (const page of [0, 1, Math.floor(pages / 2), pages - 1]) {
      const damaged = Buffer.from(bytes);
      damaged.fill(0x5a, page * 4096 + 1_000, page * 4096 + 1_400);
      writeFileSync(files.record, damaged);
      refusedUntouched(files.folder, 'damaged');
    }
  });

  it('is cut short, empty, or not a record at all', () => {
    const files = recordWith();
    const bytes = readFileSync(files.record);
    writeFileSync(files.record, bytes.subarray(0, bytes.length - 4096 * 3));
    refusedUntouched(files.folder, 'damaged');
    writeFileSync(files.record, '');
    refusedUntouched(files.folder, 'damaged');
    writeFileSync(files.record, 'SQLite format 3\0'.padEnd(4096));
    refusedUntouched(files.folder, 'wrong-key');
  });

  it('is gone though its key is there', () => {
    const files = recordWith();
    renameSync(files.record, `${files.record}.elsewhere`);
    refusedUntouched(files.folder, 'damaged');
  });

  it('has another record’s key, a key file of something else, or none', () => {
    const files = recordWith();
    writeKey(files.key, newKey());
    refusedUntouched(files.folder, 'wrong-key');
    writeFileSync(files.key, 'not a key');
    refusedUntouched(files.folder, 'wrong-key');
    rmSync(files.key);
    refusedUntouched(files.folder, 'key-missing');
  });

  it('is not made where only reading was asked for', () => {
    const folder = temporaryFolder();
    expect(openStore({ folder, readOnly: true })).toMatchObject({ kind: 'refused' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('can be opened again once the reason is gone', () => {
    const files = recordWith();
    const key = readFileSync(files.key);
    rmSync(files.key);
    expect(openStore({ folder: files.folder }).kind).toBe('refused');
    writeFileSync(files.key, key);
    expect(opened({ folder: files.folder }).lastSeq()).toBe(201);
  });
});

describe('a record too large to check whole', () => {
  it('is refused when its lists or latest entries are damaged; an older damaged page is refused when it is read', () => {
    const { folder, record } = recordWith(130_000);
    const bytes = readFileSync(record);
    const damage = (page: number) => {
      const damaged = Buffer.from(bytes);
      damaged.fill(0x5a, page * 4096 + 1_000, page * 4096 + 1_400);
      writeFileSync(record, damaged);
    };
    const pages = bytes.length / 4096;
    const outcomes = new Set<string>();
    for (const share of [0.1, 0.2, 0.3, 0.97, 0.98, 0.99]) {
      damage(Math.floor(pages * share));
      expect(openStore({ folder })).toMatchObject({ kind: 'refused', reason: 'damaged' });
      const result = openStore({ folder, checkWholeUpTo: 0 });
      if (result.kind === 'open') {
        // By the table, by the index, by the seals and by the outbox: the damaged page belongs to one of them.
        const { events, verifyChain, outboxAfter } = result.store;
        expect(() => [
          ...events('s-1'),
          ...events('s-1', { without: 'readings' }),
          ...[verifyChain()],
          ...outboxAfter(0, 1_000_000),
        ]).toThrow();
        result.store.close();
      }
      outcomes.add(`${share < 0.5 ? 'older' : 'latest'} ${result.kind}`);
    }
    expect([...outcomes].sort()).toEqual(['latest refused', 'older open']);
  });
});

describe('a reader', () => {
  it('reads beside the console, sees what comes, and cannot write', () => {
    const folder = temporaryFolder();
    const console = opened({ folder });
    console.append('s-1', 'run-1', instant(), [sessionOpened()]);
    const reader = opened({ folder, readOnly: true });
    expect(reader.lastSeq()).toBe(1);
    console.append('s-1', 'run-1', instant(), [note('later')]);
    expect([...reader.events('s-1')]).toHaveLength(2);
    expect(() => reader.append('s-1', 'run-1', instant(), [note('mine')])).toThrow(
      expect.objectContaining({ name: 'RecordNotKept', reason: 'io' }),
    );
    expect(console.lastSeq()).toBe(2);
  });
});

describe('entries are for ever (SR-150, SR-153)', () => {
  const tables = ['session_event', 'log_name', 'person_version', 'patient_version', 'order_version'];

  it.each(tables)('%s refuses to be changed, deleted or replaced, even with the key', (table) => {
    const files = recordWith(3);
    const store = opened({ folder: files.folder });
    store.addPatient(alder, instant().at);
    store.addOrder({ ...order, orderId: 'o-2' }, instant().at);
    store.close();
    const db = raw(files);
    const keys: Record<string, string> = { session_event: 'seq', log_name: 'name_no' };
    const key = keys[table] ?? 'version_no';
    db.exec(`CREATE TEMP TABLE before AS SELECT * FROM ${table}`);
    const rows = db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number };
    expect(rows.n).toBeGreaterThan(0);
    expect(() => db.exec(`UPDATE ${table} SET ${key} = ${key} + 1000`)).toThrow(/append-only/);
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(/append-only/);
    expect(() => db.exec(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).toThrow(/append-only/);
    expect(() => db.exec(`UPDATE OR REPLACE ${table} SET ${key} = 1`)).toThrow(/append-only/);
    const missing = db.prepare(`SELECT * FROM before EXCEPT SELECT * FROM ${table}`).all();
    expect(missing).toEqual([]);
    db.close();
  });
});
