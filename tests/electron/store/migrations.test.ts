import { renameSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../electron/store/connection';
import { connect } from '../../../electron/store/connection';
import { cipherKey, newKey, type RecordKey, readKey, writeKey } from '../../../electron/store/key';
import { migrate, recordVersion } from '../../../electron/store/migrate';
import { currentVersion, migrations } from '../../../electron/store/migrations/all';
import { keepPin } from '../../../electron/store/pin';
import { recordFiles } from '../../../electron/store/record-files';
import { rebuildSummaries } from '../../../electron/store/summary';
import type { EventDraft } from '../../../shared/session/events';
import {
  alder,
  commandRequested,
  instant,
  nurse,
  opened,
  order,
  sessionClosed,
  sessionOpened,
  snapshot,
  temporaryFolder,
} from './samples';

/** A record as the program of that version left it. */
function recordOfVersion(version: number, fill: (db: Connection) => void): string {
  const files = recordFiles(temporaryFolder());
  const key = newKey();
  writeKey(files.key, key);
  const db = connect(files.unfinished, cipherKey(key), 'read-write');
  migrate(
    db,
    migrations.filter((step) => step.version <= version).map(({ rebuildsSummaries: _, ...step }) => step),
  );
  fill(db);
  db.close();
  renameSync(files.unfinished, files.record);
  return files.folder;
}

/** The statement of version 1, word for word: later programs may change theirs. */
function writeEvents(db: Connection, sessionId: string, drafts: readonly EventDraft[]): void {
  const insert =
    db.prepare(`INSERT INTO session_event (session_no, run_no, at_ms, mono_ms, type, version, body)
    VALUES ((SELECT name_no FROM log_name WHERE name = ?), (SELECT name_no FROM log_name WHERE name = 'run-1'),
      ?, ?, ?, 1, ?)`);
  const name = db.prepare('INSERT INTO log_name (name) VALUES (?) ON CONFLICT (name) DO NOTHING');
  for (const each of [sessionId, 'run-1']) name.run(each);
  const { at, mono } = instant();
  for (const { type, body } of drafts) insert.run(sessionId, at, mono, type, JSON.stringify(body));
}

function keyOf(file: string): RecordKey {
  const key = readKey(file);
  if (key === null) throw new Error('no key');
  return key;
}

const whole: EventDraft[] = [
  sessionOpened(),
  commandRequested('c-1', 'start'),
  { type: 'command.confirmed', body: { commandId: 'c-1', evidenceSeq: 3 } },
  { type: 'pump.reading', body: snapshot },
  sessionClosed('completed', 44.2, 44.2),
];

describe('a record of an earlier version', () => {
  it('steps are numbered without a hole', () => {
    expect(migrations.map(({ version }) => version)).toEqual(
      Array.from({ length: currentVersion }, (_, at) => at + 1),
    );
  });

  it('1, the log alone, opens with all its events and gets summaries', () => {
    const folder = recordOfVersion(1, (db) => {
      writeEvents(db, 'workstation', [{ type: 'note.recorded', body: { by: nurse, text: 'before' } }]);
      writeEvents(db, 's-1', whole);
      writeEvents(db, 's-2', [sessionOpened({ room: '5' }), { type: 'pump.reading', body: snapshot }]);
    });
    const store = opened({ folder });
    expect([...store.events('s-1')].map(({ type, body }) => ({ type, body }))).toEqual(whole);
    expect(store.session('s-1')).toMatchObject({ phase: 'closed', events: 4, givenMgLow: 88.4, room: '2' });
    expect(store.openSessionId()).toBe('s-2');
    expect(store.sessions('alder')).toHaveLength(2);
    expect(store.series('s-2').pump.rateMlPerHour).toEqual([11.9]);
    expect(store.people()).toEqual([]);
    const [next] = store.append('s-2', 'run-2', instant(), [sessionClosed('abandoned', 0)]);
    expect(next?.seq).toBe(9);
  });

  it('2, with people, patients and orders, opens with all of them', () => {
    const folder = recordOfVersion(2, (db) => {
      const { salt, hash, cost } = keepPin('4711');
      db.prepare(`INSERT INTO person_version (person_id, at_ms, name, role, active, pin_salt, pin_hash, pin_cost)
        VALUES ('p-1', 1, 'R. Example', 'nurse', 1, ?, ?, ?)`).run(salt, hash, cost);
      db.prepare('INSERT INTO patient_version (patient_id, at_ms, mrn, body) VALUES (?, 1, ?, ?)').run(
        alder.patientId,
        alder.mrn,
        JSON.stringify(alder),
      );
      db.prepare('INSERT INTO order_version (order_id, at_ms, planned_for_ms, body) VALUES (?, 1, ?, ?)').run(
        order.orderId,
        order.plannedFor,
        JSON.stringify(order),
      );
      writeEvents(db, 's-1', whole);
    });
    const store = opened({ folder });
    expect(store.verifyPin('p-1', '4711')).toBe(true);
    // What was there before the outbox stands in it once, up to its last entry.
    expect(store.outboxAfter(0, 10)).toMatchObject([
      { cause: 'person', versionNo: 1 },
      { cause: 'patient', versionNo: 1 },
      { cause: 'order', versionNo: 1 },
      { cause: 'session', sessionId: 's-1', uptoSeq: whole.length },
    ]);
    expect(store.plannedSessions(instant().at)).toEqual([
      { order, patient: alder, state: 'done', sessionId: 's-1', withdrawn: null },
    ]);
    expect(store.sessions('')).toHaveLength(1);
  });

  it('is left exactly as it was when a step fails', () => {
    const folder = recordOfVersion(1, (db) => writeEvents(db, 's-1', whole));
    const files = recordFiles(folder);
    const broken = { version: 4, name: 'broken', sql: 'CREATE TABLE extra (x) STRICT' };
    const db = connect(files.record, cipherKey(keyOf(files.key)), 'read-write');
    expect(() => migrate(db, [...migrations, broken])).toThrow();
    expect(recordVersion(db)).toBe(1);
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    expect(tables).toEqual(['log_name', 'schema_migration', 'session_event']);
    db.close();
    expect(opened({ folder }).session('s-1')?.phase).toBe('closed');
  });
});

describe('summaries', () => {
  it('made anew from the log are the same as those kept beside it', () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    for (const id of ['s-1', 's-2', 's-3'])
      store.append(id, 'run-1', instant(), whole.slice(0, id === 's-3' ? 4 : 5));
    store.append('s-1', 'run-1', instant(), [{ type: 'pump.reading', body: snapshot }]);
    store.append('s-1', 'run-1', instant(), [
      { type: 'review.commented', body: { by: nurse, text: 'afterwards' } },
    ]);
    store.close();
    const files = recordFiles(folder);
    const db = connect(files.record, cipherKey(keyOf(files.key)), 'read-write');
    const all = () => ({
      summaries: db.prepare('SELECT * FROM session_summary ORDER BY opened_seq').all(),
      spans: db.prepare('SELECT * FROM session_span ORDER BY session_id').all(),
      words: db.prepare('SELECT * FROM search_word ORDER BY list, word').all(),
      places: db.prepare('SELECT * FROM word_place ORDER BY list, word, place').all(),
      found: db.prepare("SELECT place FROM word_place WHERE list = 'session' AND word = 'alder'").all(),
    });
    const kept = all();
    expect(kept.found).toHaveLength(3);
    db.transaction(() => rebuildSummaries(db))();
    expect(all()).toEqual(kept);
    db.close();
  });
});
