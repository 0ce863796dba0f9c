import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDeadline } from '../../../shared/session/deadlines';
import { settle } from '../../../shared/session/settle';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { mg } from '../../../shared/units/units';
import {
  changeTo,
  infusingAt,
  infusingRoom,
  numeric,
  onHold,
  openedRoom,
  orderOf,
  pause,
  pausedRoom,
  type Room,
  readyRoom,
  start,
} from '../session-kit';
import { History } from './history';
import { step } from './history-steps';
import { noneMet } from './promises';

/** As far ahead as a session is long. */
const AHEAD_MS = 5 * 3_600_000;

/** What settling would find at `mono`, without anything being folded. */
function wouldChange(room: Room, mono: number): string | null {
  const { at, mono: now } = room.now;
  const instant = { at: epochMs(at + mono - now), mono: monoMs(mono) };
  const settled = settle(room.state, instant, room.surroundings, room.memory, () => 'new');
  if (settled.events.length > 0) return settled.events.map((event) => event.type).join(' ');
  return isDeepStrictEqual(settled.memory, room.memory) ? null : 'another memory';
}

/** Nothing may change before the next deadline: every 50 ms for ten seconds, then wider, and close before it. */
function changesEarly(room: Room): string | null {
  const from: number = room.now.mono;
  const due: number =
    nextDeadline(room.state, room.now.mono, room.memory, room.surroundings) ?? from + AHEAD_MS;
  const last = Math.min(due - 1.001, from + AHEAD_MS);
  for (let mono = from; mono < last; mono += mono - from < 10_000 ? 50 : (last - from) / 97) {
    const found = wouldChange(room, mono);
    if (found !== null) return `${found} at ${mono - from} ms, next deadline at ${due - from} ms`;
  }
  const found = last > from ? wouldChange(room, last) : null;
  return found === null ? null : `${found} just before the deadline at ${due - from} ms`;
}

const told = (room: Room, from: number): string[] =>
  room.log.slice(from).map((event) => {
    if (event.type === 'alarm.raised')
      return `raised ${event.body.alarm.condition} ${event.body.alarm.priority}`;
    if (event.type === 'alarm.escalated') return `escalated ${event.body.priority}`;
    return event.type;
  });

describe('time alone', () => {
  test('changes nothing before the next deadline, after any history', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 14 }), (steps) => {
        const history = new History(noneMet());
        for (const one of steps) {
          history.do(one);
          const early = changesEarly(history.room);
          if (early !== null) throw new Error(early);
        }
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  const rooms: [string, () => Room][] = [
    ['nothing opened', () => openedRoom()],
    ['a start under way', () => readyRoom().must(start()).pass(50).answered()],
    ['a change without an answer', () => infusingRoom().must(changeTo(0.4))],
    ['a stop without an answer', () => infusingRoom().must(pause)],
    ['infusing, all silent', () => infusingRoom()],
    [
      'in doubt, and the link lost later',
      () => {
        const room = infusingRoom().must(changeTo(0.4));
        const commandId = room.sent.at(-1)?.commandId ?? '';
        room.hear('command.uncertain', { commandId, reason: '' }).wait(3_000);
        return room.hear('link.down', { device: 'pump', fault: 'unplugged', detail: '' });
      },
    ],
    ['paused, all silent', () => pausedRoom()],
    ['the sound paused', () => pausedRoom().must({ kind: 'pause-sound' })],
    ['a clock stepped', () => pausedRoom().hear('clock.stepped', { byMs: 5_000 })],
    [
      'a small order, unheard',
      () =>
        readyRoom(orderOf({ totalMg: mg(1) }))
          .must(start())
          .pass(50)
          .answered()
          .pass(950)
          .pump(infusingAt(12.25, 0)),
    ],
    [
      'a value out of limits, then nothing',
      () =>
        infusingRoom().hear('monitor.reading', {
          numerics: [
            numeric('SpO2', 85, { unit: '%' }),
            numeric('NIBP-sys', 120, { unit: 'mm[Hg]', measuredAt: epochMs(infusingRoom().now.at) }),
          ],
        }),
    ],
    [
      'a restart',
      () =>
        infusingRoom()
          .crash()
          .hear('run.started', { appVersion: '0', bootId: 'b', simulation: true, timeFactor: 1, gapMs: 0 }),
    ],
    ['a pump alarm that goes unheard', () => infusingRoom().pump(onHold(1)).wait(3_000)],
  ];
  test.each(rooms)('%s: from deadline to deadline as by ticks of 50 ms, for 15 min', (_, make) => {
    const [jumping, ticking] = [make(), make()];
    const from = jumping.log.length;
    const spanMs = 15 * 60_000;
    jumping.wait(spanMs);
    for (let mono = 0; mono < spanMs; mono += 50) ticking.pass(50).settle();
    // What falls due at one moment may be found in either order.
    expect(told(jumping, from).sort()).toEqual(told(ticking, from).sort());
    const late = jumping.log
      .slice(from)
      .map((event, index) => Math.abs(event.mono - (ticking.log[from + index]?.mono ?? 0)));
    expect(Math.max(0, ...late)).toBeLessThanOrEqual(100);
  });

  test('a deadline is always ahead, so that a timer never runs away', () => {
    const room = infusingRoom().must(pause);
    for (let hops = 0; hops < 200; hops += 1) {
      const next = nextDeadline(room.state, room.now.mono, room.memory, room.surroundings);
      if (next === null) return;
      expect(next).toBeGreaterThan(room.now.mono);
      room.pass(next - room.now.mono).settle();
    }
    expect(room.now.mono).toBeGreaterThan(60_000);
  });
});
