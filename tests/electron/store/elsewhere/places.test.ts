import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allPlaces } from '../../../../electron/store/elsewhere/places';
import { openReplica, readReplica } from '../../../../electron/store/elsewhere/replica';
import { readKey } from '../../../../electron/store/key';
import type { Store } from '../../../../electron/store/store';
import type { SessionQuery } from '../../../../shared/finding/query';
import { durationMs } from '../../../../shared/time/clock';
import { infuse } from '../infused';
import { alder, instant, opened, order, sessionClosed, sessionOpened, temporaryFolder } from '../samples';

const everything: SessionQuery = {
  ...{ search: '', marks: [], patientId: null, from: null, to: null, after: null, limit: 50 },
};
const HOUR_MS = 3_600_000;

/** A session of a patient, without an infusion. */
function visit(store: Store, sessionId: string, hour: number, patient: typeof alder): void {
  const opening = sessionOpened({ patient, order: { ...order, patientId: patient.patientId } });
  store.append(sessionId, 'run-1', instant(hour * HOUR_MS), [opening, sessionClosed()]);
}

/** What another workstation knows of a session is put into the replica of it here. */
function bring(from: Store, stationId: string, into: string, sessionIds: readonly string[]): void {
  const key = readKey(path.join(into, 'record.key'));
  if (key === null) throw new Error('no key');
  const replica = openReplica(into, key, stationId);
  for (const sessionId of sessionIds) {
    const seqs = [...from.events(sessionId)].map(({ seq }) => seq);
    const [fromSeq, toSeq] = [seqs[0] ?? 0, seqs.at(-1) ?? 0];
    expect(replica.putIn(from.part({ stationId, room: 'of its own', sessionId, fromSeq, toSeq })).kind).toBe(
      'kept',
    );
  }
  replica.close();
}

/** This workstation and another one, where the same patient has another number of the program's own. */
function twoRooms() {
  const folder = temporaryFolder();
  const here = opened({ folder });
  const there = opened({ folder: temporaryFolder() });
  const alderThere = { ...alder, patientId: 'alder-there' };
  const namesake = {
    ...alder,
    patientId: 'another',
    name: 'TEST, Namesake',
    birthDate: '1950-01-01',
    mrn: 'M-77',
  };
  visit(here, 'here-1', 1, alder);
  visit(there, 'there-2', 2, alderThere);
  visit(here, 'here-3', 3, alder);
  visit(here, 'here-4', 4, { ...alder, patientId: 'elder-here', name: 'TEST, Elder', mrn: 'M-77' });
  visit(there, 'there-5', 5, namesake);
  bring(there, 'station-b', folder, ['there-2', 'there-5']);
  const places = allPlaces({ here, folder, open: (stationId) => readReplica(folder, stationId) });
  places.look();
  return { folder, here, there, places };
}

const ids = (sessions: readonly { sessionId: string }[]) => sessions.map(({ sessionId }) => sessionId);

describe('the records of several rooms', () => {
  it('are one list, the latest first, and say which session is of another workstation', () => {
    const { places } = twoRooms();
    const { sessions, after, total } = places.findSessions(everything);
    expect(ids(sessions)).toEqual(['there-5', 'here-4', 'here-3', 'there-2', 'here-1']);
    expect([after, total]).toEqual([null, 5]);
    expect(sessions.map(({ place }) => place?.stationId ?? 'here')).toEqual([
      ...['station-b', 'here', 'here', 'station-b', 'here'],
    ]);
    const first = places.findSessions({ ...everything, limit: 2 });
    const second = places.findSessions({ ...everything, limit: 2, after: first.after });
    expect([...ids(first.sessions), ...ids(second.sessions)]).toEqual(ids(sessions).slice(0, 4));
  });

  it('give a patient’s whole course, by number and day of birth, from whichever side it is asked', () => {
    const { places } = twoRooms();
    for (const patientId of [alder.patientId, 'alder-there']) {
      expect(ids(places.courseOf(patientId))).toEqual(['here-1', 'there-2', 'here-3']);
      expect(ids(places.findSessions({ ...everything, patientId }).sessions)).toEqual([
        ...['here-3', 'there-2', 'here-1'],
      ]);
      expect(places.doubtful(patientId)).toEqual([]);
    }
    const { patients } = places.findPatients({ search: '', toReview: false, after: null, limit: 10 });
    expect(patients.filter(({ mrn }) => mrn === alder.mrn)).toMatchObject([{ sessions: 3, toReview: 3 }]);
  });

  it('never take two people of one number for one, and say so', () => {
    const { places } = twoRooms();
    expect(ids(places.courseOf('elder-here'))).toEqual(['here-4']);
    expect(places.doubtful('elder-here')).toMatchObject([{ stationId: 'station-b' }]);
    expect(ids(places.courseOf('another'))).toEqual(['there-5']);
  });

  it('tell what was given elsewhere to whoever predicts what is left of it', () => {
    const { folder, here, places } = twoRooms();
    const third = opened({ folder: temporaryFolder() });
    infuse(third, 'there-given', 6 * HOUR_MS);
    bring(third, 'station-c', folder, ['there-given']);
    places.look();
    const asked = [alder.patientId, instant(20 * HOUR_MS).at, durationMs(48 * HOUR_MS)] as const;
    const [given] = third.earlierDoses(...asked);
    expect(given?.dose?.length).toBeGreaterThan(0);
    expect(here.earlierDoses(...asked).flatMap(({ dose }) => dose ?? [])).toEqual([]);
    expect(places.earlierDoses(...asked)).toContainEqual(given);
    expect(ids(places.latestGiven(alder.patientId, order.drug, 3))).toEqual(['there-given']);
  });

  it('go on as one’s own where a replica can not be read', () => {
    const { folder, here } = twoRooms();
    writeFileSync(path.join(folder, 'rooms', 'station-x.db'), 'no record');
    const places = allPlaces({ here, folder, open: (stationId) => readReplica(folder, stationId) });
    places.look();
    expect(places.findSessions(everything).sessions).toHaveLength(5);
    expect(places.of('there-2')).toMatchObject({ place: { stationId: 'station-b' } });
    expect(places.of('nowhere')).toBeNull();
  });
});
