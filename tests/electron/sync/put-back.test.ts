import { copyFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { copyRecord } from '../../../electron/store/copies';
import { allPlaces } from '../../../electron/store/elsewhere/places';
import { readReplica } from '../../../electron/store/elsewhere/replica';
import { recordFiles } from '../../../electron/store/record-files';
import type { Store } from '../../../electron/store/store';
import { syncFiles } from '../../../electron/sync/sync-db';
import type { SessionQuery } from '../../../shared/finding/query';
import type { EventDraft } from '../../../shared/session/events';
import { WORKSTATION } from '../../../shared/session/events';
import { type FhirServer, fhirServer } from '../../fhir-server/server';
import {
  instant,
  nurse,
  opened,
  physician,
  secondNurse,
  sessionClosed,
  sessionOpened,
  temporaryFolder,
} from '../store/samples';
import { sends } from './whole-station';

let server: FhirServer;
const everything: SessionQuery = {
  ...{ search: '', marks: [], patientId: null, from: null, to: null, after: null, limit: 50 },
};

const visit = (store: Store, sessionId: string, hour: number): void =>
  void store.append(sessionId, 'run-1', instant(hour * 3_600_000), [sessionOpened(), sessionClosed()]);
const signedIn = (by: typeof nurse): EventDraft => ({ type: 'operator.signed-in', body: { by } });
const comment = (text: string): EventDraft => ({ type: 'review.commented', body: { by: physician, text } });

type Named = { readonly identifier?: unknown; readonly meta?: { readonly tag?: unknown } };
/** By what each record on the server is known; one that is there twice stands here twice. */
const namesThere = (kind: string): string[] =>
  (server.records.everything() as unknown as Named[])
    .flatMap(({ identifier, meta }) => [identifier ?? [], meta?.tag ?? []].flat())
    .flatMap((one) => {
      const { system, value, code } = one as { system: string; value?: string; code?: string };
      if (system.endsWith(`/${kind}`)) return [value ?? ''];
      return system.endsWith('/idempotency') && code?.startsWith(`${kind}/`) ? [code] : [];
    });

function listedIn(folder: string, here: Store) {
  const places = allPlaces({ here, folder, open: (name) => readReplica(folder, name) });
  places.look();
  const { sessions } = places.findSessions(everything);
  places.close();
  return sessions.map(({ sessionId, place }) => [sessionId, place?.replaced ?? null] as const);
}

beforeEach(async () => {
  server ??= await fhirServer({ socket: false, validation: 'off' });
  server.clear();
});
afterAll(() => server.close());

describe('a record that was put back from its copy', () => {
  it.each([
    ['beside what was known of the server', false],
    ['on a new machine', true],
  ])('is sent whole, each entry once, %s; what it lost stays, and is shown as that', async (_, isNew) => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    visit(store, 's-1', 1);
    store.append(WORKSTATION, 'run-1', instant(4_000_000), [signedIn(nurse)]);
    const copy = copyRecord({ folder, into: path.join(folder, 'copies'), day: '2030-01-07', keep: 3 });
    store.append(WORKSTATION, 'run-1', instant(5_000_000), [signedIn(secondNurse)]);
    store.append('s-1', 'run-1', instant(5_500_000), [comment('said, then lost')]);
    visit(store, 's-2', 2);
    await sends(server, folder, store, 'station-1');
    const lost = [...store.everything()];
    store.close();

    const otherFolder = temporaryFolder();
    const other = opened({ folder: otherFolder });
    visit(other, 'o-1', 4);
    await sends(server, otherFolder, other, 'station-2');
    expect(listedIn(otherFolder, other)).toEqual([
      ['o-1', null],
      ['s-2', null],
      ['s-1', null],
    ]);
    const before = { audit: namesThere('audit').length, notes: namesThere('note').length };

    // As the README says it.
    const files = recordFiles(folder);
    renameSync(files.record, `${files.record}.broken`);
    for (const file of [files.wal, `${files.record}-shm`]) rmSync(file, { force: true });
    copyFileSync(copy.file, files.record);
    if (isNew) for (const file of syncFiles(folder)) rmSync(file, { force: true });
    const again = opened({ folder });
    again.append(WORKSTATION, 'run-2', instant(90_000_000), [signedIn(physician)]);
    again.append('s-1', 'run-2', instant(90_500_000), [comment('said again')]);
    visit(again, 's-3', 26);
    expect(again.verifyChain().broken).toBeNull();
    const [line] = again.lines();
    expect(line?.afterSeq).toBe(copy.lastSeq);
    const reused = [...again.everything()].filter(({ seq }) => lost.some((one) => one.seq === seq));
    expect(reused.length).toBeGreaterThan(copy.lastSeq);

    const said = await sends(server, folder, again, 'station-1');
    expect(said.some((words) => words.includes('put back from a copy'))).toBe(true);
    // Of each line: who signed in, and that it was put back; what was said of the older session.
    expect(namesThere('audit')).toHaveLength(before.audit + 2);
    expect(namesThere('note')).toHaveLength(before.notes + 1);
    for (const kind of ['audit', 'note', 'record-part', 'session', 'document', 'provenance']) {
      const names = namesThere(kind);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(namesThere('session').toSorted()).toEqual(['o-1', 's-1', 's-2', 's-3']);

    await sends(server, otherFolder, other, 'station-2');
    expect(listedIn(otherFolder, other)).toEqual([
      ['s-3', null],
      ['o-1', null],
      ['s-2', 'whole'],
      ['s-1', 'later'],
    ]);
    expect([...(readReplica(otherFolder, 'station-1')?.events('s-2') ?? [])]).toEqual(
      lost.filter(({ sessionId }) => sessionId === 's-2'),
    );
    // The workstation itself has what it lost again, as that.
    expect(listedIn(folder, again)).toEqual([
      ['s-3', null],
      ['o-1', null],
      ['s-2', 'whole'],
      ['s-1', null],
    ]);
  });
});
