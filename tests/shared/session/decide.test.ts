import { describe, expect, test } from 'vitest';
import type { Alarm } from '../../../shared/alarms/alarm';
import { emptyObservation } from '../../../shared/observation/observation';
import { eventBodies } from '../../../shared/session/events';
import { evolve } from '../../../shared/session/evolve';
import type { Intent } from '../../../shared/session/intents';
import { intentSchema } from '../../../shared/session/intents';
import { kg, mg, mgPerKgPerHour, mgPerMl, minutes, ml } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import {
  capabilities,
  changeTo,
  end,
  idleRoom,
  infusingAt,
  infusingRoom,
  limits,
  nurse,
  onHold,
  openedRoom,
  orderOf,
  patient,
  pause,
  pausedRoom,
  pharmacist,
  physician,
  pumpIdentity,
  type Room,
  readyRoom,
  resume,
  start,
  syringe,
} from '../session-kit';

const open: Intent = { kind: 'open-session', orderId: 'order-1' };

describe('a session is opened', () => {
  test('by a nurse, on a signed order, with everything it stands on in the event', () => {
    const room = openedRoom();
    expect(room.session).toMatchObject({ phase: 'preparing', patient, checks: {}, syringe: null });
    expect(room.state.pump.acceptedSerial).toBe('PUMP-1');
  });

  test('with nothing in the event that the log would not give back, or its signatures would not hold', () => {
    const room = idleRoom();
    room.must(open);
    const opened = room.log.find(({ type }) => type === 'session.opened');
    expect(eventBodies['session.opened'].parse(opened?.body)).toEqual(opened?.body);
  });

  test.each([
    ['an unsigned order', { signedBy: null }, 'not signed'],
    ['an order that a nurse signed', { signedBy: nurse }, 'signed by a nurse'],
    ['another patient’s order', { patientId: 'patient-2' }, 'another patient'],
    ['an order for other limits', { limitProfileId: 'mood-1' }, 'no limits'],
    ['another drug', { drug: 'Ketorolac' }, 'no limits for Ketorolac'],
    ['7000 kg', { dosingWeightKg: kg(7000) }, 'Dosing weight 7000 kg is over the hard limit of 250 kg'],
    ['100 mg/mL', { concentrationMgPerMl: mgPerMl(100) }, 'Concentration 100 mg/mL'],
    ['a step over its own ceiling', { maxRateMgPerKgPerHour: mgPerKgPerHour(0.3) }, 'Ordered step 0.35'],
  ])('not on %s', (_, over, words) => {
    const room = idleRoom();
    room.planned = { order: orderOf(over), patient, limits, policy: clinicPolicy };
    expect(room.against(open).join()).toContain(words);
  });

  test('not without an order, a person, or the right role', () => {
    const room = idleRoom();
    room.planned = null;
    expect(room.against(open)).toEqual(['There is no such order on this workstation.']);
    room.hear('operator.signed-in', { by: pharmacist });
    expect(room.against(open)).toEqual(['Not for the role of pharmacist.']);
    room.hear('operator.signed-out', { by: pharmacist, why: 'asked' });
    expect(room.against(open)).toEqual(['Locked. Sign in first.']);
  });

  test('not while one is open (SR-012), and nothing is carried into the next (SR-011)', () => {
    const room = pausedRoom();
    expect(room.against(open)[0]).toContain('A session is open: Ada Example');
    room.must(end).pass(100).answered().pass(1_000).pump(onHold(0.011)).close();
    room.must(open);
    expect(room.session).toMatchObject({
      ...{ checks: {}, baseline: [], doubleCheck: { kind: 'open' } },
      ...{ syringe: null, confirmedRate: null, infusedMs: 0, observation: null, pauseReason: null },
    });
    expect(room.session.delivered).toMatchObject({ lowMl: 0, highMl: 0, counterMl: null });
  });
});

test('no session is opened over a high alarm of the one before that nobody has seen (SR-114)', () => {
  const room = pausedRoom();
  room.must(end).pass(100).answered().pass(1_000).pump(onHold(0.011)).close();
  const alarm = {
    ...{ alarmId: 'a-1', key: '', kind: 'physiological', condition: 'spo2-low', priority: 'high' },
    ...{ words: 'SpO₂ LOW 85 %, limit 90', response: '', since: room.now.at, sinceMono: room.now.mono },
    ...{
      present: true,
      nowWords: null,
      wordedMono: room.now.mono,
      acknowledged: false,
      acknowledgedMono: null,
    },
  } as Alarm;
  room.append([{ type: 'alarm.raised', body: { alarm } }]);
  room.append([{ type: 'alarm.condition-ended', body: { alarmId: 'a-1', nowWords: '97 %' } }]);
  expect(room.against(open)).toEqual(['Not seen yet: SpO₂ LOW 85 %, limit 90. Touch the alarm bar first.']);
  room.must({ kind: 'acknowledge-alarm', alarmId: 'a-1' });
  expect(room.against(open)).toEqual([]);
});

describe('before the start', () => {
  test('a syringe that is not the order’s is refused, with both values', () => {
    const room = openedRoom();
    const load = (over: object): Intent => ({ kind: 'load-syringe', syringe: { ...syringe, ...over } });
    expect(room.against(load({ concentrationMgPerMl: mgPerMl(10) })).join()).toMatch(/10 mg\/mL.*2 mg\/mL/);
    expect(room.against(load({ drug: 'Midazolam' })).join()).toContain('Midazolam');
    expect(room.against(load({}))).toEqual([]);
  });

  test('ticking off the syringe is not reading it', () => {
    const room = openedRoom();
    expect(room.against({ kind: 'confirm-check', check: 'syringe', evidence: 'yes' })[0]).toContain('label');
  });

  test('a pump that was started by hand gets no more of it: neither a rate nor a resume', () => {
    const room = openedRoom().pass(1_000).pump(infusingAt(5, 0.01)).must({ kind: 'accept-pump-change' });
    expect(room.session.phase).toBe('infusing');
    expect(room.against(changeTo(0.2))[0]).toContain('open: right patient');
    room.must(pause).pass(50).answered().pass(950).pump(onHold(0.02));
    expect(room.against(resume())[0]).toContain('open: right patient');
  });
});

describe('a start is refused', () => {
  const cases: [string, (room: Room) => unknown, string][] = [
    ['signed out', (room) => room.hear('operator.signed-out', { by: nurse, why: 'idle' }), 'Locked'],
    ['wrong role', (room) => room.hear('operator.signed-in', { by: pharmacist }), 'Not for the role'],
    [
      'link lost',
      (room) => room.hear('link.down', { device: 'pump', fault: 'unplugged', detail: '' }),
      'no pump link',
    ],
    ['link silent', (room) => room.wait(5_100), 'no pump link'],
    ['reading old', (room) => room.wait(2_600), 'pump reading is old'],
    [
      'another pump',
      (room) => room.hear('link.up', { device: 'pump', identity: pumpIdentity('PUMP-2') }).pump(onHold(0)),
      'another pump is at the cable',
    ],
    [
      'a real pump in a simulation',
      (room) =>
        room
          .hear('link.up', { device: 'pump', identity: { ...pumpIdentity(), simulator: false } })
          .pump(onHold(0)),
      'a real pump in a simulation',
    ],
    [
      'control refused',
      (room) => room.hear('pump.control', { control: 'refused', detail: '' }),
      'operate at the pump',
    ],
    [
      'control withdrawn',
      (room) => room.hear('pump.control', { control: 'withdrawn', detail: '' }),
      'operate at the pump',
    ],
    [
      'control not known',
      (room) => room.hear('pump.control', { control: 'unknown', detail: '' }),
      'waiting for control',
    ],
    [
      'not for human use',
      (room) => room.hear('pump.capabilities', { capabilities: { ...capabilities, humanUse: false } }),
      'operate at the pump',
    ],
    [
      'start not proven for this pump',
      (room) => room.hear('pump.capabilities', { capabilities: { ...capabilities, start: 'unverified' } }),
      'operate at the pump',
    ],
    [
      'pump alarm',
      (room) => room.pump(onHold(0, { alarms: [{ code: 'X', text: 'line blocked', severity: 'low' }] })),
      'blocked: pump alarm',
    ],
    ['a command open', (room) => room.must(pause), 'waiting for the pump'],
    [
      'a command in doubt',
      (room) =>
        room.must(pause).hear('command.uncertain', { commandId: room.sent[0]?.commandId ?? '', reason: '' }),
      'not confirmed',
    ],
  ];
  test.each(cases)('%s', (_, make, words) => {
    const room = readyRoom();
    expect(room.against(start())).toEqual([]);
    make(room);
    expect(room.against(start()).join()).toContain(words);
  });

  test('a change at the pump has to be accepted first', () => {
    const room = pausedRoom().pump(infusingAt(5, 0.02)).pump(onHold(0.02));
    expect(room.against(resume())[0]).toContain('accept the change');
    room.must({ kind: 'accept-pump-change' });
    expect(room.against(resume(0.2))).toEqual([]);
  });

  test('on a state that is no longer the one that was seen', () => {
    const room = readyRoom();
    const basisSeq = room.state.seq;
    room.hear('note.recorded', { by: nurse, text: 'nothing that matters' });
    expect(room.against(start(), { basisSeq })).toEqual([]);
    room.hear('pump.control', { control: 'console', detail: 'again' });
    expect(room.against(start(), { basisSeq })[0]).toContain('Look at the screen again');
  });

  test('past the volume limit that the pump takes', () => {
    const room = readyRoom();
    room.hear('pump.capabilities', { capabilities: { ...capabilities, vtbiMaxMl: ml(20) } });
    expect(room.against(start())[0]).toContain('at most 20 mL');
  });
});

describe('rates', () => {
  test('start sends the rate and the volume of the order, rounded down', () => {
    const room = readyRoom(orderOf({ dosingWeightKg: kg(71.3) })).must(start());
    expect(room.sent).toEqual([
      { commandId: expect.any(String), command: { kind: 'start', rateMlPerHour: 12.47, vtbiMl: 50 } },
    ]);
  });

  test('past a soft limit only with the reason of that very rule, from the list (SR-022)', () => {
    const steps = [{ fromMinute: minutes(0), rateMgPerKgPerHour: mgPerKgPerHour(0.55) }];
    const room = readyRoom(orderOf({ steps }));
    expect(room.against(start(0.55)).join()).toContain('over the soft limit of 0.5 mg/kg/h');
    const other = { ...start(0.55), reasons: [{ rule: 'total-mg', code: 'ordered', text: '' }] } as Intent;
    expect(room.against(other).length).toBe(1);
    room.must(start(0.55, [{ rule: 'rate-per-kg', code: 'other', text: 'pain' }]));
    const asked = room.log.find((event) => event.type === 'command.requested');
    expect(asked?.body).toMatchObject({
      reasons: [{ rule: 'rate-per-kg' }],
      findings: [{ severity: 'soft' }],
    });
  });

  test('a reason has to say something', () => {
    const empty = { rule: 'rate-per-kg', code: '', text: '' };
    expect(intentSchema.safeParse({ ...start(), reasons: [empty] }).success).toBe(false);
    const room = readyRoom();
    for (const [code, text] of [
      ['other', ''],
      ['other', '  '],
      ['made-up', 'because'],
    ] as const) {
      expect(room.against(start(0.55, [{ rule: 'rate-per-kg', code, text }])), code).toHaveLength(1);
    }
  });

  test.each([
    [0.61, 'over the order'],
    [2.1, 'hard limit of 2 mg/kg/h'],
    [0.01, 'under the hard limit of 0.02'],
    [0, 'under the hard limit'],
    [-1, 'under the hard limit'],
    [Number.NaN, 'not a number'],
    [Number.POSITIVE_INFINITY, 'not a number'],
  ])('%d mg/kg/h never, whatever the reasons', (rate, words) => {
    const room = readyRoom();
    const every = ['rate-per-kg', 'rate-absolute', 'order-rate', 'pump-rate', 'step-up'] as const;
    const intent = {
      kind: 'start-infusion',
      rateMgPerKgPerHour: rate,
      reasons: every.map((rule) => ({ rule, reason: 'because' })),
    } as unknown as Intent;
    expect(room.against(intent).join()).toContain(words);
  });

  test('up and down, each proven by what the pump shows', () => {
    const room = infusingRoom().must(changeTo(0.5));
    expect(room.sent.at(-1)?.command).toEqual({ kind: 'set-rate', rateMlPerHour: 17.5 });
    room.pass(50).answered().pass(900).pump(infusingAt(17.5, 0.014));
    expect(room.session.confirmedRate?.value.mgPerKgPerHour).toBeCloseTo(0.5, 9);
    room.must(changeTo(0.2)).pass(50).answered().pass(900).pump(infusingAt(7, 0.017));
    expect(room.session.confirmedRate?.value.mlPerHour).toBe(7);
    expect(room.session.pumpChange).toBeNull();
  });

  test('a step over its share asks for its reason', () => {
    const room = infusingRoom().must(changeTo(0.2)).pass(50).answered().pass(900).pump(infusingAt(7, 0.014));
    expect(room.against(changeTo(0.4)).join()).toContain('100 % up from 0.2 mg/kg/h');
    expect(room.against(changeTo(0.41)).join()).toContain('Largest: 0.4 mg/kg/h');
    expect(room.against(changeTo(0.3))).toEqual([]);
  });

  test('a pause is no way around the limit of one step: a resume is judged from the rate before it', () => {
    const room = readyRoom().must(start(0.2)).pass(100).answered();
    room.pass(1_000).pump(infusingAt(7, 0)).pass(1_000).pump(infusingAt(7, 0.003));
    room.must(pause).pass(100).answered().pass(1_000).pump(onHold(0.01));
    expect(room.against(resume(0.45)).join(' ')).toContain('for one step');
    expect(room.against(resume(0.2))).toEqual([]);
  });

  test('nothing is given past the order’s total, counting what may have gone in', () => {
    const room = readyRoom(orderOf({ totalMg: mg(1) }))
      .must(start())
      .pass(100)
      .answered();
    room.pass(1_000).pump(infusingAt(12.25, 0)).pass(1_000).pump(infusingAt(12.25, 0.003));
    room.must(pause).pass(100).answered().pass(1_000).pump(onHold(0.3));
    const decision = room.decide(resume());
    expect(decision.kind === 'accepted' && decision.command?.command).toMatchObject({
      kind: 'start',
      vtbiMl: 0.2,
    });
    room.pump(onHold(0.5)).pump(onHold(0.5));
    expect(room.against(resume()).length).toBeGreaterThan(0);
  });
});

test('a second syringe counts from what was given when it was loaded', async () => {
  const { syringeLeftMl } = await import('../../../shared/session/view');
  const room = pausedRoom().pump(onHold(45)).pump(onHold(45));
  expect(syringeLeftMl(room.session, room.now.mono)).toBeCloseTo(5, 9);
  room.must({ kind: 'load-syringe', syringe });
  expect(syringeLeftMl(room.session, room.now.mono)).toBe(50);
});

test('the other intents leave their fact and nothing else', () => {
  const room = pausedRoom();
  const by = physician;
  room.hear('operator.signed-in', { by });
  room.must({ kind: 'give-pause-reason', reason: 'nausea', text: '' });
  room.must({ kind: 'record-note', text: 'calm' });
  room.must({ kind: 'record-symptom', symptom: 'dizzy', severity: 'mild' });
  const blank = emptyObservation(room.now.at);
  const seen = { ...blank, painNrs: 3 };
  room.must({ kind: 'record-observation', observation: seen });
  expect(room.types.slice(-4)).toEqual([
    'pause.reason',
    'note.recorded',
    'symptom.recorded',
    'observation.recorded',
  ]);
  expect(room.against({ kind: 'record-observation', observation: blank })).toEqual(['Nothing is filled in.']);
  expect(room.against({ kind: 'give-bolus' })).toEqual(['not ordered']);
  expect(room.against({ kind: 'accept-pump-change' })[0]).toContain('no change');
  const noted = evolve(room.state, { ...room.log[0], type: 'note.recorded' } as never).session;
  expect({ ...noted, recovery: null }).toEqual({ ...room.session, recovery: null });
});
