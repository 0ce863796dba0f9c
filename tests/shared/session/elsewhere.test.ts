import { describe, expect, it } from 'vitest';
import { blockedBy } from '../../../shared/session/blocked';
import type { OrderDecision } from '../../../shared/session/elsewhere/events';
import { openQuestion } from '../../../shared/session/elsewhere/rules';
import type { Intent } from '../../../shared/session/intents';
import { epochMs } from '../../../shared/time/clock';
import {
  changeTo,
  end,
  infusingRoom,
  nurse,
  onHold,
  openedRoom,
  orderOf,
  otherNurse,
  patient,
  pause,
  pausedRoom,
  physician,
  type Room,
  readyRoom,
  resume,
  start,
  startAt,
} from '../session-kit';

const from = (versionId: string) => ({
  ...{ server: 'https://clinic.example/fhir', serverId: 'o1', versionId, lastUpdated: epochMs(startAt) },
});
const ofOrder = (versionId: string, orderId = 'order-1') => ({
  ...{ from: from(versionId), status: 'cancelled', orderId, patientId: patient.patientId },
});
const revoke = (room: Room, versionId = '2', orderId = 'order-1') =>
  room.hear('order.revoked-elsewhere', { ...ofOrder(versionId, orderId), reason: 'patient is ill' });
const change = (room: Room) =>
  room.hear('order.changed-elsewhere', {
    ...ofOrder('2'),
    status: 'active',
    order: orderOf(),
    differences: [{ what: 'Ceiling', was: '0.6 mg/kg/h', now: '0.4 mg/kg/h' }],
  });
const decide = (decision: OrderDecision, reason = 'the physician said so'): Intent => ({
  kind: 'decide-order',
  decision,
  reason,
});
const alarms = (room: Room) => room.state.alarms.map(({ condition, priority }) => [condition, priority]);
const why = (room: Room, kind: Intent['kind']) => blockedBy(room.state, kind, room.now.mono);

describe('an order that was revoked on the clinic’s server while its session is open', () => {
  it('alarms high while drug flows, and changes nothing at the pump', () => {
    const room = infusingRoom();
    const [sent, before] = [room.sent.length, room.session];
    revoke(room);
    expect(alarms(room)).toEqual([['order-revoked', 'high']]);
    expect(room.state.alarms[0]).toMatchObject({
      words: 'ORDER REVOKED on the clinic’s server',
      response: expect.stringMatching(/^patient is ill\. In doubt PAUSE/),
    });
    expect(room.sent).toHaveLength(sent);
    const { elsewhere: _, ...rest } = room.session;
    const { elsewhere: __, ...was } = before;
    expect(rest).toEqual(was);
    // Less is always possible, and so is a stop.
    expect(why(room, 'change-rate')).toBeNull();
    room.must(changeTo(0.2)).must(pause);
  });

  it('goes on only with a physician’s own PIN and a reason', () => {
    const room = revoke(infusingRoom());
    expect(room.against(decide('continue'))).toEqual(['A physician signs this with their own PIN.']);
    expect(room.against(decide('continue'), { witness: otherNurse })).toEqual([
      expect.stringMatching(/A physician decides this/),
    ]);
    expect(room.against(decide('continue', ' '), { witness: physician })).toEqual([
      'A reason is needed, in words.',
    ]);
    room.must(decide('continue'), { witness: physician });
    expect(openQuestion(room.session)).toBeNull();
    expect(room.log.at(-1)?.type === 'alarm.raised').toBe(false);
    expect(room.log.findLast(({ type }) => type === 'order.decided')?.body).toMatchObject({
      ...{ by: nurse, physician, about: 'revoked', versionId: '2', decision: 'continue' },
    });
    expect(room.state.alarms.filter(({ present }) => present)).toEqual([]);
    expect(why(room, 'decide-order')).toBe('Nothing about the order is open.');
  });

  it('is decided as paused once PAUSE was pressed, and stays paused until a physician lets it go on', () => {
    const room = revoke(infusingRoom());
    expect(room.against(decide('pause'))).toEqual(['Press PAUSE first.']);
    room.must(pause).must(decide('pause'));
    const paused = revoke(pausedRoom());
    expect(alarms(paused)).toContainEqual(['order-revoked', 'medium']);
    expect(why(paused, 'resume-infusion')).toBe('blocked: the order was revoked, decide first');
    paused.must(decide('pause'));
    expect(why(paused, 'resume-infusion')).toBe('blocked: the order was revoked, a physician lets it go on');
    expect(paused.against(resume())).toHaveLength(1);
    paused.must(decide('continue'), { witness: physician });
    expect(why(paused, 'resume-infusion')).toBeNull();
  });

  it('is ended by its own way first; afterwards it is noted', () => {
    const room = revoke(pausedRoom());
    expect(room.against(decide('end'))).toEqual(['End the infusion first.']);
    room.must(end).pass(100).answered().pass(1_000).pump(onHold(0.011));
    expect(room.session.phase).toBe('recovery');
    expect(alarms(room)).toContainEqual(['order-revoked', 'medium']);
    expect(room.against(decide('continue'), { witness: physician })).toEqual([
      expect.stringMatching(/is over/),
    ]);
    room.must(decide('noted'));
    expect(
      room.state.alarms.filter(({ condition, present }) => condition === 'order-revoked' && present),
    ).toEqual([]);
  });

  it('is not started', () => {
    const room = revoke(readyRoom());
    expect(room.against(start())).toEqual(['blocked: the order was revoked, decide first']);
    room.must(decide('end'));
    expect(room.against(start())).toEqual(['blocked: the order was revoked, a physician lets it go on']);
  });

  it('stays revoked, whatever version comes after it', () => {
    const room = change(revoke(openedRoom()));
    expect(room.session.elsewhere.question).toMatchObject({ about: 'revoked', decision: null });
  });

  it('of another order is no matter of this session', () => {
    const room = revoke(infusingRoom(), '2', 'order-9');
    expect(room.session.elsewhere.question).toBeNull();
    expect(alarms(room)).toEqual([]);
    expect(room.state.significantSeq).toBeLessThan(room.state.seq);
  });
});

describe('an order that was changed on the clinic’s server while its session is open', () => {
  it('is given as the session began, with the difference shown until somebody decides', () => {
    const room = change(infusingRoom());
    expect(alarms(room)).toEqual([['order-changed', 'medium']]);
    expect(room.session.order).toEqual(orderOf());
    expect(openQuestion(room.session)?.differences).toEqual([
      { what: 'Ceiling', was: '0.6 mg/kg/h', now: '0.4 mg/kg/h' },
    ]);
    room.must(decide('continue'), { witness: physician });
    expect(openQuestion(room.session)).toBeNull();
    // A later version asks anew.
    change(room);
    expect(openQuestion(room.session)).not.toBeNull();
  });

  it('holds up what is begun anew, not what runs', () => {
    const room = change(readyRoom());
    expect(room.against(start())).toEqual(['blocked: the order was changed, decide first']);
    expect(why(change(infusingRoom()), 'change-rate')).toBeNull();
  });
});

it('a session names the version that it rests on, without a question', () => {
  const room = openedRoom().hear('order.pinned', { ...ofOrder('7'), status: 'active', askedAt: null });
  expect(room.session.elsewhere).toEqual({
    pinned: { serverId: 'o1', versionId: '7', askedAt: null },
    question: null,
  });
});
