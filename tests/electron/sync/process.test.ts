import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FromSync, ToSync } from '../../../electron/sync/messages';
import type { SyncSetting } from '../../../shared/sync/setting';
import type { SyncStatus } from '../../../shared/sync/status';
import { fhirServer } from '../../fhir-server/server';
import { seedRecord } from '../../seed/seed-record';
import { bundled } from '../store/program';
import { alder, instant, nurse, opened, temporaryFolder } from '../store/samples';

let program: Awaited<ReturnType<typeof bundled>>;
beforeAll(async () => {
  program = await bundled('electron/sync/sync-process.ts');
}, 300_000);
afterAll(() => program.remove());

type On = Extract<SyncStatus, { kind: 'on' }>;

/** The process as Electron starts it, with its port in the place of the main process. */
function started(said: FromSync[]): { say: (message: ToSync) => void; child: ChildProcess } {
  const child = fork(program.file, [], {
    execArgv: ['-r', path.resolve('tests/electron/sync/parent-port.cjs')],
  });
  child.on('message', (received) => {
    const message = received as FromSync;
    if (message.kind !== 'arrived') said.push(message);
    // What came from the server is the console's own here: it is known already.
    else
      child.send({
        ...{ kind: 'kept', ask: message.ask },
        answer: Array.isArray(message.body) ? message.body.map(() => ({ kind: 'passed' })) : null,
      });
  });
  return { child, say: (message) => void child.send(message) };
}

const until = (child: ChildProcess, said: FromSync[], holds: (status: On) => boolean): Promise<On> =>
  new Promise((resolve, reject) => {
    const look = () => {
      const last = said.at(-1);
      if (last?.kind === 'failed') reject(new Error(last.words));
      if (last?.kind === 'status' && last.status.kind === 'on' && holds(last.status)) resolve(last.status);
    };
    child.on('message', look);
    child.on('exit', (code) =>
      reject(new Error(`the process ended with ${code}: ${JSON.stringify(said.at(-1))}`)),
    );
    look();
  });

it('the process brings a whole record to a server beside the one that writes it, and what is written next', async () => {
  const folder = temporaryFolder();
  const store = opened({ folder });
  const { sessionIds } = seedRecord(store, { sessions: 1, detail: 0.1, seed: 11 });
  const server = await fhirServer({ validation: 'off' });
  const setting: SyncSetting = {
    ...{ baseUrl: server.url, profile: 'portable', systemBase: 'https://clinic.example/id' },
    ...{ mrnSystem: 'https://clinic.example/mrn', mayCreatePatients: true, stationId: 'station-1' },
    ...{ client: null, authorityPem: null, pinnedKeys: [], alarmAfterHours: 24, orderFreshHours: 24 },
  };
  const said: FromSync[] = [];
  const { child, say } = started(said);
  say({ kind: 'start', start: { folder, setting, privateKey: null, simulation: true } });
  const done = await until(
    child,
    said,
    (status) =>
      status.link.kind === 'online' && status.waiting === status.parked.length && status.lastSentAt !== null,
  );
  expect(done.parked).toEqual([]);
  expect(server.records.all('Encounter').map(({ status }) => status)).toEqual(['finished']);
  expect(server.records.count('MedicationAdministration')).toBeGreaterThan(1);

  const patients = server.records.count('Patient');
  store.addPatient({ ...alder, patientId: 'pt-new', mrn: 'TEST-0999' }, instant().at);
  store.append(sessionIds[0] ?? '', 'run-2', instant(), [
    { type: 'review.commented', body: { by: nurse, text: 'said later' } },
  ]);
  const before = done.lastSentAt ?? 0;
  say({ kind: 'kick' });
  await until(child, said, (status) => status.waiting === 0 && (status.lastSentAt ?? 0) > before);
  expect(server.records.count('Patient')).toBe(patients + 1);
  const ended = new Promise((resolve) => child.on('exit', resolve));
  say({ kind: 'close' });
  expect(await ended).toBe(0);
  await server.close();
}, 300_000);
