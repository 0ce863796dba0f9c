import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../electron/store/database';
import type { Store } from '../../electron/store/store';
import type { InPlace, SessionQuery } from '../../shared/finding/query';
import { epochMs } from '../../shared/time/clock';
import { seedRecord } from '../../tests/seed/seed-record';
import { type Row, row } from './numbers';

/** As many lines as the screen shows at once; the smallest record has as many sessions. */
const LINES = 10;
const SIZES = [10, 1_000, 10_000] as const;
const WARM = 50;
const ROUNDS = 400;

/** One question to a record, with so many lines for an answer; gives how many came. */
type Look = (lines: number) => number;

const everything: InPlace<SessionQuery> = {
  ...{ search: '', marks: [], patientId: null, from: null, to: null, after: null },
  limit: LINES,
};

/** What is asked of each record: of its own newest patient and day, so that each has something to find. */
function looks(store: Store): Readonly<Record<string, Look>> {
  const [newest] = store.findSessions(everything).sessions;
  if (newest === undefined) throw new Error('the seeded record is empty');
  const day = new Date(newest.openedAt);
  const monthStart = epochMs(new Date(day.getFullYear(), day.getMonth(), 1).getTime());
  const ask =
    (over: Partial<InPlace<SessionQuery>>): Look =>
    (limit) =>
      store.findSessions({ ...everything, ...over, limit }).sessions.length;
  const people =
    (search: string): Look =>
    (limit) =>
      store.findPatients({ search, toReview: false, after: null, limit }).patients.length;
  return {
    'first page': ask({}),
    'by name': ask({ search: newest.patientName }),
    'by MRN': ask({ search: newest.mrn }),
    'by its last digits': ask({ search: newest.mrn.slice(-3) }),
    'by a word of all (ketamine)': ask({ search: newest.drug }),
    'by a letter': ask({ search: newest.drug.slice(0, 1) }),
    'a month': ask({ from: monthStart }),
    'with an event (nausea)': ask({ marks: ['nausea'] }),
    'not reviewed': ask({ marks: ['to-review'] }),
    patients: people(''),
    'patients by name': people(newest.patientName),
  };
}

/** A record of so many sessions: the one that is kept there, else made now. */
function recordOf(folder: string, sessions: number): Store {
  const opened = openStore({ folder: path.join(folder, String(sessions)) });
  if (opened.kind === 'refused') throw new Error(opened.words);
  const { store } = opened;
  if (store.lastSeq() > 0) return store;
  console.error(`bench: seeding ${sessions} sessions`);
  const begun = performance.now();
  seedRecord(store, { sessions });
  console.error(`bench: ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
  return store;
}

function timed(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

/**
 * The answer to a look at the list, from records of three sizes open side by side and asked in turn, each question with
 * as many lines as the smallest answer has. The ratios are to the smallest record. `kept`: a folder whose records are
 * used and stay (10, 1000, 10000 in it); without it they are made for this one time.
 */
export async function list(kept?: string): Promise<Row[]> {
  const folder = kept ?? mkdtempSync(path.join(os.tmpdir(), 'infusion-bench-list-'));
  const stores = SIZES.map((sessions) => recordOf(folder, sessions));
  try {
    const asked = stores.map(looks);
    const names = Object.keys(asked[0] ?? {});
    const lines = new Map(
      names.map((name) => [name, Math.min(...asked.map((look) => look[name]?.(LINES) ?? 0))]),
    );
    const times = new Map(names.map((name) => [name, SIZES.map((): number[] => [])]));
    for (let round = 0; round < WARM + ROUNDS; round += 1)
      for (const name of names)
        for (const [size, look] of asked.entries()) {
          const took = timed(() => look[name]?.(Math.max(1, lines.get(name) ?? 1)));
          if (round >= WARM) times.get(name)?.[size]?.push(took);
        }
    return names.flatMap((name) => {
      const rows = SIZES.map((size, index) =>
        row(`${name}, ${size} sessions, ${lines.get(name)} lines`, times.get(name)?.[index] ?? []),
      );
      const [least, , most] = rows;
      if (least === undefined || most === undefined) return rows;
      return [
        ...rows,
        {
          ...row('  10,000 / 10', [], { unit: 'times', aim: { of: 'median', below: 1.5 } }),
          ...{ n: ROUNDS, median: most.median / least.median, p99: most.p99 / least.p99 },
          max: most.max / least.max,
        },
      ];
    });
  } finally {
    for (const store of stores) store.close();
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}
