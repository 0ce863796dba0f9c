import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../shared/record/people';
import type { Intent } from '../../../shared/session/intents';
import { checklistOf, openChecks } from '../../../shared/session/verification/checklist';
import { differing } from '../../../shared/session/verification/double-check';
import type { CheckedEntries } from '../../../shared/session/verification/events';
import { heldEntries } from '../../../shared/session/verification/held-entries';
import { kg, mgPerKgPerHour, mgPerMl, minutes } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import { calmBaseline, checklistSteps, doubleCheckStep, preparation } from '../preparation';
import {
  changeTo,
  idleRoom,
  monitorIdentity,
  numeric,
  nurse,
  onHold,
  openedRoom,
  orderOf,
  otherNurse,
  patient,
  pausedRoom,
  pharmacist,
  physician,
  type Room,
  readyRoom,
  resume,
  start,
  syringe,
} from '../session-kit';

const third: Actor = { personId: 'n3', name: 'Tia Third', role: 'nurse' };
const administrator: Actor = { personId: 'a1', name: 'Ada Admin', role: 'administrator' };
const load: Intent = { kind: 'load-syringe', syringe };

/** Everything done but the lines named. */
function readyBut(...left: string[]): Room {
  const room = openedRoom();
  for (const step of preparation(room.session, otherNurse)) {
    const check = 'check' in step.intent ? step.intent.check : step.intent.kind;
    if (!left.includes(check)) room.submit(step.intent, { witness: step.witness });
  }
  return room.pass(100).pump(onHold(0));
}

const typed = (room: Room, over: Partial<CheckedEntries> = {}): CheckedEntries => ({
  ...heldEntries(room.session),
  ...over,
});
const second = (entries: CheckedEntries, again: CheckedEntries | null = null): Intent => ({
  kind: 'double-check',
  typed: entries,
  again,
});
const only = (over: Partial<CheckedEntries>): CheckedEntries => ({
  drug: null,
  concentrationMgPerMl: null,
  dosingWeightKg: null,
  rate: null,
  ...over,
});
const lines = checklistOf({ policy: clinicPolicy, patient, openedAt: idleRoom().now.at });

describe('the list before the start (SR-009)', () => {
  const nameOf = (check: string) =>
    ({ 'patient-identity': 'identify-patient', baseline: 'take-baseline' })[check] ?? check;

  test.each(lines.map((item) => [item.check, item] as const))('%s open: no start', (check, item) => {
    const room = readyBut(nameOf(check));
    const words = new RegExp(`^1 open: ${item.words}`, 'i');
    expect(room.against(start())).toEqual([expect.stringMatching(words)]);
    expect(room.sent).toEqual([]);
  });

  test.each(lines.filter(({ override }) => override).map((item) => [item.check] as const))(
    '%s: only a physician, by their own PIN and with a reason, lets it go',
    (check) => {
      const room = readyBut(nameOf(check));
      const let_ = (reason: string): Intent => ({ kind: 'override-check', check, reason });
      expect(room.against(let_('stays overnight'))[0]).toContain('own PIN');
      expect(room.against(let_('stays overnight'), { witness: otherNurse })[0]).toContain(
        'physician decides',
      );
      expect(room.against(let_('  '), { witness: physician })[0]).toContain('reason');
      expect(room.against(start())[0]).toContain('1 open');
      room.must(let_('stays overnight'), { witness: physician });
      expect(room.session.checks[check]).toMatchObject({
        ...{ kind: 'overridden', evidence: 'stays overnight', by: nurse, physician },
        at: room.now.at,
      });
      expect(room.against(start())).toEqual([]);
    },
  );

  test.each(lines.filter(({ override }) => !override).map((item) => [item.check] as const))(
    '%s: nobody lets it go',
    (check) => {
      const room = readyBut(nameOf(check));
      const wish: Intent = { kind: 'override-check', check, reason: 'no time' };
      expect(room.against(wish, { witness: physician })[0]).toContain('has to be done');
    },
  );

  test('a done line is kept with who, when and on what', () => {
    const room = readyRoom();
    for (const { check } of lines) {
      expect(room.session.checks[check], check).toMatchObject({
        ...{ kind: 'met', by: nurse },
        ...{ at: expect.any(Number), evidence: expect.stringMatching(/\w/) },
      });
    }
  });

  test('a tick is no answer to a line that asks more', () => {
    const room = openedRoom();
    for (const item of lines.filter(({ kind }) => kind !== 'seen' && kind !== 'alarm-test')) {
      const tick: Intent = { kind: 'confirm-check', check: item.check, evidence: 'yes' };
      expect(room.against(tick)[0], item.check).toContain('more than a tick');
    }
    expect(room.against({ kind: 'confirm-check', check: 'none', evidence: 'x' })[0]).toContain(
      'not on the list',
    );
  });

  test('a yes to a contraindication, a short fast and a positive test stand in the way by name', () => {
    const room = openedRoom();
    const screen = lines.find(({ kind }) => kind === 'screen');
    const answers = (screen?.kind === 'screen' ? screen.questions : []).map(({ id }) => ({
      id,
      yes: id === 'psychosis',
    }));
    const ask = (check: string, answer: Extract<Intent, { kind: 'answer-check' }>['answer']): Intent => ({
      kind: 'answer-check',
      check,
      answer,
    });
    const some = ask('contraindications', { kind: 'screen', answers: answers.slice(1) });
    expect(room.against(some)[0]).toContain('Not asked yet');
    room.must(ask('contraindications', { kind: 'screen', answers }));
    room.must(ask('fasting', { kind: 'fasting', foodHours: 5.5, clearFluidHours: 3 }));
    room.must(ask('pregnancy', { kind: 'pregnancy', result: 'not done' }));
    const open = openChecks(room.session).join('; ');
    expect(open).toContain('contraindications asked: yes to active psychosis');
    expect(open).toContain('food 5.5 h ago, clear fluid 3 h ago; needs 6 h and 2 h');
    expect(open).toContain('pregnancy test: test not done');
    expect(room.against(ask('fasting', { kind: 'fasting', foodHours: -1, clearFluidHours: 3 }))[0]).toContain(
      '72',
    );
    expect(room.against(ask('fasting', { kind: 'pregnancy', result: 'negative' }))[0]).toContain(
      'something else',
    );
  });

  test('a pregnancy test is asked for where it is relevant, by sex and age', () => {
    const of = (over: Partial<typeof patient>) =>
      checklistOf({
        policy: clinicPolicy,
        patient: { ...patient, ...over },
        openedAt: idleRoom().now.at,
      }).some(({ kind }) => kind === 'pregnancy');
    // The session is opened on 7 Jan 2030.
    expect(of({ sex: 'female', birthDate: '1979-03-14' })).toBe(true);
    expect(of({ sex: 'unknown', birthDate: '1979-03-14' })).toBe(true);
    expect(of({ sex: 'male', birthDate: '1979-03-14' })).toBe(false);
    expect(of({ sex: 'female', birthDate: '1975-01-07' })).toBe(false);
    expect(of({ sex: 'female', birthDate: '1975-01-08' })).toBe(true);
    expect(of({ sex: 'female', birthDate: '2018-01-08' })).toBe(false);
  });
});

describe('the alarm test of the day (SR-119)', () => {
  const tick: Intent = { kind: 'confirm-check', check: 'alarm-test', evidence: 'yes' };
  test('is what the console knows, not what somebody ticks', () => {
    const room = openedRoom();
    expect(room.against(tick)).toEqual([]);
    room.hear('alarm.tested', {
      by: nurse,
      at: room.now.at,
      heard: ['high', 'low'],
      seen: ['high', 'medium', 'low'],
    });
    expect(room.against(tick)[0]).toContain('No alarm test passed here');
  });
  test('and grows old', () => {
    const room = openedRoom().wait(12 * 3_600_000 - 10_000);
    expect(room.against(tick)).toEqual([]);
    expect(room.wait(20_000).against(tick)[0]).toContain('in the last 12 h');
  });
});

describe('two identifiers (SR-001)', () => {
  const identify = (mrn: string, value: string, kind: 'birth-date' | 'name' = 'birth-date'): Intent => ({
    kind: 'identify-patient',
    mrn,
    second: { kind, value },
  });

  test('both have to be this patient’s, and what was read of another is in the log', () => {
    const room = openedRoom();
    expect(room.against(identify('0002', patient.birthDate))[0]).toContain('says 0002');
    expect(room.against(identify(patient.mrn, '1979-03-15'))[0]).toContain('1979-03-15');
    expect(room.against(identify('0002', '1979-03-15'))).toHaveLength(2);
    expect(room.against(identify(patient.mrn, patient.name, 'name'))[0]).toContain('birth date');
    room.must(identify(` ${patient.mrn} `, patient.birthDate));
    expect(room.session.checks['patient-identity']?.evidence).toContain('birth date');
  });

  test('or the name, where the clinic’s wristband carries one, however it is written', () => {
    const room = idleRoom();
    const policy = {
      ...clinicPolicy,
      verification: { ...clinicPolicy.verification, secondIdentifier: 'name' as const },
    };
    room.planned = room.planned === null ? null : { ...room.planned, policy };
    room.must({ kind: 'open-session', orderId: 'order-1' });
    expect(room.against(identify(patient.mrn, 'EXAMPLE, Ada', 'name'))).toEqual([]);
    expect(room.against(identify(patient.mrn, 'Ada Exampel', 'name'))[0]).toContain('Exampel');
  });
});

describe('baseline vital signs', () => {
  const take = (over: object = {}, insists = false): Intent => ({
    kind: 'take-baseline',
    typed: { ...calmBaseline, ...over },
    insists,
  });

  test('as many sets as the order or the clinic asks for', () => {
    const room = openedRoom();
    expect(openChecks(room.session)).toContain('baseline vital signs, set 1 of 2');
    room.must(take());
    expect(openChecks(room.session)).toContain('baseline vital signs, set 2 of 2');
    room.must(take());
    expect(room.session.checks.baseline).toMatchObject({ kind: 'met' });
    const schedule = { ...clinicPolicy.rounds.schedule, baselineSets: 1 };
    const once = openedRoom(orderOf({ observation: schedule })).must(take());
    expect(once.session.checks.baseline).toMatchObject({ kind: 'met' });
  });

  test('what can hardly be right is asked for again, and kept as read when insisted on (SR-082)', () => {
    const room = openedRoom();
    expect(room.against(take({ systolicMmHg: 78, diastolicMmHg: 124 })).join(' ')).toContain(
      'not above diastolic',
    );
    expect(room.against(take({ spo2Percent: 101 }))[0]).toContain('over 100');
    expect(room.against(take({ respirationPerMin: 0 }))[0]).toContain('under 4');
    room.must(take({ spo2Percent: 49 }, true));
    const kept = room.log.find((event) => event.type === 'baseline.taken');
    expect(kept?.body).toMatchObject({
      set: { spo2Percent: { value: 49, source: 'typed', measuredAt: room.now.at } },
      insistedOn: ['SpO₂ 49 % is under 50.'],
    });
  });

  test('outside of what the clinic starts with it stands in the way, until the next set is inside', () => {
    const room = openedRoom()
      .must(take())
      .must(take({ systolicMmHg: 184 }));
    expect(room.session.checks.baseline).toMatchObject({
      kind: 'not-met',
      evidence: 'Systolic 184 mmHg, over 180',
    });
    room.must(take());
    expect(room.session.checks.baseline).toMatchObject({ kind: 'met' });
  });

  test('off the monitor with one confirm: only when all of it is live, and each set has a pressure of its own', () => {
    const room = openedRoom();
    const off: Intent = { kind: 'take-baseline', typed: null, insists: false };
    expect(room.against(off)[0]).toContain('no Systolic, Diastolic, HR, RR, SpO₂');
    const show = (measuredAt = room.now.at) =>
      room.hear('monitor.reading', {
        numerics: [
          numeric('HR', 68),
          numeric('RR', 14),
          numeric('SpO2', 98),
          numeric('NIBP-sys', 124, { measuredAt }),
          numeric('NIBP-dia', 78, { measuredAt }),
        ],
      });
    show();
    room.must(off);
    const { manufacturer, model } = monitorIdentity();
    expect(room.session.baseline[0]?.systolicMmHg).toMatchObject({
      value: 124,
      source: `${manufacturer} ${model}`,
    });
    expect(room.against(off)[0]).toContain('pressure is still that of the set before');
    room.pass(60_000);
    expect(room.against(off)[0]).toContain('no HR, RR, SpO₂');
    show();
    room.must(off);
    expect(room.session.checks.baseline).toMatchObject({ kind: 'met' });
  });
});

describe('the second check (SR-010)', () => {
  const withSyringe = () => readyBut('double-check');

  test('no start, no resume and no new rate without it', () => {
    const room = withSyringe();
    expect(room.against(start())).toEqual(['1 open: second check']);
    const paused = pausedRoom().must(load);
    expect(paused.against(resume())[0]).toContain('second check');
    expect(paused.against(changeTo(0.2)).length).toBeGreaterThan(0);
  });

  test('by another person than the one signed in, and than the one who read the label', () => {
    const room = withSyringe();
    const right = second(typed(room));
    expect(room.against(right)[0]).toContain('own PIN');
    expect(room.against(right, { witness: nurse })[0]).toContain('signed in as the first');
    expect(room.against(right, { witness: administrator })[0]).toContain('not for the role');
    room.hear('operator.signed-in', { by: otherNurse });
    expect(room.against(right, { witness: nurse })[0]).toContain('read the syringe');
    expect(room.against(right, { witness: pharmacist })).toEqual([]);
  });

  test('agreed: who, and what was typed, in the log; then it may start', () => {
    const room = withSyringe();
    room.must(second(typed(room)), { witness: otherNurse });
    expect(room.session.doubleCheck).toMatchObject({ kind: 'agreed', second: otherNurse });
    expect(room.log.at(-1)).toMatchObject({ type: 'double-check.agreed', body: { typed: typed(room) } });
    expect(room.against(start())).toEqual([]);
  });

  const slips: [string, Partial<CheckedEntries>, string][] = [
    ['another drug', { drug: 'Midazolam' }, 'drug differs'],
    ['10 mg/mL taken for 2', { concentrationMgPerMl: mgPerMl(10) }, 'concentration differs'],
    ['two digits swapped', { dosingWeightKg: kg(7) }, 'dosing weight differs'],
    ['pounds for kilograms', { dosingWeightKg: kg(154.3) }, 'dosing weight differs'],
    ['ten times the rate', { rate: { value: 3.5, unit: 'mg/kg/h' } }, 'rate differs'],
    ['the rate in another unit', { rate: { value: 24.5, unit: 'mg/h' } }, 'rate differs'],
    ['mL/h in the field of mg/kg/h', { rate: { value: 12.25, unit: 'mg/kg/h' } }, 'rate differs'],
  ];
  test.each(slips)('%s: says which item, not the values', (_, over, words) => {
    const room = withSyringe();
    room.must(second(typed(room, over)), { witness: otherNurse });
    expect(room.against(start())).toEqual([`1 open: ${words}`]);
  });

  test('nothing may be left out', () => {
    const room = withSyringe();
    expect(room.against(second(typed(room, { dosingWeightKg: null })), { witness: otherNurse })[0]).toContain(
      'dosing weight',
    );
  });

  /** The weight typed wrong once. */
  const differs = () => {
    const room = withSyringe();
    return room.must(second(typed(room, { dosingWeightKg: kg(77) })), { witness: otherNurse });
  };
  const weight = (value: number) => only({ dosingWeightKg: kg(value) });

  test('differs once: both type that item again, and the same from both settles it', () => {
    const room = differs();
    expect(room.against(second(weight(70)), { witness: otherNurse })[0]).toContain('types it again');
    room.must(second(weight(70), weight(70)), { witness: otherNurse });
    expect(room.session.doubleCheck.kind).toBe('agreed');
  });

  test('differs twice: only a third person, or another syringe, goes on', () => {
    const room = differs().must(second(weight(77), weight(70)), { witness: otherNurse });
    expect(room.session.doubleCheck).toMatchObject({ kind: 'disputed', items: ['weight'] });
    expect(room.against(second(weight(70)), { witness: otherNurse })[0]).toContain('third person');
    expect(room.against(second(weight(70)), { witness: nurse })[0]).toContain('signed in');
    room.must(second(weight(77)), { witness: third });
    expect(room.session.doubleCheck.kind).toBe('disputed');
    room.must(second(weight(70)), { witness: { ...third, personId: 'n4' } });
    expect(room.session.doubleCheck.kind).toBe('agreed');
  });

  test('the first person’s own slip the second time keeps it open as well', () => {
    const room = differs().must(second(weight(70), weight(77)), { witness: otherNurse });
    expect(room.session.doubleCheck.kind).toBe('disputed');
    expect(room.against(start())[0]).toContain('dosing weight differs');
  });

  test('another syringe makes it void', () => {
    const room = readyRoom().must(load);
    expect(room.session.doubleCheck).toEqual({ kind: 'open' });
    expect(room.against(start())).toEqual(['1 open: second check']);
  });

  test('a start above the rate that was checked is refused; the order’s ceiling speaks for itself', () => {
    const room = readyRoom();
    expect(room.against(start(0.36))[0]).toContain('start at 0.35 mg/kg/h');
    expect(room.against(start(0.61)).join()).toContain('over the order');
    expect(room.against(start(0.3))).toEqual([]);
  });

  test('nobody else is there: a physician, by name and with a reason, where the clinic allows it', () => {
    const room = withSyringe();
    const except: Intent = { kind: 'except-double-check', reason: 'night shift, nobody else' };
    expect(room.against(except)[0]).toContain('own PIN');
    expect(room.against(except, { witness: otherNurse })[0]).toContain('physician decides');
    expect(room.against({ ...except, reason: ' ' }, { witness: physician })[0]).toContain('reason');
    room.must(except, { witness: physician });
    expect(room.session.doubleCheck).toMatchObject({ kind: 'excepted', physician });
    expect(room.against(start())).toEqual([]);
    room.must(load);
    expect(room.against(start())).toEqual(['1 open: second check']);
  });

  test('and blocked where it does not', () => {
    const room = idleRoom();
    const policy = {
      ...clinicPolicy,
      verification: { ...clinicPolicy.verification, secondCheck: 'required' as const },
    };
    room.planned = room.planned === null ? null : { ...room.planned, policy };
    room.must({ kind: 'open-session', orderId: 'order-1' }).must(load);
    const except: Intent = { kind: 'except-double-check', reason: 'night shift, nobody else' };
    expect(room.against(except, { witness: physician })[0]).toContain('nothing without a second person');
  });

  test('an exception is no way around two that differ', () => {
    const except: Intent = { kind: 'except-double-check', reason: 'never mind' };
    expect(differs().against(except, { witness: physician })[0]).toContain('settled first');
  });

  test('only the held value, or it as written, is the same', () => {
    const { session } = withSyringe();
    const items = (over: Partial<CheckedEntries>, order = session.order) =>
      differing(
        { order, syringe, resume: null },
        { ...heldEntries({ ...session, order, syringe: null }), ...over },
      );
    const ideal = orderOf({ dosingWeightKg: kg(70.465) });
    expect(items({ dosingWeightKg: kg(70.5) }, ideal)).toEqual([]);
    expect(items({ dosingWeightKg: kg(70.4) }, ideal)).toEqual(['weight']);
    expect(items({ drug: ' ketamine ' })).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (tenths) => {
        const value = kg(tenths / 10);
        expect(items({ dosingWeightKg: value })).toEqual(tenths === 700 ? [] : ['weight']);
      }),
    );
    const perHour = orderOf({
      orderedUnit: 'mg/h',
      steps: [{ fromMinute: minutes(0), rateMgPerKgPerHour: mgPerKgPerHour(24.5 / 70) }],
    });
    expect(items({ rate: { value: 24.5, unit: 'mg/h' } }, perHour)).toEqual([]);
    expect(items({ rate: { value: 24.4, unit: 'mg/h' } }, perHour)).toEqual(['rate']);
  });
});

describe('the scanner (SR-001)', () => {
  const scan = (text: string): Intent => ({ kind: 'read-scan', text });
  const labelOf = (gtin: string, expiry: string, lot = 'A7') => `]d201${gtin}17${expiry}10${lot}`;
  const [two, ten, other] = ['00200000000028', '00200000000035', '00200000000042'] as const;

  test('a wristband of somebody else is refused by name', () => {
    const room = openedRoom();
    const refused = room.submit(scan(']C00002'));
    expect(refused).toMatchObject({ kind: 'refused', reasons: [expect.stringContaining('says 0002')] });
    expect(room.session.wristband).toBeNull();
  });

  test('this patient’s wristband is half of it: the second identifier is still asked for', () => {
    const room = openedRoom().must(scan(patient.mrn));
    expect(room.session.wristband).toBe(patient.mrn);
    expect(room.session.checks['patient-identity']).toBeUndefined();
    room.must({
      ...{ kind: 'identify-patient', mrn: patient.mrn },
      second: { kind: 'birth-date', value: patient.birthDate },
    });
    expect(room.session.checks['patient-identity']?.evidence).toContain('wristband scanned');
  });

  test('a band with number and birth date is both, and both are compared', () => {
    const number = '106141412345678908';
    const room = idleRoom();
    room.planned = room.planned === null ? null : { ...room.planned, patient: { ...patient, mrn: number } };
    room.must({ kind: 'open-session', orderId: 'order-1' });
    const band = (born: string) => `]d28018${number}\u001d7250${born}`;
    expect(room.against(scan(band('19790315')))[0]).toContain('1979-03-15');
    room.must(scan(band('19790314')));
    expect(room.session.checks['patient-identity']).toMatchObject({ kind: 'met' });
  });

  test('a label loads the syringe: drug, concentration, volume, lot, expiry', () => {
    const room = openedRoom().must(scan(labelOf(two, '300107')));
    expect(room.session.syringe).toEqual({
      ...{ drug: 'ketamine', concentrationMgPerMl: 2, volumeMl: 50, lot: 'A7', expires: '2030-01-07' },
    });
    expect(room.log.at(-1)?.body).toMatchObject({ scanned: labelOf(two, '300107') });
    expect(openedRoom().must(scan('KET2-50')).session.syringe).toMatchObject({ lot: null });
  });

  test.each([
    ['wrong concentration', labelOf(ten, '300107'), /10 mg\/mL.*2 mg\/mL/],
    ['wrong drug', labelOf(other, '300107'), /midazolam/],
    ['expired yesterday', labelOf(two, '300106'), /Lot A7 expired on 2030-01-06/],
    ['expired with its month', labelOf(two, '291200'), /expired on 2029-12-31/],
    ['not in the list', labelOf('09506000134352', '300107'), /not in the clinic's list/],
    ['damaged', labelOf(two, '301301'), /expiry date is damaged.*type what stands there/],
    ['a badge', '8017106141412345678908', /badge/],
  ])('%s is refused in words, and no syringe is loaded', (_, text, words) => {
    const room = openedRoom();
    expect(room.against(scan(text)).join(' ')).toMatch(words);
    room.submit(scan(text));
    expect(room.session.syringe).toBeNull();
  });
});

describe('leaving without confirming (SR-006)', () => {
  test('opening, preparing and being refused send nothing to the pump', () => {
    const room = readyRoom();
    room.submit(start(3));
    expect(room.sent).toEqual([]);
    expect(room.session.phase).toBe('preparing');
    room.must({ kind: 'close-session' });
    expect(room.sent).toEqual([]);
  });
});

describe('one session at a time (SR-012)', () => {
  test('neither for the same patient nor for another in the same chair, in any phase', () => {
    for (const room of [openedRoom(), readyRoom(), pausedRoom()]) {
      const again: Intent = { kind: 'open-session', orderId: 'order-1' };
      expect(room.against(again)[0]).toContain('A session is open: Ada Example');
      const other = { ...patient, patientId: 'patient-2', name: 'Bea Other', mrn: '0002' };
      const order = orderOf({ orderId: 'order-2', patientId: 'patient-2' });
      const planned = room.planned === null ? null : { ...room.planned, patient: other, order };
      expect(room.against({ kind: 'open-session', orderId: 'order-2' }, { planned })[0]).toContain(
        'Ada Example',
      );
    }
  });
});

test('all of it survives a replay', () => {
  const room = readyRoom();
  const before = room.state;
  expect(room.crash().state).toEqual(before);
  expect(checklistSteps(room.session).length).toBe(lines.length + 1);
  expect(doubleCheckStep(room.session, otherNurse).witness).toBe(otherNurse);
});
