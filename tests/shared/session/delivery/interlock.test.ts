import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interlock, Order } from '../../../../shared/dosing/order';
import type { Numeric } from '../../../../shared/readings/monitor';
import { blockedBy } from '../../../../shared/session/blocked';
import { possibleRates } from '../../../../shared/session/view';
import {
  changeTo,
  infusingAt,
  infusingRoom,
  logged,
  monitorIdentity,
  numeric,
  nurse,
  onHold,
  orderOf,
  physician,
  type Room,
  resume,
} from '../../session-kit';

const both: Interlock = {
  spo2: { belowPercent: 88, forSeconds: 20 },
  respiration: { belowPerMin: 8, forSeconds: 30 },
};
const armed = (interlock: Interlock | null = both): Partial<Order> => ({ interlock });

type Signs = { spo2?: number | null; rr?: number | null; over?: Partial<Numeric> };

/** Once a second the monitor speaks and the pump goes on as it was; a sign left out is not sent. */
function breathe(room: Room, seconds: number, { spo2, rr, over = {} }: Signs): Room {
  for (let second = 0; second < seconds; second += 1) {
    room.wait(1_000);
    const numerics: Numeric[] = [];
    if (spo2 !== undefined) numerics.push(numeric('SpO2', spo2, { unit: '%', source: 'pleth', ...over }));
    if (rr !== undefined) numerics.push(numeric('RR', rr, { source: 'airway', ...over }));
    room.hear('monitor.reading', { numerics });
    const last = room.state.pump.reading?.value;
    if (last !== undefined && room.state.pump.link.kind === 'up') room.pump(last);
  }
  return room;
}

const ready = (interlock: Interlock | null = both): Room =>
  breathe(infusingRoom(orderOf(armed(interlock))), 2, { spo2: 98, rr: 14 });
const fired = (room: Room): number => room.types.filter((type) => type === 'interlock.fired').length;
const stops = (room: Room) =>
  room.log.filter((event) => event.type === 'command.requested' && event.body.command.kind === 'stop');

describe('the interlock', () => {
  test('is off unless the signed order turns it on: the alarm sounds, nothing is stopped', () => {
    const room = breathe(ready(null), 120, { spo2: 70, rr: 3 });
    expect(fired(room)).toBe(0);
    expect(stops(room)).toEqual([]);
    expect(room.alarms).toContain('spo2-low:high');
  });

  test('stops the pump by itself after the set time below, and says with what evidence', () => {
    const room = breathe(ready(), 20, { spo2: 85, rr: 14 });
    expect(fired(room)).toBe(0);
    breathe(room, 1, { spo2: 84, rr: 14 });
    expect(fired(room)).toBe(1);
    const [event] = room.log.filter(({ type }) => type === 'interlock.fired');
    expect(event?.body).toMatchObject({
      sign: 'SpO2',
      value: 84,
      level: 88,
      forSeconds: 20,
      belowMs: 20_000,
      lowest: 84,
      stopSent: true,
    });
    const [stop] = stops(room);
    expect(stop?.body).toMatchObject({ purpose: 'secure', by: null, command: { kind: 'stop' } });
    expect(stop?.seq).toBe((event?.seq ?? 0) + 1);
    expect(room.alarms).toContain('interlock-fired:high');
  });

  test('acts on slow breathing as on low oxygen', () => {
    const room = breathe(ready(), 31, { spo2: 98, rr: 6 });
    expect(room.session.delivery.fired).toMatchObject({ sign: 'RR', value: 6, level: 8 });
  });

  test('one value at the level starts the time anew', () => {
    const room = breathe(ready(), 18, { spo2: 85, rr: 14 });
    breathe(breathe(room, 1, { spo2: 88, rr: 14 }), 20, { spo2: 85, rr: 14 });
    expect(fired(room)).toBe(0);
    breathe(room, 1, { spo2: 85, rr: 14 });
    expect(fired(room)).toBe(1);
  });

  test('a gap adds nothing, takes nothing away, and is heard at once', () => {
    const room = breathe(ready(), 11, { spo2: 80, rr: 14 });
    breathe(room, 60, { spo2: null, rr: 14 });
    expect(fired(room)).toBe(0);
    expect(room.alarms).toContain('interlock-blind:high');
    expect(room.state.alarms.map(({ words }) => words)).toContain('SpO₂ WAS 80 %, no valid value now');
    // 10 s were seen before the gap: 10 s more complete the 20.
    breathe(room, 10, { spo2: 80, rr: 14 });
    expect(fired(room)).toBe(0);
    breathe(room, 1, { spo2: 80, rr: 14 });
    expect(fired(room)).toBe(1);
  });

  test.each([
    ['questionable, an artefact', { quality: 'questionable' }],
    ['demo data', { quality: 'demo' }],
    ['invalid', { quality: 'invalid' }],
    ['a test', { quality: 'test' }],
  ] as const)('a value that is %s fires nothing', (_, over) => {
    const room = breathe(ready(), 60, { spo2: 60, rr: 2, over });
    expect(fired(room)).toBe(0);
  });

  test('a monitor that shows another patient fires nothing', () => {
    const room = ready();
    room.hear('link.down', { device: 'monitor', fault: 'unplugged', detail: '' });
    room.hear('link.up', { device: 'monitor', identity: monitorIdentity('MON-2') });
    breathe(room, 60, { spo2: 60, rr: 2 });
    expect(fired(room)).toBe(0);
  });

  test('a low value that is only old fires nothing, however long', () => {
    const room = breathe(ready(), 15, { spo2: 80, rr: 14 }).wait(600_000);
    expect(fired(room)).toBe(0);
  });

  test('works with nobody signed in', () => {
    const room = ready().hear('operator.signed-out', { by: nurse, why: 'idle' });
    breathe(room, 21, { spo2: 80, rr: 14 });
    expect(fired(room)).toBe(1);
  });

  test('works in a state that is NOT CONFIRMED, and overtakes the command in doubt', () => {
    const room = ready().must(changeTo(0.4));
    const commandId = room.sent.at(-1)?.commandId ?? '';
    room.hear('command.uncertain', { commandId, reason: 'no answer' });
    room.hear('link.silent', { device: 'pump', lastReadingMono: null });
    breathe(room, 21, { spo2: 80, rr: 14 });
    expect(fired(room)).toBe(1);
    expect(room.session.openCommand).toMatchObject({ command: { kind: 'stop' }, purpose: 'secure' });
    // The pump does not answer: the hand at the pump is asked for as well.
    expect(room.session.delivery.handStop).toMatchObject({ why: 'interlock' });
    expect(possibleRates(room.session)).toContain(14);
  });

  test('a stop that the pump does not confirm ends where every such stop ends', () => {
    const room = breathe(ready(), 21, { spo2: 80, rr: 14 });
    breathe(room, 6, { spo2: 80, rr: 14 });
    expect(room.alarms).toContain('stop-not-confirmed:high');
  });

  test('a pump that goes on infusing is stopped again after the same time', () => {
    const room = breathe(ready(), 21, { spo2: 80, rr: 14 });
    const commandId = room.session.openCommand?.commandId ?? '';
    room.hear('command.rejected', { commandId, reason: 'refused' });
    breathe(room, 19, { spo2: 80, rr: 14 });
    expect(stops(room)).toHaveLength(1);
    breathe(room, 2, { spo2: 80, rr: 14 });
    expect(stops(room)).toHaveLength(2);
  });

  test('a paused pump is left alone', () => {
    const room = ready().must({ kind: 'pause-infusion' }).pass(100).answered().pass(900).pump(onHold(0.02));
    const before = stops(room).length;
    breathe(room, 120, { spo2: 70, rr: 3 });
    expect(stops(room)).toHaveLength(before);
  });

  test('a pump that is watched only: nothing is sent, the hand is asked for, the record says so', () => {
    const room = ready();
    const { capabilities } = room.state.pump;
    if (capabilities === null) throw new Error('no capabilities');
    room.hear('pump.capabilities', { capabilities: { ...capabilities, pause: 'none' } });
    breathe(room, 21, { spo2: 80, rr: 14 });
    expect(stops(room)).toEqual([]);
    expect(room.alarms).toEqual(expect.arrayContaining(['interlock-fired:high', 'hand-stop-open:high']));
    const [event] = room.log.filter(({ type }) => type === 'interlock.fired');
    expect(event?.body).toMatchObject({ stopSent: false });
  });
});

function stopped(): Room {
  const room = breathe(ready(), 21, { spo2: 80, rr: 14 });
  const commandId = room.session.openCommand?.commandId ?? '';
  room
    .hear('command.sent', { commandId, detail: '' })
    .hear('command.acknowledged', { commandId, detail: '' });
  room.wait(500).pump(onHold(0.05));
  expect(room.session.phase).toBe('paused');
  return room;
}
const release = { kind: 'release-interlock', reason: 'awake, oxygen on' } as const;

describe('after it fired', () => {
  test('nothing is given until a person has released it', () => {
    const room = breathe(stopped(), 5, { spo2: 97, rr: 14 });
    expect(room.against(resume())).toEqual(['blocked: interlock']);
    expect(room.alarms).toContain('interlock-fired:high');
    room.must(release);
    expect(room.against(resume())).toEqual([]);
    expect(room.log.at(-1)?.body ?? {}).toBeDefined();
    const [event] = room.log.filter(({ type }) => type === 'interlock.released');
    expect(event?.body).toMatchObject({ by: nurse, override: false, value: 97 });
  });

  test('seen is not released', () => {
    const room = breathe(stopped(), 5, { spo2: 97, rr: 14 });
    for (const { alarmId } of room.state.alarms) room.submit({ kind: 'acknowledge-alarm', alarmId });
    expect(room.against(resume())).not.toEqual([]);
  });

  test('a nurse can not release it while the sign is low, or while nobody knows', () => {
    const room = breathe(stopped(), 3, { spo2: 84, rr: 14 });
    expect(room.against(release)[0]).toContain('A physician can release it all the same');
    breathe(room, 30, { rr: 14 });
    expect(room.against(release)[0]).toContain('was 84 %, no valid value now');
  });

  test('a physician can, and the record says that it was still low; the time then begins anew', () => {
    const room = breathe(stopped(), 3, { spo2: 86, rr: 14 });
    room.hear('operator.signed-in', { by: physician }).must(release);
    const [event] = room.log.filter(({ type }) => type === 'interlock.released');
    expect(event?.body).toMatchObject({ by: physician, override: true, value: 86 });
    expect(room.against(resume())).toEqual([]);
    room.must(resume()).pass(100).answered().pass(900).pump(infusingAt(12.25, 0.05));
    room.wait(1_000).pump(infusingAt(12.25, 0.06));
    breathe(room, 15, { spo2: 86, rr: 14 });
    expect(fired(room)).toBe(1);
    breathe(room, 10, { spo2: 86, rr: 14 });
    expect(fired(room)).toBe(2);
  });

  test('no start into a sign that is low now', () => {
    const room = ready().must({ kind: 'pause-infusion' }).pass(100).answered().pass(900).pump(onHold(0.02));
    breathe(room, 2, { spo2: 85, rr: 14 });
    expect(blockedBy(room.state, 'resume-infusion', room.now.mono)).toBe('blocked: SpO₂ 85 %, level 88');
    breathe(room, 1, { spo2: 95, rr: 14 });
    expect(blockedBy(room.state, 'resume-infusion', room.now.mono)).toBeNull();
  });
});

test('whatever the monitor says: the interlock only ever sends stops, and fires on nothing but seen time below', () => {
  const value = fc.constantFrom<number | null>(null, null, 70, 85, 87, 88, 95);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(value, fc.integer({ min: 1, max: 15 }), fc.boolean()), { maxLength: 12 }),
      (steps) => {
        const room = ready();
        let belowMs = 0;
        let lastBelow: number | null = null;
        let sure = 0;
        for (const [spo2, seconds, isQuestionable] of steps) {
          for (let second = 0; second < seconds; second += 1) {
            const before = fired(room);
            breathe(room, 1, {
              spo2,
              rr: 14,
              ...(isQuestionable ? { over: { quality: 'questionable' } } : {}),
            });
            if (spo2 !== null && !isQuestionable) {
              const since: number = lastBelow === null ? 0 : room.mono - lastBelow;
              if (spo2 >= 88) [belowMs, lastBelow] = [0, null];
              else [belowMs, lastBelow] = [belowMs + (since <= 5_000 ? since : 0), room.mono];
            }
            if (fired(room) > before) {
              sure += 1;
              expect(belowMs).toBeGreaterThanOrEqual(20_000);
              belowMs = 0;
            } else if (sure === 0) {
              // Not late either: seen below for that long and valid now, it has fired.
              const isNow = spo2 !== null && !isQuestionable && spo2 < 88;
              expect(isNow && belowMs >= 20_000).toBe(false);
            }
          }
        }
        const own = room.log.filter((event) => event.type === 'command.requested' && event.body.by === null);
        expect(
          own.every((event) => event.type === 'command.requested' && event.body.command.kind === 'stop'),
        ).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});

test('the fold alone keeps the time below: a console that was restarted goes on counting', () => {
  const room = breathe(ready(), 15, { spo2: 80, rr: 14 }).crash();
  expect(room.session.delivery.watch.SpO2?.belowMs).toBe(14_000);
  expect(
    logged('interlock.released', { by: nurse, reason: 'x', override: false, value: 90 }, 1, 1).type,
  ).toBe('interlock.released');
});
