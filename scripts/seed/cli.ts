// npm run seed [-- --sessions N] [--detail N] [--seed N] [--until DAY] [--db FOLDER]: an invented record of years.
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../../electron/store/database';
import { recordFiles } from '../../electron/store/record-files';
import { seedSimulation } from '../../electron/store/seed-simulation';
import { epochMs } from '../../shared/time/clock';
import { seedRecord } from '../../tests/seed/seed-record';
import { root } from '../paths.mjs';

class Refused extends Error {}

function whole(name: string, given: string | undefined, otherwise: number, least: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (!Number.isInteger(value) || value < least)
    throw new Refused(`--${name} ${given}: write a whole number from ${least} on.`);
  return value;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      sessions: { type: 'string' },
      detail: { type: 'string' },
      seed: { type: 'string' },
      until: { type: 'string' },
      db: { type: 'string' },
    },
  });
  const sessions = whole('sessions', values.sessions, 1_000, 1);
  const detail = whole('detail', values.detail, 0, 0);
  const seed = whole('seed', values.seed, 1, 0);
  const until = values.until ?? '2026-11-02';
  if (!/^\d{4}-\d\d-\d\d$/.test(until)) throw new Refused(`--until ${until}: write a day as in 2026-11-02.`);
  const folder = path.resolve(values.db ?? 'seed-out/simulation');
  const opened = openStore({ folder });
  if (opened.kind === 'refused') throw new Refused(opened.words);
  const { store } = opened;
  try {
    if (store.lastSeq() > 0 || store.people().length > 0)
      throw new Refused(`${folder} holds a record already. Nothing was written: name an empty folder.`);
    const begun = performance.now();
    seedSimulation(
      store,
      folder,
      path.join(root, 'resources/demo'),
      epochMs(Date.parse(`${until}T08:00:00`)),
    );
    const every = Math.max(1, Math.floor(sessions / 10));
    const made = seedRecord(store, {
      ...{ sessions, detail, seed, until },
      progress: (done) => {
        if (done % every === 0) console.error(`seed: ${done} sessions`);
      },
    });
    const seconds = Number(((performance.now() - begun) / 1_000).toFixed(1));
    const { sessionIds, ...counts } = made;
    store.close();
    const bytes = statSync(recordFiles(folder).record).size;
    const found = { folder, ...counts, lastSession: sessionIds.at(-1) ?? null, seconds, bytes };
    console.log(JSON.stringify(found, null, 2));
    if (path.basename(folder) === 'simulation')
      console.error(`seed: look at it with npm start -- --simulation --data-dir ${path.dirname(folder)}`);
  } finally {
    store.close();
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`seed: ${error.message}`);
  process.exit(1);
}
