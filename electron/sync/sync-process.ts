import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { withClockSkew } from '../../shared/fhir/clock-skew';
import { epochMs, monoMs } from '../../shared/time/clock';
import { rawMonotonicMs } from '../clock';
import { openStore } from '../store/database';
import { readKey } from '../store/key';
import { recordFiles } from '../store/record-files';
import { bytesOf, partsOf } from './attachment-bytes';
import { attachmentsFrom } from './attachments';
import { clinicNameOf } from './clinic-name';
import { connectTo } from './connection';
import { cutFrom } from './cut-item';
import { type Engine, startEngine } from './engine';
import { fhirExpansion } from './fhir-expansion';
import type { FromSync, SyncStart, ToSync } from './messages';
import { type AskMain, pullLook } from './pull-look';
import { recordsLook } from './records-look';
import { type Runner, runEngine } from './runner';
import { openSyncDb } from './sync-db';

// A process of its own, of the lowest priority: it reads the record beside the running console, and nothing at the
// bedside ever waits for it.

const parent = process.parentPort;
const say = (message: FromSync): void => parent.postMessage(message);
const now = () => ({ at: epochMs(Date.now()), mono: monoMs(rawMonotonicMs()) });
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

let runner: Runner | null = null;

/** What is asked of the main process and not answered yet. */
const asked = new Map<number, (answer: unknown) => void>();
let asks = 0;
const ask: AskMain = (about, body) =>
  new Promise((resolve) => {
    asks += 1;
    asked.set(asks, resolve);
    say({ kind: 'arrived', ask: asks, about, body });
  });

const PULL_EVERY_MS = 30_000;
const PULL_IN_SIMULATION_MS = 5_000;

/** The others of a clinic come back at the same moment; a simulation is alone. */
const SPREAD_IN_SIMULATION_MS = 500;

function begin(start: SyncStart): Runner {
  const { folder, setting, privateKey, simulation } = start;
  const opened = openStore({ folder, readOnly: true });
  if (opened.kind === 'refused') throw new Error(opened.words);
  const key = readKey(recordFiles(folder).key);
  if (key === null) throw new Error('the key of the record can not be read');
  const { db, begunAnew } = openSyncDb(folder, key);
  if (begunAnew) db.tell(now().at, 'What was known of the server was lost: everything is sent again, once.');
  const { baseUrl, systemBase, mrnSystem, stationId } = setting;
  if (db.ofServer(JSON.stringify([baseUrl, systemBase, mrnSystem, stationId])))
    db.tell(now().at, 'The server or its systems are others now: everything is sent there.');
  const record = opened.store;
  const context = {
    ...setting,
    clinicName: clinicNameOf(setting),
    simulation,
    // Put back from a copy, the record notes its new line with its first entry, which may come after this start.
    get lines() {
      return record.lines();
    },
  };
  let engine: Engine | null = null;
  const { transport } = connectTo({
    ...{ setting, privateKey, newId: randomUUID },
    clock: { now },
    skewMs: () => engine?.wire.skewMs() ?? null,
  });
  engine = startEngine({
    ...{ db, transport, setting, record, now },
    chance: Math.random,
    fill: attachmentsFrom(bytesOf(record, setting.stationId)),
    withSkew: (resource, skew) => withClockSkew(context, resource, skew),
    cutOf: cutFrom(partsOf(record, setting.stationId)),
    expansion: fhirExpansion(context, record),
    ...(simulation ? { rules: { spreadMs: SPREAD_IN_SIMULATION_MS } } : {}),
  });
  const { wire, pulled } = engine;
  return runEngine({
    engine,
    looks: [
      pullLook({
        ...{ db, wire, context, ask, pulled, now },
        baseUrl: setting.baseUrl,
        everyMs: simulation ? PULL_IN_SIMULATION_MS : PULL_EVERY_MS,
      }),
      recordsLook({
        ...{ db, wire, context, folder, key, now, ownLines: record.lines },
        everyMs: simulation ? PULL_IN_SIMULATION_MS : PULL_EVERY_MS,
      }),
    ],
    mono: rawMonotonicMs,
    say: (status) => say({ kind: 'status', status }),
    fault: (error) => console.error('A fault of sync:', error),
  });
}

function hear(message: ToSync): void {
  switch (message.kind) {
    case 'start':
      runner ??= begin(message.start);
      return;
    case 'kick':
      runner?.kick();
      return;
    case 'network-back':
      runner?.networkBack();
      return;
    case 'control':
      runner?.control(message.asked);
      return;
    case 'kept':
      asked.get(message.ask)?.(message.answer);
      asked.delete(message.ask);
      return;
    case 'close':
      runner?.stop();
      process.exit(0);
  }
}

try {
  os.setPriority(os.constants.priority.PRIORITY_LOW);
} catch {
  // Where the system does not allow it the small steps have to do.
}

parent.on('message', ({ data }: { data: ToSync }) => {
  try {
    hear(data);
  } catch (error) {
    say({ kind: 'failed', words: words(error) });
    process.exit(1);
  }
});
