import { describe, expect, test } from 'vitest';
import { asks } from '../../../shared/ipc/contract';
import { libraryProblems } from '../../../shared/library/check-library';
import { limitRule } from '../../../shared/limits/profile';
import { role as roles } from '../../../shared/record/people';
import type { Intent } from '../../../shared/session/intents';
import { mg, mgPerKg, mgPerKgPerHour, minutes } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import {
  changeTo,
  idleRoom,
  infusingRoom,
  limits,
  orderOf,
  patient,
  pausedRoom,
  type Room,
  readyRoom,
  start,
} from '../session-kit';

/** Every reason that a person could give, for every limit there is. */
const reasons = limitRule.options.map((rule) => ({ rule, code: 'ordered', text: 'all is well' }));
/** Past every hard limit: 9 mg/kg/h is 630 mg/h. */
const past = { rateMgPerKgPerHour: mgPerKgPerHour(9), reasons };
const paths: readonly [Intent['kind'], () => Room, Intent][] = [
  ['start-infusion', readyRoom, { ...start(9), ...past } as Intent],
  ['resume-infusion', pausedRoom, { kind: 'resume-infusion', ...past }],
  ['change-rate', infusingRoom, { ...changeTo(9), ...past } as Intent],
];
const mayGive = ['nurse', 'physician'];

describe('past a hard limit nobody goes, on no path (SR-021)', () => {
  const cells = paths.flatMap(([kind, room, intent]) =>
    roles.options.map((one) => ({ kind, room, intent, one })),
  );
  test.each(cells)('$kind by $one', ({ room: make, intent, one }) => {
    const room = make();
    room.hear('operator.signed-in', { by: { personId: `x-${one}`, name: 'Xan', role: one } });
    const sent = room.sent.length;
    const decision = room.submit(intent);
    expect(decision.kind).toBe('refused');
    expect(room.sent).toHaveLength(sent);
    if (decision.kind === 'refused' && mayGive.includes(one)) {
      const said = decision.reasons.join(' ');
      expect(said).toContain('Largest: 2 mg/kg/h');
      expect(said).toContain('Largest: 150 mg/h');
    }
  });

  test.each([0, -1, 1e-9, Number.NaN, Number.POSITIVE_INFINITY])('%d mg/kg/h is no rate', (rate) => {
    for (const [, make, intent] of paths) {
      const room = make();
      expect(room.submit({ ...intent, rateMgPerKgPerHour: rate } as Intent).kind).toBe('refused');
    }
  });

  test('a message says nothing but numbers, and an order inside a message is not read', () => {
    const message = (rate: unknown, more = {}) =>
      asks.submit.input.safeParse({
        intent: { kind: 'start-infusion', rateMgPerKgPerHour: rate, reasons, ...more },
        ...{ intentId: 'i', basisSeq: 0 },
      });
    for (const rate of ['9', null, undefined, Number.NaN, Number.POSITIVE_INFINITY, [0.3], { value: 0.3 }])
      expect(message(rate).success, String(rate)).toBe(false);
    const read = message(0.3, {
      limits: { rateMgPerKgPerHour: { hardMax: 99 } },
      order: orderOf(),
      rateMlPerHour: 999,
    });
    expect(read.success && Object.keys(read.data.intent).sort()).toEqual([
      'kind',
      'rateMgPerKgPerHour',
      'reasons',
    ]);
  });

  test('a bolus that was given against the limits is written down with them, alarms, and commands nothing', () => {
    const bolus = { mgPerKg: mgPerKg(0.1), overMinutes: minutes(5), lockoutMinutes: minutes(30), most: 1 };
    const room = infusingRoom(orderOf({ bolus }));
    const sent = room.sent.length;
    room.must({ kind: 'record-bolus', doseMg: mg(500), overSeconds: 300 });
    expect(room.sent).toHaveLength(sent);
    expect(room.alarms.join()).toContain('bolus-outside-order:high');
    const [recorded] = room.log.filter(({ type }) => type === 'bolus.recorded');
    expect(JSON.stringify(recorded?.body)).toContain('"severity":"hard"');
    expect(infusingRoom().submit({ kind: 'record-bolus', doseMg: mg(1), overSeconds: 300 }).kind).toBe(
      'refused',
    );
  });

  test('an order that a newer library forbids opens no session', () => {
    const room = idleRoom();
    const newer = {
      ...limits,
      rateMgPerKgPerHour: { ...limits.rateMgPerKgPerHour, softMax: 0.2, hardMax: 0.3 },
    };
    room.planned = { order: orderOf(), patient, limits: newer, policy: clinicPolicy };
    expect(room.against({ kind: 'open-session', orderId: 'order-1' }).join()).toContain(
      'Largest: 0.3 mg/kg/h',
    );
  });

  test('a library whose hard limit lies inside its soft one is no library', () => {
    const inverted = { ...limits, rateMgPerHour: { ...limits.rateMgPerHour, softMax: 900 } };
    expect(libraryProblems([inverted])).not.toEqual(libraryProblems([limits]));
  });
});

describe('an order of a drug that the library does not hold starts nothing (SR-003)', () => {
  test.each([
    ['another drug under the same entry', { limits: { ...limits, drug: 'Ketorolac' } }],
    ['an entry of another name', { limits: { ...limits, profileId: 'mood-1' } }],
  ])('%s', (_, change) => {
    const room = idleRoom();
    room.planned = { order: orderOf(), patient, policy: clinicPolicy, ...change };
    expect(room.against({ kind: 'open-session', orderId: 'order-1' }).join()).toContain(
      'There are no limits for Ketamine',
    );
    room.submit({ kind: 'open-session', orderId: 'order-1' });
    expect(room.state.session).toBeNull();
    expect(room.submit(start()).kind).toBe('refused');
    expect(room.sent).toEqual([]);
  });

  test('no library that can be used', () => {
    const libraryRefusal = 'The drug library was changed.';
    expect(idleRoom().against({ kind: 'open-session', orderId: 'order-1' }, { libraryRefusal })).toEqual([
      libraryRefusal,
    ]);
  });
});
