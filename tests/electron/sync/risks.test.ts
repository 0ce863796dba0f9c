import { afterAll, beforeEach, expect, it } from 'vitest';
import { takenOver } from '../../../electron/session/session-start';
import { allPlaces } from '../../../electron/store/elsewhere/places';
import { readReplica } from '../../../electron/store/elsewhere/replica';
import type { Store } from '../../../electron/store/store';
import { WORKSTATION } from '../../../shared/session/events';
import { type FhirServer, fhirServer } from '../../fhir-server/server';
import { alder, instant, nurse, opened, physician, temporaryFolder } from '../store/samples';
import { sends } from './whole-station';

let server: FhirServer;
beforeEach(async () => {
  server ??= await fhirServer({ socket: false });
  server.clear();
});
afterAll(() => server.close());

const answer = { assessment: 'no plan', action: 'talked', told: 'wife', plan: 'sees us tomorrow' };

it('a suicide risk of one workstation is open at the other until a physician answers it there, and both know (SR-089)', async () => {
  const [deskFolder, roomFolder] = [temporaryFolder(), temporaryFolder()];
  const [desk, room] = [opened({ folder: deskFolder }), opened({ folder: roomFolder })];
  const there = { ...alder, patientId: 'alder-at-the-desk' };
  desk.addPatient(there, instant(0).at);
  room.addPatient(alder, instant(0).at);
  room.addPatient({ ...alder, patientId: 'namesake', mrn: 'TEST-1' }, instant(0).at);
  const ask = <T>(
    folder: string,
    here: Store,
    own: string,
    read: (places: ReturnType<typeof allPlaces>) => T,
  ): T => {
    const places = allPlaces({ here, folder, open: (name) => readReplica(folder, name), own: () => own });
    places.look();
    try {
      return read(places);
    } finally {
      places.close();
    }
  };
  const inRoom = () => ask(roomFolder, room, 'room', (places) => places.risksElsewhere(alder.patientId));

  const [opening] = desk.append(WORKSTATION, 'run-1', instant(1), [
    {
      type: 'risk.reported',
      body: { patientId: there.patientId, by: nurse, words: 'said so on the telephone' },
    },
  ]);
  await sends(server, deskFolder, desk, 'desk');
  await sends(server, roomFolder, room, 'room');
  const [risk, ...more] = inRoom();
  expect(more).toEqual([]);
  expect(risk).toMatchObject({ from: `desk/${opening?.seq}`, by: nurse });
  expect(risk?.words).toMatch(/said so on the telephone, open since .* at workstation desk/);
  expect(ask(roomFolder, room, 'room', (places) => places.atRiskElsewhere())).toEqual([alder.patientId]);

  if (risk === undefined) throw new Error('no risk');
  room.append(WORKSTATION, 'run-1', instant(2), [
    takenOver(risk, alder.patientId),
    { type: 'risk.assessed', body: { patientId: alder.patientId, by: physician, ...answer } },
  ]);
  expect(inRoom()).toEqual([]);
  await sends(server, roomFolder, room, 'room');
  await sends(server, deskFolder, desk, 'desk');
  const answered = ask(deskFolder, desk, 'desk', (places) =>
    places.answeredElsewhere(there.patientId, opening?.seq ?? 0),
  );
  expect(answered).toMatchObject({ by: physician, at: instant(2).at, place: { stationId: 'room' } });
  // Here it stays open until a physician has looked: nothing closes it from outside.
  expect(desk.openRisks()).toHaveLength(1);
  expect(ask(deskFolder, desk, 'desk', (places) => places.risksElsewhere(there.patientId))).toEqual([]);
});
