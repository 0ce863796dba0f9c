import { describe, expect, it } from 'vitest';
import { type Actor, type Role, role } from '../../../../shared/record/people';
import { blockedBy } from '../../../../shared/session/blocked';
import { type Intent, intentSchema } from '../../../../shared/session/intents';
import { monoMs } from '../../../../shared/time/clock';
import {
  changeTo,
  end,
  infusingRoom,
  nurse,
  pause,
  pausedRoom,
  type Room,
  readyRoom,
  resume,
  start,
} from '../../session-kit';

const kinds = intentSchema.options.map((option) => option.shape.kind.value) as Intent['kind'][];
/** What has to work for whoever stands there, signed in or not. */
const anybody: readonly Intent['kind'][] = [
  'pause-infusion',
  'pause-sound',
  'resume-sound',
  'acknowledge-alarm',
];
/** What gives drug, or lets it be given. */
const drug: readonly Intent['kind'][] = [
  'open-session',
  'start-infusion',
  'resume-infusion',
  'change-rate',
  'give-bolus',
  'take-control',
  'accept-device',
  'accept-pump-change',
  'resolve-uncertain',
  'load-syringe',
  'take-over-session',
];
const rooms: readonly (readonly [string, () => Room])[] = [
  ['before the start', readyRoom],
  ['infusing', infusingRoom],
  ['paused', pausedRoom],
];

const as = (one: Role): Actor => ({ personId: `p-${one}`, name: `The ${one}`, role: one });
function signedIn(room: Room, one: Role | null): Room {
  room.hear('operator.signed-out', { by: nurse, why: 'asked' });
  return one === null ? room : room.hear('operator.signed-in', { by: as(one) });
}
const why = (room: Room, kind: Intent['kind']) => blockedBy(room.state, kind, monoMs(room.mono));

describe.each(rooms)('%s', (_name, make) => {
  const room = make();

  it.each(kinds.filter((kind) => !anybody.includes(kind)))('%s needs a sign-in (SR-181)', (kind) => {
    expect(why(signedIn(room, null), kind)).toBe('Locked. Sign in first.');
  });

  it.each(anybody)('%s needs nobody (SR-181)', (kind) => {
    for (const one of [null, ...role.options]) expect(why(signedIn(room, one), kind)).toBeNull();
  });

  it.each(drug)('%s is for a nurse or a physician alone (SR-182, SR-188)', (kind) => {
    for (const one of ['administrator', 'emergency', 'pharmacist'] as const) {
      expect(why(signedIn(room, one), kind), one).toBe(`Not for the role of ${one}.`);
    }
    for (const one of ['nurse', 'physician'] as const) {
      expect(why(signedIn(room, one), kind) ?? '', one).not.toMatch(/Not for the role|Locked/);
    }
  });
});

describe('whatever is on the screen, the decision is refused too (SR-188)', () => {
  it.each(['administrator', 'emergency', 'pharmacist', null] as const)('for %s', (one) => {
    for (const [make, intent] of [
      [readyRoom, start()],
      [infusingRoom, changeTo(0.4)],
      [infusingRoom, end],
      [pausedRoom, resume()],
    ] as const) {
      const room = signedIn(make(), one);
      const sent = room.sent.length;
      expect(room.decide(intent).kind).toBe('refused');
      expect(room.sent).toHaveLength(sent);
    }
    expect(signedIn(infusingRoom(), one).decide(pause).kind).toBe('accepted');
  });
});

describe('a hand-over', () => {
  it('keeps who had the session, who has it, and what it was', () => {
    const room = infusingRoom();
    expect(room.session.responsible).toEqual(nurse);
    expect(room.decide({ kind: 'take-over-session' })).toMatchObject({
      kind: 'refused',
      reasons: ['The session is yours already.'],
    });
    signedIn(room, 'physician');
    expect(room.session.responsible).toEqual(nurse);
    room.must({ kind: 'take-over-session' });
    expect(room.session.responsible).toEqual(as('physician'));
    const handed = room.log.findLast(({ type }) => type === 'operator.handed-over');
    expect(handed?.body).toMatchObject({
      from: nurse,
      to: as('physician'),
      seen: { phase: 'infusing', rateMlPerHour: 12.25, lastObservationAt: null, openAlarms: [] },
    });
  });
});
