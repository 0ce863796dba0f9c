import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { RecordLine } from '../../../shared/record/lines';
import type { Patient } from '../../../shared/record/patient';
import type { RecordPart } from '../../../shared/sync/record-part';
import { type Connection, connect, sqliteCode } from '../connection';
import type { DrawnSessions } from '../drawn';
import { cipherKey, type RecordKey, readKey } from '../key';
import { migrate } from '../migrate';
import { logNames } from '../names';
import { recordFiles } from '../record-files';
import { decodeRow, type EventRow } from '../row';
import { keepFacts } from '../session-facts';
import { sql } from '../sql';
import { type Store, storeOn } from '../store';
import { keepSummaries } from '../summary';
import { againstPart, sealedOf } from './check-part';
import { replicaSql } from './replica-sql';

/** Replicas of other workstations' logs lie in a folder of their own, one file for each, under the record's key. */
export const replicaFolder = (folder: string): string => path.join(folder, 'rooms');

/** A workstation names itself; what is no plain name makes no file. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(~[a-z0-9]{1,32})?$/;

/** Whether a workstation's name can be a file's. */
export const isStationName = (stationId: string): boolean => !stationId.includes('~') && NAME.test(stationId);

/** A record that was put back from a copy has a replica for each of its lines: their numbers are the same. */
export const replicaName = (stationId: string, line: string | null): string =>
  line === null ? stationId : `${stationId}~${line}`;

/** Of which workstation, and of which line of its record, a replica is. */
export function namedIn(name: string): { readonly stationId: string; readonly line: string | null } {
  const [stationId = name, line = null] = name.split('~');
  return { stationId, line };
}

/** The file of one replica; null: its name can not be a file's. */
export function replicaFile(folder: string, name: string): string | null {
  return NAME.test(name) ? path.join(replicaFolder(folder), `${name}.db`) : null;
}

export type PutIn =
  | { readonly kind: 'kept'; readonly sessions: readonly string[] }
  /** It was there already. */
  | { readonly kind: 'known' }
  | { readonly kind: 'refused'; readonly words: string };

export type Replica = {
  /** Puts a part in, whole or not at all, after its seals were checked. */
  putIn(part: RecordPart): PutIn;
  /** Notes the lines of the record as it goes on, so that what was replaced can be told. */
  noteLines(lines: readonly RecordLine[]): void;
  close(): void;
};

const DAMAGED = /^SQLITE_(?:CORRUPT|NOTADB)/;

/**
 * Opens the replica of one workstation for writing, making it where there is none. One process writes it. One that is
 * damaged is thrown away: `begunAnew`, all of it has to be brought again.
 */
export function openReplica(
  folder: string,
  key: RecordKey,
  name: string,
): Replica & { readonly begunAnew: boolean } {
  const file = replicaFile(folder, name);
  if (file === null) throw new Error(`${JSON.stringify(name)} is no name of a workstation`);
  mkdirSync(replicaFolder(folder), { recursive: true, mode: 0o700 });
  try {
    return { ...opened(file, key), begunAnew: false };
  } catch (error) {
    if (!DAMAGED.test(sqliteCode(error) ?? '')) throw error;
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    return { ...opened(file, key), begunAnew: true };
  }
}

function opened(file: string, key: RecordKey): Replica {
  const db = connect(file, cipherKey(key), 'read-write');
  try {
    db.pragma('journal_mode=WAL');
    db.pragma('synchronous=FULL');
    migrate(db);
    // Sessions come in the order in which the network brings them, not in that of their log.
    db.exec(replicaSql.anyOrder);
    const noteLines = lineNotes(db);
    return { putIn: importer(db, noteLines), noteLines, close: () => db.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Reads a replica beside its writer; null: there is none of that workstation, or it can not be read now. */
export function readReplica(folder: string, name: string, drawn?: DrawnSessions): Store | null {
  const file = replicaFile(folder, name);
  if (file === null || !existsSync(file)) return null;
  const key = readKey(recordFiles(folder).key);
  if (key === null) return null;
  const keeps = drawn === undefined ? undefined : { ...drawn, close: () => {} };
  let db: Connection | null = null;
  try {
    db = connect(file, cipherKey(key), 'read');
    return storeOn(db, folder, () => {}, keeps);
  } catch {
    db?.close();
    return null;
  }
}

function lineNotes(db: Connection): Replica['noteLines'] {
  const insert = db.prepare(sql.insertLine);
  return (lines) => {
    for (const one of lines) insert.run(one);
  };
}

/** Whom forms of no session are about: as their workstation knows them, each version once. */
function patientKeeper(db: Connection): (patient: Patient) => void {
  const latest = db.prepare<{ patientId: string }, { body: string }>(sql.patient);
  const insert = db.prepare(sql.insertPatient);
  return (patient) => {
    const { patientId, mrn } = patient;
    const body = JSON.stringify(patient);
    if (latest.get({ patientId })?.body !== body) insert.run({ patientId, at: 0, mrn, body });
  };
}

function importer(db: Connection, noteLines: Replica['noteLines']): Replica['putIn'] {
  const names = logNames(db);
  const have = db.prepare<{ seq: number }, EventRow & { session: string; run: string }>(replicaSql.entry);
  const sealAt = db.prepare<{ lastSeq: number }, { hash: Buffer }>(replicaSql.seal);
  const insert = db.prepare(replicaSql.insertEntry);
  const insertSeal = db.prepare(replicaSql.insertSeal);
  const known = db.prepare<{ sessionId: string }, { one: number }>(replicaSql.known);
  const earlier = db.prepare<{ sessionNo: number; afterSeq: number }, EventRow>(replicaSql.toldAfter);
  const keepPatient = patientKeeper(db);
  const list = db.prepare(replicaSql.listAsOpened);
  const patient = db.prepare(replicaSql.patientAsListed);

  const seals = ({ before, seals: all }: RecordPart): string | null => {
    for (const { lastSeq, hash } of [before, ...all]) {
      const there = sealAt.get({ lastSeq });
      if (there === undefined) insertSeal.run({ lastSeq, hash: Buffer.from(hash, 'hex') });
      // The first seal of an empty record stands in every file, whatever was before it on the other workstation.
      else if (lastSeq > 0 && there.hash.toString('hex') !== hash)
        return `at entry ${lastSeq} another seal is known of this workstation`;
    }
    return null;
  };

  const same = (row: EventRow & { session: string; run: string }, entry: RecordPart['entries'][number]) =>
    JSON.stringify([
      row.seq,
      row.session,
      row.run,
      row.at_ms,
      row.mono_ms,
      row.type,
      row.version,
      row.body,
    ]) === JSON.stringify(entry);

  const write = db.transaction((part: RecordPart): PutIn => {
    const [summaries, facts] = [keepSummaries(db), keepFacts(db)];
    const follow = (row: EventRow) => {
      const event = decodeRow(row, names);
      summaries.follow(event);
      facts.follow(event);
    };
    noteLines(part.lines ?? []);
    const against = seals(part);
    if (against !== null) throw new NotTheSame(against);
    const opened = new Set<string>();
    let fresh = 0;
    for (const entry of part.entries) {
      const [seq, session, run, at, mono, type, version, body] = entry;
      const there = have.get({ seq });
      if (there !== undefined) {
        if (!same(there, entry))
          throw new NotTheSame(`entry ${seq} is known of this workstation with other words`);
        continue;
      }
      fresh += 1;
      const row = {
        seq,
        sessionNo: names.keep(session),
        runNo: names.keep(run),
        at,
        mono,
        type,
        version,
        body,
      };
      insert.run(row);
      if (type === 'session.opened') opened.add(session);
      // What is said of a session that is not here yet is followed when the session comes.
      if (!opened.has(session) && known.get({ sessionId: session }) === undefined) continue;
      follow({ ...sealedOf(entry), session_no: row.sessionNo, run_no: row.runNo, at_ms: at, mono_ms: mono });
    }
    for (const sessionId of opened) {
      const sessionNo = names.keep(sessionId);
      for (const row of earlier.all({ sessionNo, afterSeq: part.toSeq })) follow(row);
      list.run({ sessionId });
      patient.run({ sessionId });
    }
    if (part.patient !== undefined) keepPatient(part.patient);
    return fresh === 0 ? { kind: 'known' } : { kind: 'kept', sessions: [...opened] };
  });

  return (part) => {
    const against = againstPart(part);
    if (against !== null) return { kind: 'refused', words: against };
    try {
      return write.immediate(part);
    } catch (error) {
      names.forget();
      if (error instanceof NotTheSame) return { kind: 'refused', words: error.message };
      throw error;
    }
  };
}

/** Two parts of one workstation's log contradict each other: nothing of the later one is kept. */
class NotTheSame extends Error {}
