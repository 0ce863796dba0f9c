import { describe, expect, test } from 'vitest';
import { emptyObservation, type Observation } from '../../../../shared/observation/observation';
import type { TakenValue } from '../../../../shared/observation/vital-signs';
import { replay } from '../../../../shared/session/evolve';
import { setDue } from '../../../../shared/session/rounds/schedule';
import { takeOver } from '../../../../shared/session/rounds/take-over';
import { type EpochMs, epochMs } from '../../../../shared/time/clock';
import { mg, minutes } from '../../../../shared/units/units';
import {
  changeTo,
  infusingAt,
  infusingRoom,
  numeric,
  nurse,
  onHold,
  orderOf,
  pausedRoom,
  physician,
  type Room,
  readyRoom,
  resume,
  start,
} from '../../session-kit';

const minute = 60_000;

const typed = (value: number, unit: TakenValue['unit'], over: Partial<TakenValue> = {}): TakenValue => ({
  value,
  unit,
  source: { kind: 'typed', initials: '?' },
  measuredAt: epochMs(0),
  insisted: false,
  ...over,
});

/** A whole round as of now. */
function set(room: Room, over: Partial<Observation> = {}): Observation {
  const blank = emptyObservation(room.now.at);
  return {
    ...blank,
    vitals: { ...blank.vitals, spo2Percent: typed(97, '%', { measuredAt: room.now.at }) },
    sedation: { scale: 'RASS', level: 0 },
    ...over,
  };
}
const record = (room: Room, over: Partial<Observation> = {}) =>
  room.must({ kind: 'record-observation', observation: set(room, over) });

/** Minutes pass with a pump that is heard every four seconds. */
function pass(room: Room, min: number, rate = 12.25): Room {
  let volume: number = room.session.delivered.highMl;
  for (let second = 0; second < min * 60; second += 4) {
    volume += (rate / 3600) * 4;
    room.wait(4_000).pump(rate === 0 ? onHold(room.session.delivered.highMl) : infusingAt(rate, volume));
  }
  return room;
}
const rounds = (room: Room) => room.alarms.filter((one) => one.startsWith('observation-'));

describe('a round', () => {
  test('is due after 5 min, alarms low at once and medium 5 min later, until it is done (SR-080, SR-081)', () => {
    const room = infusingRoom();
    expect(setDue(room.session, room.now.mono)).toMatchObject({ kind: 'next', sooner: 'start' });
    pass(room, 4.5);
    expect(rounds(room)).toEqual([]);
    pass(room, 1);
    expect(rounds(room)).toEqual(['observation-due:low']);
    pass(room, 5);
    expect(rounds(room)).toEqual(['observation-due:medium']);
    record(room);
    expect(rounds(room)).toEqual([]);
  });

  test('the order’s own schedule counts before the clinic’s (SR-080)', () => {
    const observation = {
      baselineSets: 1,
      closeEveryMin: minutes(2),
      closeForMin: minutes(4),
      thenEveryMin: minutes(30),
      afterStopEveryMin: minutes(10),
      sedationScale: 'POSS' as const,
    };
    const room = readyRoom(orderOf({ observation })).must(start()).pass(100).answered().pass(1_000);
    room.pump(infusingAt(12.25, 0)).pass(2_000).pump(infusingAt(12.25, 0.01));
    const due = setDue(room.session, room.now.mono);
    expect(due?.kind === 'next' && due.mono - (room.session.startedMono ?? 0)).toBe(2 * minute);
    expect(room.against({ kind: 'record-observation', observation: set(room) })[0]).toContain(
      'scored by POSS',
    );
  });

  test('an increase, an alarm and a bolus bring the next one forward; a decrease does not (SR-080)', () => {
    const room = infusingRoom();
    for (let round = 0; round < 4; round += 1) {
      pass(room, 4.9);
      record(room);
    }
    const dueIn = () => {
      const due = setDue(room.session, room.now.mono);
      return due?.kind === 'next' ? [Math.round((due.mono - room.now.mono) / minute), due.sooner] : null;
    };
    expect(dueIn()).toEqual([15, null]);
    const change = (rate: number, ml: number) => {
      room.must(changeTo(rate)).pass(100).answered().pass(1_000);
      room.pump(infusingAt(ml, room.session.delivered.highMl + 0.001));
      room.pass(1_000).pump(infusingAt(ml, room.session.delivered.highMl + 0.002));
    };
    change(0.3, 10.5);
    expect(dueIn()).toEqual([15, null]);
    change(0.35, 12.25);
    expect(dueIn()).toEqual([5, 'increase']);
    record(room);
    pass(room, 16);
    record(room);
    expect(dueIn()).toEqual([15, null]);
    room.hear('monitor.reading', { numerics: [numeric('SpO2', 85, { unit: '%' })] });
    for (let second = 0; second < 6; second += 1) {
      room.wait(1_000).hear('monitor.reading', { numerics: [numeric('SpO2', 85, { unit: '%' })] });
    }
    expect(dueIn()).toEqual([5, 'alarm']);
    record(room);
    pass(room, 16);
    record(room);
    expect(dueIn()).toEqual([15, null]);
    room.hear('bolus.recorded', { by: nurse, doseMg: mg(5), overSeconds: 120, findings: [] });
    expect(dueIn()).toEqual([5, 'bolus']);
  });

  test('a resume begins the close stretch anew (SR-080)', () => {
    const room = pass(pausedRoom(), 16, 0);
    record(room);
    room.must(resume()).pass(100).answered().pass(1_000);
    room.pump(infusingAt(12.25, 0.012)).pass(2_000).pump(infusingAt(12.25, 0.02));
    const due = setDue(room.session, room.now.mono);
    expect(due).toMatchObject({ kind: 'next', sooner: 'resume' });
    expect(due?.kind === 'next' && due.mono - room.session.phaseSinceMono).toBe(5 * minute);
  });

  test('before the start the baseline sets are counted and nothing alarms', () => {
    const room = readyRoom();
    expect(setDue(room.session, room.now.mono)).toEqual({ kind: 'baseline', done: 0, of: 2 });
    record(room);
    expect(setDue(room.session, room.now.mono)).toEqual({ kind: 'baseline', done: 1, of: 2 });
    expect(rounds(room)).toEqual([]);
  });

  test('a set without sedation or without any vital sign is kept and leaves the round due', () => {
    const room = pass(infusingRoom(), 5.5);
    record(room, { sedation: null });
    record(room, { vitals: emptyObservation(room.now.at).vitals });
    expect(rounds(room)).toEqual(['observation-due:low']);
    expect(room.session.rounds.sets).toHaveLength(2);
  });

  test('what the log says gives the same due time after a crash', () => {
    const room = pass(infusingRoom(), 3);
    record(room);
    const before = setDue(room.session, room.now.mono);
    expect(setDue(replay(room.log).session ?? room.session, room.now.mono)).toEqual(before);
  });
});

describe('a value', () => {
  const identity = 'made up monitor, no. MON-1';
  test('is taken over with value, unit, device and its own time; stale or absent ones are not (SR-083, SR-084)', () => {
    const room = infusingRoom();
    const at = room.now.at;
    room.hear('monitor.reading', {
      numerics: [
        numeric('HR', 71, { source: 'ecg' }),
        numeric('SpO2', null, { unit: '%' }),
        numeric('RR', 14, { quality: 'questionable' }),
        numeric('NIBP-sys', 120, { unit: 'mm[Hg]', measuredAt: epochMs(at - 120_000) }),
      ],
    });
    room.pass(2_000);
    const taken = takeOver(room.state, 'heartRatePerMin', room.now.mono);
    expect(taken).toEqual({
      kind: 'taken',
      value: {
        value: 71,
        unit: '/min',
        source: { kind: 'device', device: identity, code: 'HR', sensor: 'ecg' },
        measuredAt: at,
        insisted: false,
      },
    });
    expect(takeOver(room.state, 'systolicMmHg', room.now.mono)).toMatchObject({
      value: { measuredAt: at - 120_000 },
    });
    expect(takeOver(room.state, 'spo2Percent', room.now.mono)).toEqual({ kind: 'left', words: 'no value' });
    expect(takeOver(room.state, 'respirationPerMin', room.now.mono)).toEqual({
      kind: 'left',
      words: 'artefact',
    });
    room.pass(6_000);
    expect(takeOver(room.state, 'heartRatePerMin', room.now.mono)).toEqual({
      kind: 'left',
      words: 'value is old',
    });
  });

  test('typed by hand carries the initials of who is signed in, and both times (SR-083)', () => {
    const room = infusingRoom();
    record(room);
    const entry = room.log.at(-1);
    expect(entry?.type).toBe('observation.recorded');
    const [kept] = room.session.rounds.sets;
    expect(kept?.observation.vitals.spo2Percent).toEqual(
      typed(97, '%', { source: { kind: 'typed', initials: 'NN' }, measuredAt: room.now.at }),
    );
    expect(kept?.recordedAt).toBe(room.now.at);
  });

  test('said to be of a device that is not there is refused', () => {
    const room = infusingRoom();
    const blank = emptyObservation(room.now.at).vitals;
    const source = { kind: 'device', device: 'another, no. 9', code: 'SpO2', sensor: 'pleth' } as const;
    const spo2Percent = typed(97, '%', { source, measuredAt: room.now.at });
    expect(
      room.against({
        kind: 'record-observation',
        observation: set(room, { vitals: { ...blank, spo2Percent } }),
      })[0],
    ).toContain('monitor changed');
  });

  test('that is implausible is refused once, kept and marked when it is insisted on (SR-082)', () => {
    const room = infusingRoom();
    const blank = emptyObservation(room.now.at).vitals;
    const pressures = (insisted: boolean) => ({
      ...blank,
      systolicMmHg: typed(80, 'mmHg', { insisted, measuredAt: room.now.at }),
      diastolicMmHg: typed(120, 'mmHg', { insisted, measuredAt: room.now.at }),
    });
    const wish = (insisted: boolean) =>
      ({ kind: 'record-observation', observation: set(room, { vitals: pressures(insisted) }) }) as const;
    expect(room.against(wish(false))[0]).toContain('type it again');
    room.must(wish(true));
    expect(room.session.observation?.value.vitals.systolicMmHg).toMatchObject({ value: 80, insisted: true });
  });
});

describe('a late entry (SR-158)', () => {
  const ago = (room: Room, min: number): EpochMs => epochMs(room.now.at - min * minute);
  test('keeps both times, is marked, and stands where it belongs', () => {
    const room = pass(infusingRoom(), 12);
    record(room, { painNrs: 2 });
    record(room, { measuredAt: ago(room, 8), painNrs: 6 });
    const event = room.log.findLast(({ type }) => type === 'observation.recorded');
    expect(event?.body).toMatchObject({ late: true, observation: { measuredAt: ago(room, 8) } });
    expect(event?.at).toBe(room.now.at);
    expect(room.session.rounds.sets.map(({ observation }) => observation.painNrs)).toEqual([6, 2]);
    expect(room.session.observation?.value.painNrs).toBe(2);
  });
  test('of a time to come, or of too long ago, is refused', () => {
    const room = infusingRoom();
    const at = (measuredAt: EpochMs) =>
      room.against({ kind: 'record-observation', observation: set(room, { measuredAt }) })[0];
    expect(at(ago(room, -1))).toContain('still to come');
    expect(at(ago(room, 300))).toContain('note');
  });
});

describe('a correction (SR-158)', () => {
  test('appends old and new, who and why, and the first entry stays', () => {
    const room = infusingRoom();
    record(room, { painNrs: 5 });
    const [kept] = room.session.rounds.sets;
    if (kept === undefined) throw new Error('no set');
    const observation = { ...kept.observation, painNrs: 3 };
    const wish = { kind: 'correct-observation', ofSeq: kept.seq, observation, why: 'misheard' } as const;
    expect(room.against({ ...wish, why: ' ' })).toEqual(['Say why it is corrected.']);
    expect(room.against({ ...wish, observation: kept.observation })).toEqual(['Nothing is changed.']);
    room.must(wish);
    expect(room.log.at(-1)).toMatchObject({
      type: 'observation.corrected',
      body: { by: nurse, ofSeq: kept.seq, was: { painNrs: 5 }, now: { painNrs: 3 }, why: 'misheard' },
    });
    expect(room.session.observation?.value.painNrs).toBe(3);
    expect(room.log.find(({ seq }) => seq === kept.seq)?.body).toMatchObject({ observation: { painNrs: 5 } });
  });
});

describe('a level past a limit', () => {
  test('raises an alarm that names rule, value, limit and action, until a newer set is better (SR-086, SR-087)', () => {
    const room = infusingRoom();
    record(room, { sedation: { scale: 'RASS', level: -3 } });
    const alarm = room.state.alarms.find(({ condition }) => condition === 'observation-threshold');
    expect(alarm).toMatchObject({
      kind: 'physiological',
      priority: 'high',
      words: 'RASS −3, stop level −3 or less',
      response: room.session.policy.rounds.scores.sedation.RASS.stopAction,
    });
    record(room, { sedation: null, painNrs: 3 });
    expect(rounds(room)).toContain('observation-threshold:high');
    record(room);
    room.wait(4_000);
    expect(rounds(room)).toEqual(['observation-threshold:high:gone']);
    room.must({ kind: 'acknowledge-alarm', alarmId: alarm?.alarmId ?? '' });
    expect(rounds(room)).toEqual([]);
  });

  test('a typed vital sign is watched where no monitor shows it (SR-086)', () => {
    const room = infusingRoom();
    const blank = emptyObservation(room.now.at).vitals;
    record(room, {
      vitals: { ...blank, systolicMmHg: typed(185, 'mmHg', { measuredAt: room.now.at }) },
    });
    expect(room.state.alarms.find(({ key }) => key === 'systolicMmHg')).toMatchObject({
      priority: 'high',
      words: 'Systolic 185 mmHg, stop limit over 180',
    });
  });

  test('the patient asks to stop: a high alarm while drug flows, none while it is paused (SR-087)', () => {
    const asks = { kind: 'record-symptom', symptom: 'asks-to-stop', severity: null } as const;
    expect(infusingRoom().must(asks).alarms).toContain('stop-asked:high');
    expect(pausedRoom().must(asks).alarms).not.toContain('stop-asked:high');
  });
});

describe('a drug beside the infusion', () => {
  const midazolam = { drug: 'midazolam', dose: 2, unit: 'mg', route: 'IV' } as const;
  const ondansetron = { drug: 'ondansetron', dose: 4, unit: 'mg', route: 'IV' } as const;
  const adjuncts = [
    { ...midazolam, when: 'rescue', minMinutesBetween: minutes(10), most: 2, controlled: true, text: '' },
    { ...ondansetron, when: 'rescue', minMinutesBetween: null, most: 1, controlled: false, text: '' },
    {
      ...ondansetron,
      drug: 'clonidine',
      when: 'before',
      minMinutesBetween: null,
      most: 1,
      controlled: false,
      text: '',
    },
  ] as const;
  const room = () => {
    const ready = readyRoom(orderOf({ adjuncts: [...adjuncts] }));
    ready.must(start()).pass(100).answered().pass(1_000);
    return ready.pump(infusingAt(12.25, 0)).pass(2_000).pump(infusingAt(12.25, 0.01));
  };
  const give = (at: Room, over: object = {}) =>
    ({
      kind: 'give-adjunct',
      adjunct: midazolam,
      orderIndex: 0,
      onWordOf: null,
      controlled: false,
      givenAt: at.now.at,
      ...over,
    }) as const;
  const other = { personId: 'n2', name: 'Nia Second', role: 'nurse' } as const;

  test('controlled: only with a witness who is another person and may witness', () => {
    const one = room();
    expect(one.against(give(one))[0]).toContain('A second person witnesses');
    expect(one.against(give(one), { witness: nurse })[0]).toContain('another person');
    expect(one.against(give(one), { witness: { ...other, role: 'administrator' } })[0]).toContain('can not');
    one.must(give(one), { witness: other });
    expect(one.log.at(-1)).toMatchObject({
      type: 'adjunct.given',
      body: { ...midazolam, by: nurse, witness: other, controlled: true, orderIndex: 0, late: false },
    });
  });

  test('a drug on the clinic’s list is controlled whoever says what about it', () => {
    const one = room();
    const lorazepam = { adjunct: { ...midazolam, drug: 'Lorazepam' }, orderIndex: null, onWordOf: 'Dr Dana' };
    expect(one.against(give(one, lorazepam))[0]).toContain('controlled');
  });

  test('not before its interval and not more often than ordered, with the reason', () => {
    const one = room();
    one.must(give(one), { witness: other });
    pass(one, 4);
    expect(one.against(give(one), { witness: other })[0]).toContain('at least 10 min ordered. Wait 6 min');
    pass(one, 6.2);
    one.must(give(one), { witness: other });
    pass(one, 11);
    expect(one.against(give(one), { witness: other })[0]).toContain('given 2 of 2 times');
  });

  test('ordered once is given once; ordered before the start is not given after it', () => {
    const one = room();
    const wish = give(one, { adjunct: ondansetron, orderIndex: 1 });
    one.must(wish);
    expect(one.against(wish)[0]).toContain('given 1 of 1 time');
    const clonidine = { ...ondansetron, drug: 'clonidine' };
    expect(one.against(give(one, { adjunct: clonidine, orderIndex: 2 }))[0]).toContain('before the start');
  });

  test('ordered before the start and written down after it is a late entry', () => {
    const one = pass(room(), 6);
    const clonidine = { ...ondansetron, drug: 'clonidine' };
    const wish = give(one, { adjunct: clonidine, orderIndex: 2, givenAt: epochMs(one.now.at - 10 * minute) });
    one.must(wish);
    expect(one.log.at(-1)?.body).toMatchObject({ late: true, orderIndex: 2 });
  });

  test('another dose than ordered, a drug outside the order, and the pump’s own drug', () => {
    const one = room();
    expect(one.against(give(one, { adjunct: { ...ondansetron, dose: 8 }, orderIndex: 1 }))[0]).toContain(
      'Ordered is ondansetron 4 mg IV',
    );
    const outside = { adjunct: { ...ondansetron, drug: 'labetalol', dose: 10 }, orderIndex: null };
    expect(one.against(give(one, outside))[0]).toContain('Name the physician');
    one.must(give(one, { ...outside, onWordOf: physician.name }));
    expect(one.log.at(-1)?.body).toMatchObject({ onWordOf: physician.name, orderIndex: null });
    const ketamine = { adjunct: { ...midazolam, drug: 'ketamine' }, orderIndex: null, onWordOf: 'x' };
    expect(one.against(give(one, ketamine))).toHaveLength(1);
  });

  test('not against an allergy on record', () => {
    const one = room();
    one.planned = null;
    const allergic = {
      ...one.state,
      session: { ...one.session, patient: { ...one.session.patient, allergies: ['Ondansetron (rash)'] } },
    };
    one.state = allergic;
    expect(one.against(give(one, { adjunct: ondansetron, orderIndex: 1 }))[0]).toContain('Allergy on record');
  });

  test('given earlier is a late entry with both times (SR-158)', () => {
    const one = pass(room(), 10);
    one.must(give(one, { adjunct: ondansetron, orderIndex: 1, givenAt: epochMs(one.now.at - 8 * minute) }));
    expect(one.log.at(-1)).toMatchObject({
      at: one.now.at,
      body: { late: true, givenAt: one.now.at - 8 * minute },
    });
  });
});
