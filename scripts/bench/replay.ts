import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findOpenSession } from '../../electron/session/recovery';
import { seriesFold, sessionDetail } from '../../electron/session/series-fold';
import { connect } from '../../electron/store/connection';
import { openStore } from '../../electron/store/database';
import { cipherKey, readKey } from '../../electron/store/key';
import { recordFiles } from '../../electron/store/record-files';
import type { Store } from '../../electron/store/store';
import type { EventDraft, LoggedEvent } from '../../shared/session/events';
import { replay as fold, stateHash } from '../../shared/session/evolve';
import { inventedLog } from '../../tests/renderer/review-harness/invented-session';
import { type Row, row } from './numbers';

const READINGS = 28_800;
const ROUNDS = 9;
const SESSION = 'session';

const isReading = ({ type }: LoggedEvent) => type === 'pump.reading' || type === 'monitor.reading';

/** The first four hours of an invented session: still open, as a killed console would find it. */
function fourHours(): LoggedEvent[] {
  let readings = 0;
  return inventedLog().filter((event) => {
    if (isReading(event)) readings += 1;
    return readings <= READINGS && event.type !== 'session.closed';
  });
}

function fill(store: Store, events: readonly LoggedEvent[]): void {
  // One by one, because an append has one instant and the fold lives by each event's own: this takes a minute.
  for (const event of events) {
    store.append(SESSION, event.runId, event, [{ type: event.type, body: event.body } as EventDraft]);
  }
}

/** Each of these in turn, so often; milliseconds. */
function inTurn<N extends string>(work: Readonly<Record<N, () => unknown>>): Record<N, number[]> {
  const names = Object.keys(work) as N[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<N, number[]>;
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of names) {
      const started = performance.now();
      work[name]();
      const took = performance.now() - started;
      // The first round warms up.
      if (round > 0) times[name].push(took);
    }
  }
  return times;
}

/** Reading back a session of four hours, beside nothing but `JSON.parse` of the same rows. */
export async function replay(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-bench-replay-'));
  const opened = openStore({ folder });
  if (opened.kind === 'refused') throw new Error(opened.words);
  const { store } = opened;
  const files = recordFiles(folder);
  const key = readKey(files.key);
  if (key === null) throw new Error('the new record has no key');
  const events = fourHours();
  fill(store, events);
  const db = connect(files.record, cipherKey(key), 'read');
  try {
    const bodies = db.prepare<[], { body: string }>('SELECT body FROM session_event ORDER BY seq');
    const loaded = [...store.events(SESSION)];
    const { state } = findOpenSession(store);
    const times = inTurn({
      parse: () => bodies.all().map(({ body }) => JSON.parse(body) as unknown),
      read: () => [...store.events(SESSION)],
      fold: () => fold(loaded),
      recover: () => findOpenSession(store),
      series: () => store.series(SESSION, seriesFold()),
      session: () => sessionDetail(store, SESSION),
      hash: () => stateHash(state),
    });
    const note = `${events.length} events, ${loaded.filter(isReading).length} of them readings`;
    return [
      row('read rows and JSON.parse, nothing else', times.parse, { note }),
      row('  read, check and decode every event', times.read),
      row('  fold them, already in memory', times.fold),
      row('after a kill: read and fold the open session', times.recover),
      row('answer `series`: columns for the graph', times.series),
      row('answer `session`: state, events and columns', times.session),
      row('answer `resume`: the hash of the state it sends', times.hash),
    ];
  } finally {
    db.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
