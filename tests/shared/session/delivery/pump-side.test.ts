import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toMg } from '../../../../shared/dosing/convert';
import { bolusFindings } from '../../../../shared/session/delivery/bolus';
import { deliveredHighMg, deliveredMg, sinceLastRiseMin } from '../../../../shared/session/view';
import { kg, mg, mgPerKg, mgPerKgPerHour, mgPerMl, minutes, ml } from '../../../../shared/units/units';
import { doubleCheckStep } from '../../preparation';
import {
  changeTo,
  end,
  infusingAt,
  infusingRoom,
  limits,
  nurse,
  onHold,
  openedRoom,
  orderOf,
  otherNurse,
  pause,
  pausedRoom,
  physician,
  type Room,
  readyRoom,
  resume,
  running,
  start,
  syringe,
} from '../../session-kit';

/** Infusing, then somebody turns the rate at the pump. */
const dialled = (rate: number): Room => infusingRoom().wait(1_000).pump(infusingAt(rate, 0.012));
const accept = { kind: 'accept-pump-change' } as const;

describe('the pump does something else than the record (SR-066)', () => {
  test.each([
    ['another rate', infusingAt(14, 0.02), 'pump-changed:medium'],
    ['stopped', onHold(0.02), 'pump-changed:medium'],
    ['a volume from zero', infusingAt(12.25, 0), 'pump-counter-reset:medium'],
  ] as const)('%s is alarmed with the reading that shows it', (_, snapshot, alarm) => {
    const room = infusingRoom().wait(1_000).pump(snapshot);
    expect(room.alarms).toContain(alarm);
    const seen = room.log.filter(({ type }) => type === 'pump.reading').at(-1);
    expect(seen?.body).toEqual(snapshot);
  });

  test('started while it was paused: a high alarm with the reading that shows it', () => {
    const room = pausedRoom().wait(1_000).pump(infusingAt(12.25, 0.02));
    expect(room.alarms).toContain('pump-started-locally:high');
  });

  test('a counter that falls behind its own rate is alarmed; the counter stays the dose', () => {
    const room = infusingRoom();
    let volume = 0.01;
    for (let second = 0; second < 120; second += 1) {
      volume += (12.25 * 0.5) / 3600;
      room.wait(1_000).pump(infusingAt(12.25, volume));
    }
    expect(room.alarms).toContain('volume-disagrees:medium');
    expect(room.session.delivered.lowMl).toBeCloseTo(volume, 9);
  });

  test('a counter that runs with its rate never alarms, at any rate and over any silence', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            seconds: fc.integer({ min: 1, max: 120 }),
            silenceMs: fc.constantFrom(0, 0, 4_000, 90_000),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        fc.constantFrom(2.5, 12.25, 21),
        (stretches, rate) => {
          const room = infusingRoom().wait(500).pump(infusingAt(rate, 0.02));
          let volume = 0.02;
          for (const { seconds, silenceMs } of stretches) {
            volume = running(room, seconds, rate, volume);
            room.wait(silenceMs);
            volume += (rate * silenceMs) / 3_600_000;
          }
          const shown = Math.floor(volume * 1000) / 1000;
          room.wait(1_000).pump(infusingAt(rate, shown + rate / 3600));
          expect(room.types).not.toContain('volume-disagrees');
          expect(room.alarms.filter((one) => one.startsWith('volume-disagrees'))).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a rate set at the pump over a limit', () => {
  test('over the hard limit: high until it is back, and nobody accepts it (SR-021)', () => {
    const room = dialled(80);
    expect(room.alarms).toContain('rate-over-limit:high');
    expect(room.against(accept)[0]).toContain(
      'over the hard limit of 2 mg/kg/h. Set the pump back, or PAUSE.',
    );
    room.hear('operator.signed-in', { by: physician });
    expect(room.against(accept)).not.toEqual([]);
    room.wait(1_000).pump(infusingAt(12.25, 0.03));
    expect(room.alarms).toContain('rate-over-limit:high:gone');
    expect(room.against(accept)).toEqual([]);
  });

  test('the stricter of the two hard limits counts (SR-025)', () => {
    // 76 mL/h at 2 mg/mL for 100 kg: 1.52 mg/kg/h is inside, 152 mg/h is over.
    const room = readyRoom(orderOf({ dosingWeightKg: kg(100) }))
      .must(start())
      .pass(100)
      .answered();
    room.pass(1_000).pump(infusingAt(17.5, 0)).pass(2_000).pump(infusingAt(17.5, 0.01));
    room.wait(1_000).pump(infusingAt(76, 0.02));
    expect(room.against(accept)[0]).toContain('over the hard limit of 150 mg/h');
  });

  test('over the order: only a physician accepts it', () => {
    const room = dialled(28);
    expect(room.against(accept)[0]).toContain('over the order of 0.6 mg/kg/h. A physician accepts it.');
    room.hear('operator.signed-in', { by: physician }).must(accept);
    expect(room.session.pumpChange).toBeNull();
  });

  test('inside the order: the nurse accepts it', () => {
    expect(dialled(14).against(accept)).toEqual([]);
  });
});

test('the hard total reached while infusing demands a stop, loudly (SR-028)', () => {
  const room = infusingRoom(orderOf({ totalMg: mg(100) })).wait(1_000);
  room.pump(infusingAt(12.25, 50.1));
  expect(room.alarms).toContain('dose-limit-reached:high');
  const { words, response } =
    room.state.alarms.find(({ condition }) => condition === 'dose-limit-reached') ?? {};
  expect(words).toContain('DOSE LIMIT 100 mg reached');
  expect(response).toContain('PAUSE now');
});

test('nearly empty is said before it is (SR-069)', () => {
  const room = pausedRoom().must({ kind: 'load-syringe', syringe: { ...syringe, volumeMl: ml(5) } });
  const check = doubleCheckStep(room.session, otherNurse);
  room.must(check.intent, { witness: check.witness });
  room.must(resume()).pass(100).answered().pass(1_000).pump(infusingAt(12.25, 0.011));
  room.pass(2_000).pump(infusingAt(12.25, 0.02));
  expect(room.wait(1_000).pump(infusingAt(12.25, 2.9)).alarms).not.toContain('syringe-low:medium');
  // 10 min at 12.25 mL/h are 2.04 mL.
  expect(room.wait(1_000).pump(infusingAt(12.25, 3)).alarms).toContain('syringe-low:medium');
});

describe('the time since the last rise (SR-026)', () => {
  const slow = { ...limits, stepIntervalMin: { hardMin: 10, softMin: null, softMax: null, hardMax: null } };

  test('a rise too soon is refused, at the pump or here it counts alike; a fall never waits', () => {
    const room = readyRoom();
    const [opened] = room.log.filter(({ type }) => type === 'session.opened');
    expect(opened).toBeDefined();
    room.state = { ...room.state, session: { ...room.session, limits: slow } };
    room.must(start()).pass(100).answered().pass(1_000).pump(infusingAt(12.25, 0));
    room.pass(2_000).pump(infusingAt(12.25, 0.01));
    expect(sinceLastRiseMin(room.session, room.now.mono)).toBeLessThan(0.1);
    expect(room.against(changeTo(0.4)).join()).toContain('min');
    expect(room.against(changeTo(0.3))).toEqual([]);
    room.wait(11 * 60_000).hear('link.up', { device: 'pump', identity: room.state.pump.identity as never });
    room.hear('pump.control', { control: 'console', detail: '' }).pump(infusingAt(12.25, 2.3));
    expect(room.against(changeTo(0.4))).toEqual([]);
    room.wait(1_000).pump(infusingAt(13, 2.31)).must(accept);
    expect(room.against(changeTo(0.4)).join()).toContain('min');
  });
});

test('a rate change in doubt is never sent again by itself; a person reads the pump first (SR-068)', () => {
  const room = infusingRoom().must(changeTo(0.4));
  const commandId = room.sent.at(-1)?.commandId ?? '';
  room.hear('command.sent', { commandId, detail: '' });
  room.hear('link.down', { device: 'pump', fault: 'unplugged', detail: '' });
  expect(room.session.openCommand?.stage).toBe('uncertain');
  const sent = room.sent.length;
  room.wait(30 * 60_000);
  expect(room.sent).toHaveLength(sent);
  expect(room.against(changeTo(0.3))).toEqual(['blocked: not confirmed']);
  room.must({ kind: 'resolve-uncertain', commandId, pumpShows: 'stopped', rateMlPerHour: null });
  expect(room.sent).toHaveLength(sent);
});

test('a second command within 200 ms of the first is refused: one hold, one command (SR-048)', () => {
  const room = infusingRoom().must(changeTo(0.4));
  room.pass(150);
  expect(room.against(changeTo(0.45))).toEqual(['waiting for the pump']);
  expect(room.sent.filter(({ command }) => command.kind === 'set-rate')).toHaveLength(1);
});

describe('a bolus given at the pump and recorded', () => {
  const withBolus = orderOf({
    bolus: { mgPerKg: mgPerKg(0.1), overMinutes: minutes(5), lockoutMinutes: minutes(30), most: 2 },
  });
  const record = (doseMg = 7, overSeconds = 300) =>
    ({ kind: 'record-bolus', doseMg: mg(doseMg), overSeconds }) as const;

  test('counts towards the total once, by the pump’s own counter (SR-029)', () => {
    const room = infusingRoom(withBolus);
    // 7 mg are 3.5 mL, over 5 min 42 mL/h: the pump counts them as they go in.
    let counter = 0.01;
    for (let second = 0; second < 300; second += 1) {
      counter += 3.5 / 300;
      room.wait(1_000).pump(infusingAt(42, counter, { runState: 'bolus' }));
    }
    expect(room.alarms).not.toContain('rate-over-limit:high');
    room.wait(1_000).pump(infusingAt(12.25, counter)).must(accept);
    const before = deliveredHighMg(room.session, room.now.mono);
    room.must(record());
    expect(deliveredHighMg(room.session, room.now.mono)).toBe(before);
    expect(before).toBeCloseTo(toMg(ml(3.51), mgPerMl(2)), 6);
    expect(room.session.delivery.boluses).toMatchObject([{ doseMg: 7, against: false }]);
    expect(room.alarms.filter((one) => /bolus|volume|pump/.test(one))).toEqual([]);
  });

  test('a second one within the lockout is recorded as it happened, with what it was against, and alarms', () => {
    const room = infusingRoom(withBolus).must(record()).wait(2_000).pump(infusingAt(12.25, 0.02));
    const now = { doseMg: mg(7), overSeconds: 300, given: false };
    expect(bolusFindings(room.session, room.now.mono, now)[0]?.words).toContain('until 30 min have passed');
    room.must(record());
    expect(room.alarms).toContain('bolus-outside-order:high');
    const recorded = room.log.filter(({ type }) => type === 'bolus.recorded').at(-1);
    expect(recorded?.body).toMatchObject({ by: nurse, findings: [{ rule: 'bolus-lockout' }] });
  });

  test('after the lockout the next one is allowed, and no more than ordered', () => {
    const room = infusingRoom(withBolus)
      .must(record())
      .pass(31 * 60_000);
    const now = { doseMg: mg(7), overSeconds: 300, given: false };
    expect(bolusFindings(room.session, room.now.mono, now)).toEqual([]);
    room.must(record()).pass(31 * 60_000);
    expect(bolusFindings(room.session, room.now.mono, now)[0]?.words).toContain(
      'All 2 ordered boluses are given',
    );
  });

  test('without one in the order there is nothing to record', () => {
    expect(infusingRoom().against(record())).toEqual(['not ordered']);
  });
});

test('given is the sum of what each stretch and bolus gave, to 0.001 mg, and never falls (SR-064, SR-065)', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          kind: fc.constantFrom('run', 'run', 'pause', 'bolus', 'reboot'),
          seconds: fc.integer({ min: 1, max: 40 }),
          rate: fc.constantFrom(5, 12.25, 20.37),
        }),
        { maxLength: 10 },
      ),
      (steps) => {
        const room = infusingRoom();
        let counter = 0.01;
        let sumMl = 0.01;
        let before = 0;
        for (const { kind, seconds, rate } of steps) {
          if (kind === 'reboot') counter = 0;
          for (let second = 0; second < seconds; second += 1) {
            const rise = kind === 'run' ? rate / 3600 : kind === 'bolus' ? 0.05 : 0;
            counter += rise;
            sumMl += rise;
            const runs = kind === 'run' || kind === 'bolus';
            room.wait(1_000).pump(runs ? infusingAt(rate, counter) : onHold(counter));
            const { lowMg } = deliveredMg(room.session, room.now.mono);
            expect(lowMg).toBeGreaterThanOrEqual(before);
            before = lowMg;
          }
        }
        const { lowMg } = deliveredMg(room.session, room.now.mono);
        expect(Math.abs(lowMg - sumMl * 2)).toBeLessThan(0.001);
      },
    ),
    { numRuns: 60 },
  );
});

test('the wall clock jumps by hours either way: no total, no duration and no order of events moves (SR-072)', () => {
  for (const jump of [-7_200_000, 7_200_000, 60_000]) {
    const [steady, jumped] = [infusingRoom(), infusingRoom()];
    jumped.stepClock(jump).hear('clock.stepped', { byMs: jump });
    for (const room of [steady, jumped]) {
      running(room, 30, 12.25, 0.01);
      room.must(pause).pass(100).answered().pass(900).pump(onHold(0.12));
      room.wait(60_000);
    }
    const [one, other] = [steady.session, jumped.session];
    expect(other.delivered).toEqual(one.delivered);
    expect(other).toMatchObject({
      infusedMs: one.infusedMs,
      phaseSinceMono: one.phaseSinceMono,
      phase: 'paused',
    });
    expect(jumped.alarms).toContain('clock-stepped:low');
    const monos = jumped.log.map(({ mono }) => mono);
    expect(monos).toEqual([...monos].sort((a, b) => a - b));
  }
});

describe('the states of a session and the only steps between them (SR-060)', () => {
  const phases = {
    preparing: () => readyRoom(),
    infusing: () => infusingRoom(),
    paused: () => pausedRoom(),
    recovery: () => ended(),
    closed: () => ended().close(),
  } as const;
  function ended(): Room {
    const room = infusingRoom().must(end).pass(100).answered().pass(900);
    return room.pump(onHold(0.02));
  }
  const wishes = {
    start: start(),
    change: changeTo(0.4),
    pause,
    resume: resume(),
    end,
    close: { kind: 'close-session' },
  } as const;
  const allowed: Record<keyof typeof phases, readonly (keyof typeof wishes)[]> = {
    preparing: ['start', 'pause', 'close'],
    infusing: ['change', 'pause', 'end'],
    paused: ['pause', 'resume', 'end'],
    // Closing waits for the discharge gate, which the phase `closed` has passed.
    recovery: ['pause'],
    closed: ['pause'],
  };
  for (const phase of Object.keys(phases) as (keyof typeof phases)[]) {
    for (const wish of Object.keys(wishes) as (keyof typeof wishes)[]) {
      const may = allowed[phase].includes(wish);
      test(`${phase}: ${wish} is ${may ? 'taken' : 'refused'}`, () => {
        const room = phases[phase]();
        expect(room.session.phase).toBe(phase);
        const reasons = room.against(wishes[wish]);
        if (may) expect(reasons).toEqual([]);
        else expect(reasons).not.toEqual([]);
      });
    }
  }

  test('every step carries its time', () => {
    const room = infusingRoom();
    const started = room.session.startedAt;
    room.must(pause).pass(100).answered().pass(900).pump(onHold(0.02));
    expect(room.session).toMatchObject({ phaseSince: room.now.at, startedAt: started });
  });

  test('what has ended is not resumed, started or changed again (SR-070)', () => {
    const room = ended();
    for (const wish of [start(), resume(), changeTo(0.3)]) expect(room.against(wish)).not.toEqual([]);
    expect(room.session.phase).toBe('recovery');
    expect(openedRoom().session.phase).toBe('preparing');
  });

  test('a rate far higher in one step never comes from the console alone (SR-071)', () => {
    const room = infusingRoom();
    for (let minute = 0; minute < 30; minute += 1) {
      room.wait(60_000).pump(infusingAt(12.25, 0.01 + (minute + 1) * 0.204));
    }
    const asked = room.log.filter((event) => event.type === 'command.requested');
    expect(asked).toHaveLength(1);
    expect(mgPerKgPerHour(room.session.confirmedRate?.value.mgPerKgPerHour ?? 0)).toBeCloseTo(0.35, 6);
  });
});
