import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { allPlaces } from '../../../electron/store/elsewhere/places';
import { readReplica } from '../../../electron/store/elsewhere/replica';
import { type EventDraft, WORKSTATION } from '../../../shared/session/events';
import { type FhirServer, fhirServer } from '../../fhir-server/server';
import {
  alder,
  instant,
  nurse,
  opened,
  physician,
  sessionClosed,
  sessionOpened,
  temporaryFolder,
} from '../store/samples';
import { sends } from './whole-station';

let server: FhirServer;
beforeEach(async () => {
  server ??= await fhirServer({ socket: false });
  server.clear();
});
afterAll(() => server.close());

const answers = [2, 2, 1, 3, 1, 2, 1, 1, 0];
const form = (patientId: string): EventDraft => ({
  type: 'outcome.recorded',
  body: {
    ...{ outcomeId: `form-${patientId}`, patientId, instrument: 'PHQ-9', instrumentVersion: 1, answers },
    ...{ score: 13, answeredAt: instant(0).at, risk: null, basis: { kind: 'follow-up' }, filledBy: 'staff' },
    ...{ by: nurse, handedBy: null },
  },
});
const corrected = (patientId: string): EventDraft => ({
  type: 'outcome.corrected',
  body: {
    ...{ outcomeId: `form-${patientId}`, patientId, by: physician, reason: 'misread', risk: null },
    old: { answers, score: 13, answeredAt: instant(0).at },
    ...{ answers: [1, ...answers.slice(1)], score: 12, answeredAt: instant(0).at },
  },
});

describe('forms that were filled in outside a session at another workstation', () => {
  it('come with who they are about, are put right from there alone, and never stand for a namesake', async () => {
    const [deskFolder, roomFolder] = [temporaryFolder(), temporaryFolder()];
    const desk = opened({ folder: deskFolder });
    const alderThere = { ...alder, patientId: 'alder-at-the-desk' };
    desk.addPatient(alderThere, instant(0).at);
    desk.append(WORKSTATION, 'run-1', instant(1), [form(alderThere.patientId)]);
    await sends(server, deskFolder, desk, 'desk');

    const room = opened({ folder: roomFolder });
    room.append('s-1', 'run-1', instant(2), [sessionOpened(), sessionClosed()]);
    const namesake = { ...alder, patientId: 'namesake', birthDate: '1950-01-01' };
    const other = opened({ folder: temporaryFolder() });
    other.addPatient(namesake, instant(0).at);
    await sends(server, roomFolder, room, 'room');
    const read = (name: string) => readReplica(roomFolder, name);
    const forms = (here = room, of = alder.patientId) => {
      const places = allPlaces({ here, folder: roomFolder, open: read });
      places.look();
      const found = places.formsOf(of);
      places.close();
      return found;
    };
    expect(forms()).toMatchObject([
      { instrument: 'PHQ-9', score: 13, sessionId: null, place: { stationId: 'desk' }, earlier: [] },
    ]);
    // Sealed as the rest: what the desk wrote stands here byte for byte.
    const [entry] = [...desk.outcomeEvents(alderThere.patientId)];
    expect(read('desk')?.outcomeEvents(alderThere.patientId)).toEqual([entry]);
    expect(forms(other, 'namesake')).toEqual([]);

    desk.append(WORKSTATION, 'run-1', instant(3), [corrected(alderThere.patientId)]);
    await sends(server, deskFolder, desk, 'desk');
    await sends(server, roomFolder, room, 'room');
    expect(forms()).toMatchObject([{ score: 12, earlier: [{ score: 13, reason: 'misread' }] }]);
    expect(room.outcomeEvents(alder.patientId)).toEqual([]);
  });
});
