import { describe, expect, test } from 'vitest';
import type { Intent } from '../../../shared/session/intents';
import { heldEntries } from '../../../shared/session/verification/held-entries';
import { kg, ml, mlPerHour } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import { doubleCheckStep } from '../preparation';
import {
  changeTo,
  infusingAt,
  infusingRoom,
  onHold,
  orderOf,
  otherNurse,
  pause,
  pausedRoom,
  type Room,
  resume,
  syringe,
} from '../session-kit';

const next: Intent = { kind: 'load-syringe', syringe: { ...syringe, volumeMl: ml(30), lot: 'B2' } };

/** Paused, and the next syringe is in the pump by its label. */
const loaded = (): Room => pausedRoom().must(next);

function checked(room: Room): Room {
  const { intent, witness } = doubleCheckStep(room.session, otherNurse);
  return room.must(intent, { witness });
}

const types = (room: Room, rate: number): Intent => ({
  kind: 'double-check',
  typed: { ...heldEntries(room.session), rate: { value: rate, unit: room.session.order.orderedUnit } },
  again: null,
});

describe('the next syringe in the middle of a session (SR-010)', () => {
  test('no resume before another person has checked it, and then resume', () => {
    const room = loaded();
    expect(room.against(resume())).toEqual(['1 open: second check']);
    const { intent } = doubleCheckStep(room.session, otherNurse);
    expect(room.against(intent, { witness: room.session.openedBy })[0]).toContain('Another person');
    expect(checked(room).against(resume())).toEqual([]);
  });

  test('the rate that is read is the one to resume, not the first of the order', () => {
    const before = infusingRoom().pass(400_000).pump(infusingAt(12.25, 1));
    before.must(changeTo(0.3)).pass(100).answered().pass(1_000).pump(infusingAt(10.5, 1.01));
    const room = before.must(pause).pass(100).answered().pass(1_000).pump(onHold(1.01)).must(next);
    expect(heldEntries(room.session).rate).toEqual({ value: 0.3, unit: 'mg/kg/h' });
    room.must(types(room, 0.35), { witness: otherNurse });
    expect(room.session.doubleCheck).toMatchObject({ kind: 'differs', items: ['rate'] });
    expect(room.against(resume(0.3))[0]).toContain('rate differs');
  });

  test('a rate that the pump rounded down is the same as shown, and as typed when it was set', () => {
    // 0.35 mg/kg/h in 68.3 kg at 2 mg/mL is 11.9525 mL/h; a pump with steps of 0.1 runs 11.9: 0.3485.
    const room = loaded();
    room.state = {
      ...room.state,
      session: {
        ...room.session,
        order: orderOf({ dosingWeightKg: kg(68.3) }),
        rateBeforePauseMlPerHour: mlPerHour(11.9),
      },
    };
    const standing = (rate: number) => {
      const decided = room.decide(types(room, rate), { witness: otherNurse });
      return decided.kind === 'accepted' ? decided.events[0]?.type : decided.kind;
    };
    expect(standing(0.35)).toBe('double-check.agreed');
    for (const wrong of [0.34, 0.36, 3.5, 0.035]) expect(standing(wrong)).toBe('double-check.differed');
  });

  test('a resume above what was checked is refused with the rate to resume at', () => {
    const room = checked(loaded());
    expect(room.against(resume(0.4))[0]).toBe(
      'The second check was made for a resume at 0.35 mg/kg/h. Resume there, then change the rate.',
    );
    expect(room.against(resume(0.3))).toEqual([]);
    // Without a new syringe there is no such bound of its own.
    expect(pausedRoom().against(resume(0.4)).join()).not.toContain('second check');
  });

  test('where no rate is known to go back to, it is not asked for', () => {
    const room = loaded();
    room.state = { ...room.state, session: { ...room.session, rateBeforePauseMlPerHour: null } };
    expect(heldEntries(room.session).rate).toBeNull();
    checked(room);
    expect(room.session.doubleCheck.kind).toBe('agreed');
  });
});

test('the next syringe has to be one of the ledger where the clinic asks for it (SR-164)', () => {
  const room = checked(loaded());
  const ledger = { ...clinicPolicy.ledger, tracing: 'required' as const };
  room.state = { ...room.state, session: { ...room.session, policy: { ...clinicPolicy, ledger } } };
  expect(room.against(resume())).toEqual(['the syringe is not traced to the ledger']);
  room.hear('syringe.traced', { by: room.session.openedBy, syringeId: 'S2' });
  expect(room.against(resume())).toEqual([]);
});

describe('the expiry on a typed label (SR-001)', () => {
  const typed = (expires: string | null): Intent => ({
    kind: 'load-syringe',
    syringe: { ...syringe, lot: 'B2', expires },
  });

  test('that is past refuses the syringe, the last day itself does not', () => {
    const room = pausedRoom();
    expect(room.against(typed('2030-01-06'))).toEqual([
      'Lot B2 expired on 2030-01-06. Do not use this syringe.',
    ]);
    expect(room.must(typed('2030-01-07')).session.checks.syringe?.evidence).toContain('expires 2030-01-07');
  });

  test('that nobody read is said to be not known', () => {
    const room = pausedRoom().must(typed(null));
    expect(room.session.checks.syringe?.evidence).toContain('expiry not known');
    expect(room.session.syringe?.expires).toBeNull();
  });
});
