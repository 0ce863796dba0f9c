import path from 'node:path';
import { connectPlain } from '../../../electron/store/connection';
import { startEngine } from '../../../electron/sync/engine';
import { syncDbOn } from '../../../electron/sync/sync-db';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { chanceOf } from './chance';
import { storyOf } from './story';

// Sends one story to a server until all of it is there, and says so. It is killed again and again.

const [folder = '', url = ''] = process.argv.slice(2);
const chance = chanceOf(5);
const story = storyOf(chance);
while (story.goOn()) {
  // All of it is written before anything is sent.
}
const db = connectPlain(path.join(folder, 'sync.db'));
db.pragma('journal_mode=WAL');
db.pragma('synchronous=FULL');
const kept = syncDbOn(db);
const mono = (): number => Number(process.hrtime.bigint()) / 1e6;
const engine = startEngine({
  db: kept,
  async transport({ method, path: below, headers, body }) {
    try {
      const answer = await fetch(below === '' ? url : `${url}/${below}`, {
        method,
        headers: { 'content-type': 'application/fhir+json', ...headers },
        ...(body === undefined ? {} : { body }),
      });
      const names = Object.fromEntries(answer.headers);
      return { kind: 'answer', status: answer.status, headers: names, body: await answer.text() };
    } catch (error) {
      return { kind: 'none', sent: true, detail: String(error) };
    }
  },
  setting: { profile: 'portable', mayCreatePatients: true },
  fill: async ({ resource }) => resource,
  cutOf: () => null,
  now: () => ({ at: epochMs(Date.now()), mono: monoMs(mono()) }),
  chance: chance.next,
  rules: { verifyAfterMs: 300, spreadMs: 5, baseMs: 5, firstSize: 4, mostSize: 4, countEveryMs: 3_600_000 },
  record: story.record,
  expansion: story.expansion,
});

async function run(): Promise<void> {
  const next = await engine.step();
  const isDone = kept.cursor() !== null && kept.laneStandings().every(({ waiting }) => waiting === 0);
  if (isDone) {
    console.log(`done, ${kept.parked().length} put aside`);
    process.exit(0);
  }
  setTimeout(() => void run(), Math.max(0, (next ?? mono()) - mono()));
}

void run();
