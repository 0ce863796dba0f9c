import { describe, expect, it } from 'vitest';
import type { OutcomeWish } from '../../../shared/outcomes/decide';
import type { InstrumentId } from '../../../shared/outcomes/instrument';
import { WORKSTATION } from '../../../shared/session/events';
import { replay } from '../../../shared/session/evolve';
import { epochMs } from '../../../shared/time/clock';
import { phqOf } from '../../shared/outcomes/kit';
import { alder, order } from '../store/samples';
import { answersOf, desk, kept, PASSWORD, PIN } from './desk';

const { patientId } = alder;
const done = { kind: 'done' };
const refused = (words: RegExp) => ({ kind: 'refused', reasons: [expect.stringMatching(words)] });
const assessed = { assessment: 'no plan', action: 'talked', told: 'wife', plan: 'sees us tomorrow' };
const physician = { personId: 'physician', pin: PIN };
const bea = { ...alder, patientId: 'pt-bea', name: 'TEST, Bea', mrn: 'TEST-0991' };

async function nurseAt(setup = desk()) {
  await setup.enter('nurse', 'password', PASSWORD);
  const now = () => setup.room.run.life.clock.now().at;
  const wish = (instrument: InstrumentId, answers: (number | null)[], more: Partial<OutcomeWish> = {}) => ({
    ...{ patientId, instrument, answers, answeredAt: now(), basis: { kind: 'follow-up' as const } },
    ...more,
  });
  return { ...setup, now, wish };
}

describe('an outcome outside a session', () => {
  it('is kept by patient, complete or not, and read back by the index', async () => {
    const { answers, store, now, wish } = await nurseAt();
    store.addPatient(bea, now());
    expect(await answers.recordOutcome(wish('NRS', [7]))).toEqual({ kind: 'done', risk: null });
    const early = epochMs(now() - 3 * 86_400_000);
    expect(await answers.recordOutcome(wish('BPI', [6.43], { answeredAt: early }))).toMatchObject(done);
    expect(await answers.recordOutcome(wish('PHQ-9', [1, ...Array(8).fill(null)]))).toMatchObject(done);
    expect(await answers.recordOutcome(wish('NRS', [2], { patientId: bea.patientId }))).toMatchObject(done);
    const { outcomes, sessions, risk } = await answers.outcomes({ patientId });
    expect(outcomes.map(({ instrument, score }) => [instrument, score])).toEqual([
      ['NRS', 7],
      ['BPI', 6.43],
      ['PHQ-9', null],
    ]);
    // Both times stand: when it was answered and when it was written down.
    expect(outcomes[1]).toMatchObject({ answeredAt: early, recordedAt: now(), by: { personId: 'nurse' } });
    expect([sessions, risk]).toEqual([[], []]);
    expect((await answers.outcomes({ patientId: bea.patientId })).outcomes).toHaveLength(1);
  });

  it('is refused in words when it can not be, and then nothing is kept', async () => {
    const { answers, now, wish, room } = await nurseAt();
    expect(await answers.recordOutcome(wish('NRS', [11]))).toEqual(refused(/is answered with 0 to 10/));
    expect(await answers.recordOutcome(wish('NRS', [null]))).toEqual(refused(/nothing is answered/));
    expect(await answers.recordOutcome(wish('NRS', [3], { patientId: 'nobody' }))).toEqual(
      refused(/not in the list/),
    );
    const future = { answeredAt: epochMs(now() + 3_600_000) };
    expect(await answers.recordOutcome(wish('NRS', [3], future))).toEqual(refused(/in the future/));
    room.disk = 'full';
    expect(await answers.recordOutcome(wish('NRS', [3]))).toEqual(refused(/not being kept/));
    room.disk = null;
  });

  it('is corrected and withdrawn by further facts with a reason; what was stays (SR-150)', async () => {
    const { answers, room, now, wish } = await nurseAt();
    await answers.recordOutcome(wish('NRS', [7]));
    const outcomeId = (await answers.outcomes({ patientId })).outcomes[0]?.outcomeId ?? '';
    const correction = { patientId, outcomeId, answers: [4], answeredAt: now(), reason: 'read wrongly' };
    expect(await answers.correctOutcome({ ...correction, reason: ' ' })).toEqual(refused(/Type why/));
    expect(await answers.correctOutcome({ ...correction, answers: [7] })).toEqual(
      refused(/Nothing is different/),
    );
    expect(await answers.correctOutcome({ ...correction, patientId: 'pt-other' })).toEqual(
      refused(/no such entry/),
    );
    expect(await answers.correctOutcome(correction)).toMatchObject(done);
    const [corrected] = (await answers.outcomes({ patientId })).outcomes;
    expect(corrected).toMatchObject({
      score: 4,
      earlier: [{ score: 7, reason: 'read wrongly', by: { personId: 'nurse' } }],
    });
    expect(await answers.withdrawOutcome({ patientId, outcomeId, reason: 'another patient' })).toMatchObject(
      done,
    );
    expect((await answers.outcomes({ patientId })).outcomes[0]?.withdrawn?.reason).toBe('another patient');
    expect(await answers.correctOutcome(correction)).toEqual(refused(/was withdrawn/));
    expect(kept(room, 'outcome.recorded')[0]?.body.score).toBe(7);
  });

  it('is for those who chart, and read by those who review (SR-188)', async () => {
    const { answers, enter, wish } = await nurseAt();
    await answers.signOut({});
    expect(await answers.recordOutcome(wish('NRS', [7]))).toEqual(refused(/Nobody is signed in/));
    expect(() => answers.outcomes({ patientId })).toThrow(/Locked/);
    await enter('pharmacist', 'password', PASSWORD);
    expect(await answers.recordOutcome(wish('NRS', [7]))).toEqual(refused(/role of pharmacist/));
    expect(await answers.outcomes({ patientId })).toMatchObject({ outcomes: [] });
    await enter('administrator', 'password', PASSWORD);
    expect(() => answers.outcomes({ patientId })).toThrow(/role of administrator/);
    expect(() => answers.openRisks({})).toThrow(/role of administrator/);
  });
});

describe('a suicide risk outside a session (SR-089)', () => {
  it('stays open, for everybody to see, over a restart, until a physician’s own PIN closes it', async () => {
    const setup = await nurseAt();
    const { answers, wish, room } = setup;
    const answer = await answers.recordOutcome(wish('PHQ-9', phqOf(9, 1)));
    expect(answer).toEqual({ kind: 'done', risk: 'PHQ-9 item 9 answered 1, several days' });
    const open = [{ patient: { patientId }, risk: [{ words: 'PHQ-9 item 9 answered 1, several days' }] }];
    expect(await answers.openRisks({})).toMatchObject(open);
    // A correction to zero is no physician.
    const outcomeId = (await answers.outcomes({ patientId })).outcomes[0]?.outcomeId ?? '';
    const zero = { patientId, outcomeId, answers: phqOf(8), answeredAt: setup.now(), reason: 'mistyped' };
    expect(await answers.correctOutcome(zero)).toMatchObject(done);
    expect(await answers.openRisks({})).toMatchObject(open);
    room.kill();
    room.start();
    const again = answersOf(room);
    await again.enter('nurse', 'password', PASSWORD);
    expect(await again.answers.openRisks({})).toMatchObject(open);
    const assess = (personId: string, pin: string) =>
      again.answers.assessPatientRisk({ patientId, ...assessed, physician: { personId, pin } });
    expect(await assess('physician', '0000')).toEqual(refused(/PIN does not match/));
    expect(await assess('nurse', PIN)).toEqual(refused(/is a nurse. A physician/));
    expect(await again.answers.openRisks({})).toMatchObject(open);
    expect(await assess('physician', PIN)).toEqual(done);
    expect(await again.answers.openRisks({})).toEqual([]);
    expect(await assess('physician', PIN)).toEqual(refused(/No suicide risk is open/));
    expect(await again.answers.outcomes({ patientId })).toMatchObject({
      risk: [],
      assessed: { told: 'wife' },
    });
  });

  it('opens by a spoken word too', async () => {
    const { answers } = await nurseAt();
    expect(await answers.reportPatientRisk({ patientId, words: 'spoke of it on the telephone' })).toEqual(
      done,
    );
    expect(await answers.openRisks({})).toMatchObject([
      { risk: [{ words: 'spoke of it on the telephone' }] },
    ]);
  });

  it('that is open at another workstation is shown, held in the next session and answered here by its name', async () => {
    const { answers, room } = await nurseAt();
    const words = 'spoke of it, open since 11 Mar 2026 at Room 1';
    const from = 'room-1/812';
    room.riskElsewhere = [
      { words, by: { personId: 'n', name: 'N. There', role: 'nurse' }, at: epochMs(1), from },
    ];
    expect(await answers.openRisks({})).toMatchObject([
      { patient: { patientId }, risk: [{ words, from }], answered: null },
    ]);
    expect(await answers.outcomes({ patientId })).toMatchObject({ risk: [{ from }] });
    expect(await answers.assessPatientRisk({ patientId, ...assessed, physician })).toEqual(done);
    expect(kept(room, 'risk.reported')).toMatchObject([
      { sessionId: WORKSTATION, body: { patientId, from } },
    ]);
    expect(kept(room, 'risk.assessed')).toMatchObject([
      { body: { patientId, by: { personId: 'physician' } } },
    ]);

    await room.ready();
    room.run.submit({ kind: 'open-session', orderId: order.orderId });
    expect(room.run.state().session?.recovery.risk).toMatchObject([{ words }]);
    expect(kept(room, 'risk.reported').at(-1)).toMatchObject({
      sessionId: room.run.state().session?.sessionId,
      body: { patientId, from, by: { name: 'N. There' } },
    });
  });

  it('goes with the patient into the next session and holds its end', async () => {
    const { answers, wish, room } = await nurseAt();
    await answers.recordOutcome(wish('MADRS', [30, 4]));
    await room.ready();
    room.run.submit({ kind: 'open-session', orderId: order.orderId });
    const { session } = room.run.state();
    expect(session?.recovery.risk).toMatchObject([
      { words: expect.stringMatching(/^MADRS item 10 at 4 of 6, open since /) },
    ]);
    expect(room.run.submit({ kind: 'close-session' })).toEqual(refused(/Suicide risk is open/));
    expect(await answers.assessPatientRisk({ patientId, ...assessed, physician })).toEqual(done);
    expect(room.run.state().session?.recovery.risk).toEqual([]);
    expect(await answers.openRisks({})).toEqual([]);
    // The session's log reads alone.
    expect(room.replayed(session?.sessionId ?? '').session?.recovery).toEqual(
      room.run.state().session?.recovery,
    );
  });

  it('of another patient leaves the session that is open here as it is', async () => {
    const { answers, store, wish, room, now } = await nurseAt();
    store.addPatient(bea, now());
    await room.ready();
    room.run.submit({ kind: 'open-session', orderId: order.orderId });
    const before = room.run.state().session?.recovery;
    expect(
      await answers.recordOutcome(wish('PHQ-9', phqOf(9, 2), { patientId: bea.patientId })),
    ).toMatchObject(done);
    expect(room.run.state().session?.recovery).toEqual(before);
    expect(kept(room, 'outcome.recorded').map(({ sessionId }) => sessionId)).toEqual([WORKSTATION]);
    expect(await answers.recordOutcome(wish('PHQ-9', phqOf(9, 2)))).toMatchObject(done);
    expect(kept(room, 'outcome.recorded')[1]?.sessionId).toBe(room.run.state().session?.sessionId);
    expect(room.run.state().session?.recovery.risk).toHaveLength(1);
  });
});

describe('the screen in the patient’s hands', () => {
  const basis = { kind: 'follow-up' as const };
  const turn = { patientId, instruments: ['NRS', 'PHQ-9'] as InstrumentId[], basis };

  it('leaves nobody signed in, shuts every door but a staff PIN, and keeps each answer at once', async () => {
    const { answers, operator, controller, room, enter } = await nurseAt();
    expect(await answers.turnScreen(turn)).toEqual(done);
    expect(operator()).toBeNull();
    const turnId = controller.state().turned?.turnId ?? '';
    for (const closed of [
      await enter('nurse', 'pin', PIN),
      await answers.signInByBadge({ badge: '0012345678' }),
      await answers.breakGlass({ name: 'N. Night', reason: 'wants out' }),
    ])
      expect(closed).toEqual(refused(/The screen is with the patient/));
    for (const ask of [
      () => answers.patients({}),
      () => answers.planned({}),
      () => answers.outcomes({ patientId }),
    ])
      expect(ask).toThrow(/Locked/);
    const say = (instrument: InstrumentId, question: number, answer: number | null) =>
      answers.answerTurned({ turnId, instrument, question, answer });
    expect(await say('NRS', 0, 6)).toEqual(done);
    expect(await say('NRS', 0, 11)).toEqual(refused(/0 to 10/));
    expect(await say('GAD-7', 0, 1)).toEqual(refused(/not asked for/));
    expect(await say('PHQ-9', 8, 2)).toEqual(done);
    // The program dies in the middle: the screen comes back as the patient's, with the answers.
    room.kill();
    room.start();
    const again = answersOf(room);
    expect(again.controller.state().turned).toMatchObject({ turnId, answers: { NRS: [6] } });
    expect(await again.answers.takeScreenBack({ personId: 'nurse', pin: '0000' })).toEqual(
      refused(/PIN does not match/),
    );
    const back = await again.answers.takeScreenBack({ personId: 'nurse', pin: PIN });
    expect(back).toEqual({
      kind: 'done',
      patientId,
      risk: ['PHQ-9 item 9 answered 2, more than half the days'],
    });
    expect(again.controller.state().turned).toBeNull();
    expect(await again.answers.takeScreenBack({ personId: 'nurse', pin: PIN })).toEqual(
      refused(/not with a patient/),
    );
    // After the restart the password of the day is due: the PIN alone signs nobody in.
    expect(again.operator()).toBeNull();
    await again.enter('nurse', 'password', PASSWORD);
    const { outcomes } = await again.answers.outcomes({ patientId });
    expect(outcomes).toMatchObject([
      { instrument: 'NRS', score: 6, filledBy: 'patient', handedBy: { personId: 'nurse' } },
      { instrument: 'PHQ-9', score: null, filledBy: 'patient' },
    ]);
    expect(await again.answers.openRisks({})).toHaveLength(1);
  });

  it('comes back with the staff signed in, and makes nothing of a form without answers', async () => {
    const { answers, operator } = await nurseAt();
    await answers.turnScreen(turn);
    expect(await answers.takeScreenBack({ personId: 'nurse', pin: PIN })).toMatchObject({
      kind: 'done',
      risk: [],
    });
    expect(operator()?.personId).toBe('nurse');
    expect((await answers.outcomes({ patientId })).outcomes).toEqual([]);
  });

  it('is not given for wording that is not free, nor by those who can not take it back', async () => {
    const { answers, enter, operator } = await nurseAt();
    expect(await answers.turnScreen({ ...turn, instruments: ['MADRS'] })).toEqual(
      refused(/the wording is the clinic’s/),
    );
    await enter('pharmacist', 'password', PASSWORD);
    expect(await answers.turnScreen(turn)).toEqual(refused(/role of pharmacist/));
    expect(operator()?.personId).toBe('pharmacist');
  });

  it('is given before the start, to the patient of the session alone, and a stop works meanwhile', async () => {
    const { answers, room, store, now } = await nurseAt();
    store.addPatient(bea, now());
    await room.prepared();
    expect(await answers.turnScreen({ ...turn, patientId: bea.patientId })).toEqual(refused(/is open here/));
    expect(await answers.turnScreen(turn)).toEqual(done);
    expect(room.run.submit({ kind: 'pause-infusion' })).toMatchObject({ kind: 'accepted' });
    const turnId = room.run.state().turned?.turnId ?? '';
    await answers.answerTurned({ turnId, instrument: 'NRS', question: 0, answer: 3 });
    // In the session's log, and no entry of the chart.
    expect(replay(room.run.store.events(room.run.state().session?.sessionId ?? '')).turned?.turnId).toBe(
      turnId,
    );
  });

  it('stays with the staff during an infusion', async () => {
    const { answers, room } = await nurseAt();
    await room.infusing();
    expect(await answers.turnScreen(turn)).toEqual(refused(/stays with the staff: not during an infusion/));
  });
});
