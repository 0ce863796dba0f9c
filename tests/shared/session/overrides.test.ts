import { describe, expect, test } from 'vitest';
import { countOverrides } from '../../../shared/limits/overrides';
import { overridesOf } from '../../../shared/session/overrides';
import { clinicPolicy } from '../../clinic';
import {
  idleRoom,
  limits,
  nurse,
  openedRoom,
  orderOf,
  patient,
  type Room,
  readyRoom,
  start,
} from '../session-kit';

const counted = ({ log }: Room) =>
  countOverrides(log.flatMap(overridesOf)).map(({ rule, person, count, reasons }) => ({
    rule,
    person: person?.personId,
    ...count,
    reasons,
  }));
const none = { accepted: 0, cancelled: 0, changed: 0, refused: 0, reasons: [] };
const strict = { ...limits, rateMgPerKgPerHour: { ...limits.rateMgPerKgPerHour, softMax: 0.3 } };

/** The room's session with a soft limit that its first rate is over. */
function softly(room: Room): Room {
  const { session } = room.state;
  if (session !== null) room.state = { ...room.state, session: { ...session, limits: strict } };
  return room;
}

describe('what the log says of limits that spoke (SR-032)', () => {
  test('a soft limit passed at START is one acceptance with its reason; a try without one is none', () => {
    const room = softly(readyRoom());
    room.submit(start(0.35));
    expect(counted(room)).toEqual([]);
    room.must(start(0.35, [{ rule: 'rate-per-kg', code: 'ordered', text: '' }]));
    const [line] = counted(room);
    expect(line).toMatchObject({ rule: 'rate-per-kg', person: nurse.personId, accepted: 1, cancelled: 0 });
    expect(line?.reasons).toHaveLength(1);
  });

  test('a hard limit is one refusal of who asked', () => {
    const room = readyRoom();
    room.log.push();
    const decision = room.submit(start(9));
    if (decision.kind !== 'refused') throw new Error('not refused');
    room.hear('intent.refused', {
      by: nurse,
      intent: 'start-infusion',
      reasons: decision.reasons,
      findings: [...decision.findings],
    });
    expect(counted(room)).toContainEqual({
      ...none,
      rule: 'rate-per-kg',
      person: nurse.personId,
      refused: 1,
    });
  });

  test('a session that ends before its start leaves what START showed', () => {
    const room = softly(openedRoom());
    room.close();
    expect(room.log.find(({ type }) => type === 'limit.warned')?.body).toMatchObject({
      place: 'start',
      outcome: 'cancelled',
    });
    expect(counted(room)).toEqual([{ ...none, rule: 'rate-per-kg', person: nurse.personId, cancelled: 1 }]);
    expect(room.types.indexOf('limit.warned')).toBeLessThan(room.types.indexOf('session.closed'));
  });

  test('and one inside its limits, or one that was never opened, leaves nothing', () => {
    const room = openedRoom();
    room.close();
    expect(counted(room)).toEqual([]);
    const idle = idleRoom();
    idle.planned = { order: orderOf({ signedBy: null }), patient, limits, policy: clinicPolicy };
    idle.submit({ kind: 'open-session', orderId: 'o' });
    expect(counted(idle)).toEqual([]);
  });
});
