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

it('says what a turn brings at its end, and what follows at the latest 100 ms later, in one piece and in order', () => {
  const { publish, seqs, updates } = window();
  publish([event('pump.reading', 1)]);
  publish([event('note.recorded', 2)]);
  expect(seqs()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(seqs()).toEqual([[1, 2]]);
  vi.advanceTimersByTime(59);
  publish([event('pump.reading', 3)]);
  publish([event('monitor.reading', 4), event('note.recorded', 5)]);
  vi.advanceTimersByTime(39);
  expect(seqs()).toEqual([[1, 2]]);
  vi.advanceTimersByTime(1);
  expect(seqs()).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
  expect(updates[1]?.seq).toBe(5);
  vi.advanceTimersByTime(1_000);
  expect(updates).toHaveLength(2);
});

it('never speaks more than once in 100 ms of what is not urgent', () => {
  const { publish, updates } = window();
  for (let ms = 0; ms < 1_000; ms += 5) {
    publish([event('pump.reading', ms)]);
    vi.advanceTimersByTime(5);
  }
  expect(updates.length).toBeGreaterThan(8);
  expect(updates.length).toBeLessThan(12);
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
