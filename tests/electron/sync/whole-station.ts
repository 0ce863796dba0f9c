import { expect } from 'vitest';
import { readKey } from '../../../electron/store/key';
import { recordFiles } from '../../../electron/store/record-files';
import type { Store } from '../../../electron/store/store';
import { bytesOf, partsOf } from '../../../electron/sync/attachment-bytes';
import { attachmentsFrom } from '../../../electron/sync/attachments';
import { cutFrom } from '../../../electron/sync/cut-item';
import { startEngine } from '../../../electron/sync/engine';
import { fhirExpansion } from '../../../electron/sync/fhir-expansion';
import { recordsLook } from '../../../electron/sync/records-look';
import { openSyncDb } from '../../../electron/sync/sync-db';
import type { FhirServer } from '../../fhir-server/server';
import { context as clinic } from '../../shared/fhir/kit';
import { handed, nowOf, type World } from './station';

const MOST_STEPS = 2_000;

/** One life of the process that sends: everything that waits is sent, then other rooms are asked for. */
export async function sends(
  server: FhirServer,
  folder: string,
  record: Store,
  stationId: string,
): Promise<string[]> {
  const key = readKey(recordFiles(folder).key);
  if (key === null) throw new Error('no key');
  const world: World = { mono: 0, wallOffset: 0 };
  const { db } = openSyncDb(folder, key);
  const context = { ...clinic, stationId, lines: record.lines() };
  const engine = startEngine({
    ...{ db, record, transport: handed(server, world) },
    ...{ now: () => nowOf(world), chance: () => 0.5 },
    setting: { profile: 'portable', mayCreatePatients: true },
    fill: attachmentsFrom(bytesOf(record, stationId)),
    expansion: fhirExpansion(context, record),
    cutOf: cutFrom(partsOf(record, stationId)),
  });
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = await engine.step();
    if (next === null) break;
    world.mono = Math.max(world.mono, next);
  }
  expect(engine.status()).toMatchObject({ waiting: 0, parked: [] });
  const rooms = recordsLook({
    ...{ db, wire: engine.wire, context, folder, key, now: () => nowOf(world), everyMs: 1_000 },
    ownLines: record.lines,
  });
  await rooms.look();
  rooms.close();
  const said = db.history().map(({ words }) => words);
  db.close();
  return said;
}
