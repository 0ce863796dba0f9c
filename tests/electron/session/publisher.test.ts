import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { publisher } from '../../../electron/session/publisher';
import type { Said } from '../../../shared/ipc/contract';
import { type EventType, eventBodies, type LoggedEvent } from '../../../shared/session/events';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Only name and number matter here. */
const event = (type: EventType, seq: number) => ({ type, seq }) as LoggedEvent;

function window() {
  const updates: Said['update'][] = [];
  const publish = publisher((update) => updates.push(update));
  return { publish, updates, seqs: () => updates.map(({ events }) => events.map(({ seq }) => seq)) };
}

it('gathers what is not urgent and says it at the latest after 100 ms, in one piece and in order', () => {
  const { publish, seqs, updates } = window();
  publish([event('pump.reading', 1)]);
  vi.advanceTimersByTime(60);
  publish([event('monitor.reading', 2), event('note.recorded', 3)]);
  vi.advanceTimersByTime(39);
  expect(seqs()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(seqs()).toEqual([[1, 2, 3]]);
  expect(updates[0]?.seq).toBe(3);
  vi.advanceTimersByTime(1_000);
  expect(updates).toHaveLength(1);
});

const urgent: readonly EventType[] = [
  'alarm.raised',
  'alarm.condition-ended',
  'command.requested',
  'command.uncertain',
  'link.down',
  'link.silent',
  'infusion.ended',
  'session.opened',
  'operator.signed-out',
];

it.each(urgent)('says %s at once, with everything that came before it', (type) => {
  const { publish, seqs } = window();
  publish([event('pump.reading', 1)]);
  publish([event('pump.reading', 2), event(type, 3), event('pump.reading', 4)]);
  expect(seqs()).toEqual([[1, 2, 3, 4]]);
  publish([event('pump.reading', 5)]);
  vi.advanceTimersByTime(100);
  expect(seqs()).toEqual([[1, 2, 3, 4], [5]]);
});

it('knows every alarm, command, link, infusion, session and sign-in as urgent', () => {
  for (const type of Object.keys(eventBodies) as EventType[]) {
    const { publish, updates } = window();
    publish([event(type, 1)]);
    expect(updates.length, type).toBe(/^(alarm|command|link|infusion|session|operator)\./.test(type) ? 1 : 0);
  }
});

it('loses and repeats nothing when a listener publishes', () => {
  const said: number[] = [];
  let again = true;
  const publish = publisher(({ events }) => {
    said.push(...events.map(({ seq }) => seq));
    if (again) {
      again = false;
      publish([event('alarm.raised', 3)]);
    }
  });
  publish([event('pump.reading', 1), event('alarm.raised', 2)]);
  expect(said).toEqual([1, 2, 3]);
});

it('says nothing about nothing', () => {
  const { publish, updates } = window();
  publish([]);
  vi.advanceTimersByTime(1_000);
  expect(updates).toEqual([]);
});
