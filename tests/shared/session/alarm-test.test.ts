import { describe, expect, it } from 'vitest';
import type { AlarmPriority } from '../../../shared/alarms/alarm';
import type { Intent } from '../../../shared/session/intents';
import { idleRoom, nurse, openedRoom, pharmacist } from '../session-kit';

const all: AlarmPriority[] = ['high', 'medium', 'low'];
const report = (heard: AlarmPriority[], seen: AlarmPriority[]): Intent => ({
  kind: 'record-alarm-test',
  heard,
  seen,
});

describe('the alarm test of the day (SR-119)', () => {
  it('counts when all three priorities were heard and seen, and is in the log', () => {
    const room = idleRoom().must(report(all, all));
    expect(room.state.alarmTest).toEqual({ at: room.now.at, by: nurse });
    expect(room.log.at(-1)).toMatchObject({
      type: 'alarm.tested',
      body: { by: nurse, heard: all, seen: all },
    });
  });

  it.each([
    [['high', 'medium'], all],
    [all, ['low', 'medium']],
    [[], all],
    [all, []],
  ] as [AlarmPriority[], AlarmPriority[]][])('heard %j, seen %j: does not count', (heard, seen) => {
    const room = idleRoom().must(report(heard, seen));
    expect(room.state.alarmTest).toBeNull();
  });

  it('is undone by a later one that failed', () => {
    const room = idleRoom()
      .must(report(all, all))
      .must(report(['high'], all));
    expect(room.state.alarmTest).toBeNull();
  });

  it('needs someone signed in whose task it is', () => {
    const room = idleRoom();
    room.hear('operator.signed-out', { by: nurse, why: 'asked' });
    expect(room.against(report(all, all))).toHaveLength(1);
    room.hear('operator.signed-in', { by: pharmacist });
    expect(room.against(report(all, all))).toEqual(['Not for the role of pharmacist.']);
  });

  it('can be made with a session open, and stays when one opens', () => {
    const room = idleRoom().must(report(all, all));
    const before = room.state.alarmTest;
    room.must({ kind: 'open-session', orderId: 'any' });
    expect(room.state.alarmTest).toEqual(before);
    const later = openedRoom().pass(60_000).must(report(all, all));
    expect(later.state.alarmTest?.at).toBe(later.now.at);
  });
});
