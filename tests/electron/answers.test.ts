import { describe, expect, it } from 'vitest';
import { answersFrom } from '../../electron/answers';
import { allPlaces } from '../../electron/store/elsewhere/places';
import { unpackedDetail } from '../../shared/ipc/packed-detail';
import type { WorkstationFacts } from '../../shared/ipc/standing';
import type { StaffRole } from '../../shared/record/people';
import { stateHash } from '../../shared/session/evolve';
import { clinicPolicy } from '../clinic';
import { syncParts } from './answers/sync-parts';
import { copiesIn, infusionRoom } from './session/room';
import { alder, limits } from './store/samples';

const { patientId: ____, ...newPatient } = alder;

/** A workstation with one person of each role, PIN 1234 for all. */
async function desk(roles: readonly StaffRole[] = ['nurse', 'physician', 'pharmacist', 'administrator']) {
  const room = infusionRoom();
  const { controller, store, life } = room.start();
  const submitted: number[] = [];
  const answers = answersFrom({
    controller,
    store,
    clock: life.clock,
    facts: () => ({ room: '2' }) as WorkstationFacts,
    limits: () => [limits],
    submitted: () => submitted.push(store.lastSeq()),
    policy: clinicPolicy,
    room: '2',
    templateFaults: [],
    orders: copiesIn(store),
    filling: { now: async () => undefined },
    exports: { text: (name) => name, pdf: async (name) => name },
    exportsFolder: 'exports',
    places: allPlaces({ here: store, folder: 'no-rooms', open: () => null }),
    ...syncParts(controller),
    sync: { status: () => ({ kind: 'off' }), control: () => undefined },
    makeExport: async ({ file }) => ({ kind: 'made', files: [file] }),
  });
  for (const role of roles) {
    store.addPerson({ name: `The ${role}`, role, pin: '1234', personId: role }, life.clock.now().at);
  }
  // Nobody here has a password yet, so who they are is what counts.
  const signIn = (personId: StaffRole) =>
    controller.signIn({ personId, name: `The ${personId}`, role: personId });
  return { room, answers, store, controller, signIn, submitted };
}

const done = { kind: 'done' };
const refused = (words: RegExp) => ({ kind: 'refused', reasons: [expect.stringMatching(words)] });

describe('patients', () => {
  it.each([
    ['nurse', true],
    ['physician', true],
    ['pharmacist', false],
    ['administrator', false],
    [null, false],
  ] as const)('a patient added by %s: %s', async (role, may) => {
    const { answers, signIn } = await desk();
    if (role !== null) await signIn(role);
    const patient = { ...newPatient, mrn: 'TEST-0999' };
    expect(await answers.addPatient(patient)).toEqual(may ? done : refused(/Sign in as nurse or physician/));
  });
});

describe('what the window starts from', () => {
  it('is the state, its fingerprint and the time', async () => {
    const { answers, room, controller } = await desk();
    await room.advance(3_000);
    const { state, hash, record, now } = await answers.resume({});
    expect(state).toBe(controller.state());
    expect(hash).toBe(stateHash(state));
    expect(record.kind).toBe('kept');
    expect(now).toEqual(room.clock.now());
  });

  it('is, for a session, the fold of its log, its events without readings, and its numbers', async () => {
    const { answers, room, signIn } = await desk();
    await signIn('nurse');
    const sessionId = await room.infusing();
    await room.advance(5_000);
    const detail = unpackedDetail(await answers.session({ sessionId }));
    // That it was looked at is the next entry of the workstation, and none of the session's.
    expect(detail.state).toEqual({ ...room.run.state(), seq: room.run.state().seq - 1 });
    expect(detail.events.some(({ type }) => type.endsWith('.reading'))).toBe(false);
    expect(detail.events).toEqual(await answers.events({ sessionId }));
    expect(detail.series).toEqual(await answers.series({ sessionId }));
    const given = detail.series.pump.givenHighMl.at(-1);
    expect(given).toBe(room.run.state().session?.delivered.highMl);
    await expect((async () => answers.session({ sessionId: 's-none' }))()).rejects.toThrow(
      /no session s-none/,
    );
    expect(await answers.planned({})).toMatchObject([{ state: 'open', sessionId }]);
    const wanted = {
      search: 'alder',
      marks: [],
      patientId: null,
      from: null,
      to: null,
      after: null,
      limit: 12,
    } as const;
    expect(await answers.findSessions({ ...wanted, marks: [] })).toMatchObject({
      sessions: [{ sessionId, phase: 'infusing', marks: ['open'] }],
      after: null,
    });
  });

  it('submits what is asked, and says that it came', async () => {
    const { answers, submitted } = await desk();
    const intent = { kind: 'pause-infusion' } as const;
    expect(await answers.submit({ intent, intentId: 'i', basisSeq: 0 })).toMatchObject({ kind: 'accepted' });
    expect(submitted).toHaveLength(1);
  });

  it('hands a second person on only with that person’s own secret', async () => {
    const { answers, signIn } = await desk();
    await signIn('nurse');
    const ask = (personId: string, pin: string, kind: 'pause-sound' | 'pause-infusion' = 'pause-sound') =>
      answers.submit({
        intent: { kind },
        intentId: 'i',
        basisSeq: 0,
        witness: { personId, pin },
      });
    expect(await ask('physician', '9999')).toEqual(refused(/PIN does not match/));
    expect(await ask('nobody', '1234')).toEqual(refused(/PIN does not match/));
    expect(await ask('physician', '1234')).toMatchObject({ kind: 'accepted' });
    expect(await ask('physician', '9999', 'pause-infusion')).toMatchObject({ kind: 'accepted' });
  });
});
