import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Connection, connect, connectPlain } from '../../electron/store/connection';
import { openStore } from '../../electron/store/database';
import { cipherKey, newKey } from '../../electron/store/key';
import { encodeBody } from '../../electron/store/row';
import type { EventDraft } from '../../shared/session/events';
import { epochMs, monoMs } from '../../shared/time/clock';
import { inventedLog } from '../../tests/renderer/review-harness/invented-session';
import { type Row, row } from './numbers';

const WARM = 300;
const ROUNDS = 3_000;

/** A one-table database that keeps the same text as safely: WAL, one fsync for each insert. */
function bare(db: Connection): (text: string) => void {
  db.pragma('journal_mode=WAL');
  db.pragma('synchronous=FULL');
  db.exec('CREATE TABLE kept (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO kept (body) VALUES (?)');
  return (text) => {
    insert.run(text);
  };
}

function timed(run: () => void): number {
  const started = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - started) / 1e6;
}

/**
 * A reading through the store, and the same text bare into one table with the same cipher, and without one; in turn,
 * in one process, each in a file of its own in the same folder. The text is made before the bare inserts are timed.
 */
export async function append(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-bench-append-'));
  const opened = openStore({ folder: path.join(folder, 'record') });
  if (opened.kind === 'refused') throw new Error(opened.words);
  const { store } = opened;
  const plainDb = connectPlain(path.join(folder, 'plain.db'));
  const cipherDb = connect(path.join(folder, 'cipher.db'), cipherKey(newKey()), 'read-write');
  try {
    const log = inventedLog();
    const [first] = log;
    const readings = log.filter(({ type }) => type === 'pump.reading' || type === 'monitor.reading');
    const at = (mono: number) => ({ at: epochMs(1_900_000_000_000 + mono), mono: monoMs(mono) });
    const draftOf = ({ type, body }: EventDraft) => ({ type, body }) as EventDraft;
    if (first === undefined) throw new Error('the invented log is empty');
    store.append('session', 'run', at(0), [draftOf(first)]);
    const [plain, cipher] = [bare(plainDb), bare(cipherDb)];
    const times = {
      store: [] as number[],
      cipher: [] as number[],
      plain: [] as number[],
      fold: [] as number[],
    };
    for (let round = 0; round < WARM + ROUNDS; round += 1) {
      const event = readings[round % readings.length];
      if (event === undefined) break;
      const draft = draftOf(event);
      const text = encodeBody(draft);
      const took = {
        store: timed(() => store.append('session', 'run', at(round + 1), [draft])),
        cipher: timed(() => cipher(text)),
        plain: timed(() => plain(text)),
        fold: timed(() => encodeBody(draft)),
      };
      if (round < WARM) continue;
      for (const name of ['store', 'cipher', 'plain', 'fold'] as const) times[name].push(took[name]);
    }
    const stored = row('append one reading through the store', times.store);
    const encrypted = row('  bare insert, same cipher', times.cipher);
    const unencrypted = row('  bare insert, no cipher', times.plain);
    const ratio = (name: string, to: Row, more: Parameters<typeof row>[2]) => ({
      ...row(name, [], { unit: 'times', ...more }),
      n: times.store.length,
      median: stored.median / to.median,
      p99: stored.p99 / to.p99,
      max: stored.max / to.max,
    });
    return [
      stored,
      encrypted,
      unencrypted,
      row('  check and encode one body', times.fold),
      ratio('  store / bare with cipher', encrypted, { aim: { of: 'median', below: 1.3 } }),
      ratio('  store / bare without cipher', unencrypted, {}),
    ];
  } finally {
    store.close();
    plainDb.close();
    cipherDb.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
