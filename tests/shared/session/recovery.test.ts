import { describe, expect, test } from 'vitest';
import { decideRecord } from '../../../shared/outcomes/decide';
import type { InstrumentId } from '../../../shared/outcomes/instrument';
import { stillMissing } from '../../../shared/recovery/gate';
import type { EventBody, LoggedEvent } from '../../../shared/session/events';
import { replay } from '../../../shared/session/evolve';
import type { Intent } from '../../../shared/session/intents';
import { dischargeOf } from '../../../shared/session/recovery/discharge';
import { signatureBroken } from '../../../shared/session/recovery/signature';
import type { Session } from '../../../shared/session/state';
import { letGo, signer } from '../discharge';
import {
  end,
  infusingAt,
  infusingRoom,
  nurse,
  onHold,
  pharmacist,
  type Room,
  readyRoom,
} from '../session-kit';

const close: Intent = { kind: 'close-session' };
const sign: Intent = { kind: 'sign-discharge' };
const report: Intent = { kind: 'report-risk', words: 'the patient spoke of suicide' };
const assess: Intent = {
  kind: 'assess-risk',
  assessment: 'no plan',
  action: 'talked',
  told: 'wife',
  plan: 'clinic',
};
const override = (...gates: Extract<Intent, { kind: 'override-gates' }>['gates']): Intent => ({
  kind: 'override-gates',
  gates,
  reason: 'to the ward',
});

/** Stopped, proven, 0.013 mL given. */
const recoveryRoom = (): Room => infusingRoom().must(end).pass(50).answered().pass(950).pump(onHold(0.013));
const missing = (room: Room) =>
  stillMissing(dischargeOf(room.session, room.now.mono)).map(({ gate }) => gate);

/** A form as the main process writes it into the session's log. */
function answered(room: Room, instrument: InstrumentId, answers: (number | null)[]): Room {
  const decision = decideRecord(
    {
      ...{ patientId: room.session.patient.patientId, instrument, answers, answeredAt: room.now.at },
      basis: { kind: 'after-session', sessionNumber: 1 },
    },
    {
      ...{
        by: nurse,
        at: room.now.at,
        levels: room.session.policy.recovery.risk,
        outcomeId: `o-${instrument}`,
      },
      ...{ filledBy: 'staff', handedBy: null },
    },
  );
  if (decision.kind === 'refused' || decision.draft.type !== 'outcome.recorded') throw new Error('refused');
  return room.hear('outcome.recorded', decision.draft.body);
}

/** Everything a nurse can do for the gate, and the physician for what needs a monitor. */
function allDone(room: Room): Room {
  room.pass(31 * 60_000).pump(onHold(0.013));
  room.must({ kind: 'record-recovery-score', score: { scale: 'Aldrete', points: [2, 2, 2, 2, 2] } });
  for (const gate of ['alert-oriented', 'dissociation', 'iv-removed', 'escort', 'advice'] as const) {
    room.must({ kind: 'record-recovery-item', gate, standing: 'met', evidence: 'seen' });
  }
  return room.must(override('stable-vitals', 'nausea'), { witness: signer });
}

describe('nobody leaves before every gate is met (SR-088)', () => {
  test('closing is blocked and names what is missing; the stop is not', () => {
    const room = recoveryRoom();
    expect(room.against(close)).toEqual([
      '10 open: minimum stay, recovery score, stable vital signs, alert and oriented, nausea minimal, dissociation resolved, IV removed, site checked, adult to take home, advice given, physician sign-off',
    ]);
    expect(room.against({ kind: 'pause-infusion' })).toEqual([]);
  });

  test('each thing done takes its gate away, the signature the last, and then it closes', () => {
    const room = allDone(recoveryRoom());
    expect(missing(room)).toEqual(['sign-off']);
    expect(room.against(close)).toEqual(['1 open: physician sign-off']);
    room.must(sign, { witness: signer });
    expect(missing(room)).toEqual([]);
    room.must(close);
    expect(room.log.findLast(({ type }) => type === 'session.closed')?.body).toMatchObject({
      outcome: 'completed',
    });
  });

  test('what was found not to be so opens its gate again', () => {
    const room = allDone(recoveryRoom());
    room.must({ kind: 'record-recovery-item', gate: 'escort', standing: 'not-yet', evidence: 'has left' });
    expect(missing(room)).toEqual(['escort', 'sign-off']);
    expect(room.against(sign, { witness: signer })).toEqual(['1 open: adult to take home']);
  });

  test('only a physician lets a gate go, by their own secret, and only one that is open', () => {
    const room = recoveryRoom();
    expect(room.against(override('escort'))[0]).toContain('A physician signs this with their own PIN');
    expect(room.against(override('escort'), { witness: nurse })[0]).toContain('is a nurse');
    expect(room.against(override('escort'), { witness: pharmacist })[0]).toContain('is a pharmacist');
    room.must(override('escort'), { witness: signer });
    expect(room.session.recovery.overrides.escort).toMatchObject({ by: signer, reason: 'to the ward' });
    room.must({ kind: 'record-recovery-item', gate: 'advice', standing: 'met', evidence: 'given' });
    expect(room.against(override('advice'), { witness: signer })[0]).toContain('met by now');
  });

  test('a score by another scale than the clinic’s is refused', () => {
    const score = { scale: 'PADSS' as const, points: [2, 2, 2, 2, 2] as (0 | 1 | 2)[] };
    expect(recoveryRoom().against({ kind: 'record-recovery-score', score })).toEqual([
      'This clinic scores by Aldrete.',
    ]);
  });

  test('nothing of it can be done before the infusion is over, and a second stop begins it anew', () => {
    expect(infusingRoom().against(sign, { witness: signer })).toEqual(['Only after the infusion.']);
    expect(infusingRoom().against(override('escort'), { witness: signer })).toEqual([
      'Only after the infusion.',
    ]);
    const room = allDone(recoveryRoom()).pump(infusingAt(5, 0.02));
    expect(room.session.phase).toBe('infusing');
    room.must({ kind: 'accept-pump-change' }).must(end).pass(50).answered().pass(950).pump(onHold(0.03));
    expect(missing(room)).toHaveLength(10);
  });

  test('a session that never infused is abandoned without it', () => {
    expect(readyRoom().must(close).log.at(-1)?.body).toMatchObject({ outcome: 'abandoned' });
  });
});

describe('a suicide risk is not skipped (SR-089)', () => {
  const opened: [string, (room: Room) => Room][] = [
    ['PHQ-9 item 9', (room) => answered(room, 'PHQ-9', [0, 0, 0, 0, 0, 0, 0, 0, 1])],
    ['PHQ-9 item 9 of an unfinished form', (room) => answered(room, 'PHQ-9', [...Array(8).fill(null), 1])],
    ['MADRS item 10', (room) => answered(room, 'MADRS', [30, 4])],
    ['a spoken word', (room) => room.must(report)],
    [
      'a form of an earlier version',
      (room) =>
        room.hear('questionnaire.recorded', { by: nurse, form: 'MADRS item 10', answers: [4], total: 4 }),
    ],
  ];
  test.each(opened)('%s blocks discharge and closing until a physician has recorded an action', (_, open) => {
    const room = open(allDone(recoveryRoom()));
    expect(missing(room)).toEqual(['suicide-risk', 'sign-off']);
    expect(room.against(close)[0]).toContain('Suicide risk is open');
    expect(room.against(sign, { witness: signer })).toEqual(['1 open: no open suicide risk']);
    expect(room.against(assess)[0]).toContain('A physician signs this');
    expect(room.against(assess, { witness: nurse })[0]).toContain('is a nurse');
    room.must(assess, { witness: signer });
    expect(room.log.at(-1)).toMatchObject({ type: 'risk.assessed', body: { by: signer, told: 'wife' } });
    room.must(sign, { witness: signer }).must(close);
  });

  test('answers below the levels open nothing', () => {
    const room = answered(recoveryRoom(), 'PHQ-9', [3, 3, 3, 3, 3, 3, 3, 3, 0]);
    answered(room, 'MADRS', [30, 3]);
    expect(room.session.recovery.risk).toEqual([]);
    expect(room.session.recovery.questionnaires.map(({ instrument }) => instrument)).toEqual([
      'PHQ-9',
      'MADRS',
    ]);
    expect(room.against(assess, { witness: signer })).toEqual(['No suicide risk is open.']);
  });

  test('before the start too: a session is not abandoned over it', () => {
    const room = readyRoom().must(report);
    expect(room.against(close)[0]).toContain('Suicide risk is open');
    room.must(assess, { witness: signer }).must(close);
  });

  test('it goes on over the stop and a crash', () => {
    const room = infusingRoom().must(report).must(end).pass(50).answered().pass(950).pump(onHold(0.013));
    expect(room.crash().session.recovery.risk).toHaveLength(1);
  });
});

describe('the signature', () => {
  const signedRoom = (): Room => allDone(recoveryRoom()).must(sign, { witness: signer });
  const brokenIn = (log: readonly LoggedEvent[]): string | null =>
    signatureBroken(replay(log).session as Session);
  const bodyOf = (room: Room) =>
    room.log.findLast((event) => event.type === 'discharge.signed')?.body as EventBody<'discharge.signed'>;

  test('shows printed name, role, meaning, and the totals of the log (SR-155, SR-163)', () => {
    const room = signedRoom();
    const body = bodyOf(room);
    expect(body).toMatchObject({ by: signer, meaning: 'approved' });
    const readings = room.log.flatMap((event) => (event.type === 'pump.reading' ? [event.body] : []));
    expect(body.content.volumeMl).toEqual({
      low: readings.at(-1)?.volumeInfusedMl,
      high: readings.at(-1)?.volumeInfusedMl,
    });
    expect(body.content.doseMg.high).toBeCloseTo(
      body.content.volumeMl.high * (room.session.syringe?.concentrationMgPerMl ?? Number.NaN),
      12,
    );
    expect(body.content.gates).toHaveLength(10);
  });

  test('holds while nothing is added: readings, alarms and the pump’s cable break nothing', () => {
    const room = signedRoom();
    room.wait(20_000).pump(onHold(0.013)).hear('link.silent', { device: 'monitor', lastReadingMono: null });
    expect(signatureBroken(room.session)).toBeNull();
    expect(brokenIn(room.log)).toBeNull();
  });

  test('is broken by a later entry, and by more drug; then it is signed again (SR-156)', () => {
    const room = signedRoom().must({ kind: 'record-note', text: 'vomited at the door' });
    expect(room.against(close)).toEqual(['1 open: physician sign-off']);
    expect(signatureBroken(room.session)).toBe('1 entry was added after it');
    room.must(sign, { witness: signer });
    expect(signatureBroken(room.session)).toBeNull();
    room.pump(onHold(0.02));
    expect(signatureBroken(room.session)).toBe('the given volume changed after it');
  });

  test('is broken when an entry before it is changed, removed or added, or it is moved to another session (SR-156)', () => {
    const { log } = signedRoom();
    const entry = log.findIndex((event) => event.type === 'recovery.seen');
    const changed = log.map((event, at) =>
      at === entry ? ({ ...event, body: { ...event.body, evidence: 'another' } } as LoggedEvent) : event,
    );
    const words = 'an entry before it was changed, added or removed';
    expect(brokenIn(log)).toBeNull();
    expect(brokenIn(changed)).toBe(words);
    expect(brokenIn(log.filter((_, at) => at !== entry))).toBe(words);
    expect(brokenIn(log.toSpliced(entry, 0, log[entry] as LoggedEvent))).toBe(words);
    expect(brokenIn(log.map((event) => ({ ...event, sessionId: 'another' })))).toBe(
      'it belongs to another session',
    );
    const other = log.map((event) =>
      event.type === 'discharge.signed' ? { ...event, body: { ...event.body, by: nurse } } : event,
    );
    expect(brokenIn(other)).toBe('what it stands under was changed');
  });

  test('needs the physician’s own secret at that moment (SR-157)', () => {
    const room = allDone(recoveryRoom());
    expect(room.against(sign)[0]).toContain('A physician signs this with their own PIN');
    expect(room.against(sign, { witness: nurse })[0]).toContain('A physician signs this');
    room.hear('operator.signed-in', { by: signer });
    expect(room.against(sign)[0]).toContain('with their own PIN');
    expect(letGo(room.state)).toEqual([sign]);
  });
});
