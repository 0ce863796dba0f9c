import { describe, expect, it } from 'vitest';
import { courseAnswers } from '../../../electron/answers/course';
import { allPlaces } from '../../../electron/store/elsewhere/places';
import type { Actor } from '../../../shared/record/people';
import type { EventDraft } from '../../../shared/session/events';
import { initialState } from '../../../shared/session/evolve';
import { clinicPolicy } from '../../clinic';
import { infuse } from '../store/infused';
import { alder, instant, opened, order, sessionClosed, temporaryFolder } from '../store/samples';

const physician: Actor = { personId: 'd1', name: 'S. Sample', role: 'physician' };
const nurse: Actor = { personId: 'n1', name: 'R. Example', role: 'nurse' };
const administrator: Actor = { personId: 'a1', name: 'A. Pattern', role: 'administrator' };
const HOUR_MS = 3_600_000;

/** The answers over a record of its own; whoever `signedIn` says is at the workstation. */
function recordRoom() {
  const store = opened({ folder: temporaryFolder() });
  if (store.patient(alder.patientId) === null) store.addPatient(alder, instant(0).at);
  const patientId = store.patients().find(({ mrn }) => mrn === alder.mrn)?.patientId ?? '';
  const noted: { draft: EventDraft; apart: boolean }[] = [];
  let operator: Actor | null = physician;
  const answers = courseAnswers({
    places: allPlaces({ here: store, folder: 'no-rooms', open: () => null }),
    policy: clinicPolicy,
    controller: {
      state: () => ({ ...initialState(), operator }),
      note: (draft, apart) => noted.push({ draft, apart: apart === 'apart' }),
    },
    filling: {
      async now(sessionIds) {
        for (const sessionId of sessionIds) for (const _part of store.fillFacts(sessionId)) await undefined;
      },
    },
  });
  const signedIn = (who: Actor | null) => {
    operator = who;
  };
  return { store, answers, noted, patientId, signedIn };
}

describe('the course of a patient', () => {
  it('gives every session with what is known of it, and writes down once who looked', async () => {
    const { store, answers, noted } = recordRoom();
    infuse(store, 's-1', 0);
    infuse(store, 's-2', HOUR_MS);
    const { patientId } = alder;
    const { patient, sessions } = await answers.course({ patientId });
    expect(patient.mrn).toBe(alder.mrn);
    expect(sessions.map(({ sessionId }) => sessionId)).toEqual(['s-1', 's-2']);
    expect(sessions[0]?.facts?.course.givenMg.high).toBeCloseTo(4, 6);
    await answers.course({ patientId });
    const body = { by: physician, sessionId: 's-2', course: true };
    expect(noted).toEqual([{ draft: { type: 'record.viewed', body }, apart: true }]);
  });

  it('leaves out what was never gathered, and gathers it when it is asked for', async () => {
    const { store, answers } = recordRoom();
    infuse(store, 's-1', 0, 6);
    // Another session between: the end of the first one was not followed from its beginning.
    infuse(store, 's-2', HOUR_MS);
    store.append('s-1', 'run-2', instant(2 * HOUR_MS), [sessionClosed('completed', 1, 1)]);
    const { sessions } = await answers.course({ patientId: alder.patientId });
    expect(sessions.map(({ facts }) => facts !== null)).toEqual([false, true]);
    const { facts } = await answers.gatherFacts({ sessionId: 's-1' });
    expect(facts?.course.givenMg.high).toBeCloseTo(2, 6);
    expect(store.facts('s-1')).toEqual(facts);
  });

  it('is for those who may review, and of patients that there are', async () => {
    const { answers, signedIn } = recordRoom();
    expect(() => answers.course({ patientId: 'nobody' })).toThrow('There is no patient nobody');
    signedIn(administrator);
    expect(() => answers.course({ patientId: alder.patientId })).toThrow(/Not for the role/);
    await expect(answers.gatherFacts({ sessionId: 's-1' })).rejects.toThrow(/Not for the role/);
    signedIn(null);
    expect(() => answers.course({ patientId: alder.patientId })).toThrow(/Sign in first/);
  });
});

describe('the rate that was tolerated, beside a new order', () => {
  const asked = { patientId: alder.patientId, drug: order.drug };

  it('says why it can not be told, and that it was shown is written down apart from any session', async () => {
    const { store, answers, noted } = recordRoom();
    infuse(store, 's-1', 0);
    const said = await answers.toleratedRate(asked);
    expect(said).toMatchObject({
      kind: 'cannot-tell',
      reasons: ['Against 0.35 mg/kg/h in session 4: paused, no reason recorded, minute 10.'],
    });
    expect(noted).toMatchObject([
      {
        draft: { type: 'tolerated-rate.shown', body: { by: physician, ...asked, offered: null } },
        apart: true,
      },
    ]);
  });

  it('writes nothing down where there was no session to speak of', async () => {
    const { store, answers, noted } = recordRoom();
    infuse(store, 's-1', 0);
    expect(await answers.toleratedRate({ ...asked, drug: 'propofol' })).toEqual({ kind: 'none-before' });
    expect(noted).toEqual([]);
  });

  it('is told to no one who writes no orders', async () => {
    const { answers, signedIn } = recordRoom();
    signedIn(nurse);
    await expect(answers.toleratedRate(asked)).rejects.toThrow(/Not for the role/);
  });
});
