import { describe, expect, test } from 'vitest';
import { replay } from '../../../shared/session/evolve';
import type { Intent } from '../../../shared/session/intents';
import { mlPerHour } from '../../../shared/units/units';
import {
  changeTo,
  end,
  idleRoom,
  infusingAt,
  infusingRoom,
  nurse,
  onHold,
  openedRoom,
  pause,
  pausedRoom,
  pharmacist,
  pumpIdentity,
  Room,
  readyRoom,
  start,
} from '../session-kit';

describe('PAUSE (SR-061)', () => {
  const states: [string, () => Room][] = [
    ['with nothing known', () => new Room()],
    ['no session', idleRoom],
    ['preparing', openedRoom],
    ['ready', readyRoom],
    ['start under way', () => readyRoom().must(start())],
    ['infusing', infusingRoom],
    ['rate change under way', () => infusingRoom().must(changeTo(0.4))],
    ['already asked', () => infusingRoom().must(pause)],
    ['paused', pausedRoom],
    ['recovery', () => pausedRoom().must(end).pass(50).answered().pass(900).pump(onHold(0.011))],
    ['closed', () => readyRoom().must({ kind: 'close-session' })],
    ['signed out', () => infusingRoom().hear('operator.signed-out', { by: nurse, why: 'idle' })],
    ['wrong role', () => infusingRoom().hear('operator.signed-in', { by: pharmacist })],
    ['link lost', () => infusingRoom().hear('link.down', { device: 'pump', fault: 'unplugged', detail: '' })],
    ['control withdrawn', () => infusingRoom().hear('pump.control', { control: 'withdrawn', detail: '' })],
    [
      'another pump',
      () => infusingRoom().hear('link.up', { device: 'pump', identity: pumpIdentity('PUMP-2') }),
    ],
    [
      'after a restart',
      () => {
        const room = infusingRoom().crash();
        return room.hear('run.started', {
          appVersion: '0',
          bootId: 'b',
          simulation: true,
          timeFactor: 1,
          gapMs: 0,
        });
      },
    ],
  ];
  test.each(states)('%s: taken, and a stop goes out', (_, make) => {
    const room = make();
    const decision = room.submit(pause, { basisSeq: 0 });
    expect(decision).toMatchObject({ kind: 'accepted', command: { command: { kind: 'stop' } } });
    expect(replay(room.log)).toEqual(room.state);
  });

  test('overtakes a start, which then is in doubt; what it may give stays in the range', () => {
    const room = readyRoom().must(start()).hear('command.sent', { commandId: 'x', detail: '' }).must(pause);
    expect(room.types.slice(-2)).toEqual(['command.uncertain', 'command.requested']);
    expect(room.session.openCommand).toMatchObject({ command: { kind: 'stop' }, stage: 'requested' });
    expect(room.session.delivered.possibleMaxMlPerHour).toBe(12.25);
    room.pass(50).answered().pass(950).pump(onHold(0.02));
    expect(room.session).toMatchObject({ phase: 'paused', startedAt: expect.any(Number) });
    expect(room.session.delivered.lowMl).toBeCloseTo(0.02, 9);
  });

  test('END goes on to recovery once the stop is proven, and only then', () => {
    const room = infusingRoom().must(end).pass(50).answered();
    expect(room.session.phase).toBe('infusing');
    room.pass(950).pump(onHold(0.013));
    expect(room.session).toMatchObject({ phase: 'recovery', endedWhy: 'ended' });
    room.close();
    expect(room.log.at(-1)?.body).toMatchObject({
      outcome: 'completed',
      volumeMl: { low: 0.013, high: 0.013 },
    });
    room.pump(infusingAt(5, 4));
    expect(room.session.delivered.lowMl).toBeCloseTo(0.013, 9);
  });

  test('a session that was not started closes as abandoned; one that infuses does not close', () => {
    expect(readyRoom().must({ kind: 'close-session' }).log.at(-1)?.body).toMatchObject({
      outcome: 'abandoned',
    });
    expect(infusingRoom().against({ kind: 'close-session' })).toEqual(['End the infusion first.']);
    expect(pausedRoom().against({ kind: 'close-session' })).toEqual(['End the infusion first.']);
  });
});

describe('a person settles what is in doubt', () => {
  const doubtful = (): Room => {
    const room = infusingRoom().must(changeTo(0.4));
    return room.hear('command.uncertain', {
      commandId: room.sent.at(-1)?.commandId ?? '',
      reason: 'no answer',
    });
  };
  const told = (room: Room, over: object): Intent =>
    ({
      kind: 'resolve-uncertain',
      commandId: room.session.openCommand?.commandId ?? '',
      pumpShows: 'infusing',
      rateMlPerHour: mlPerHour(14),
      ...over,
    }) as Intent;

  test('as asked, at another rate, or stopped', () => {
    const took = doubtful();
    took.must(told(took, {}));
    expect(took.session).toMatchObject({
      openCommand: null,
      lastCommand: { took: true, ending: 'resolved-by-person' },
    });
    const other = doubtful();
    other.must(told(other, { rateMlPerHour: mlPerHour(40) }));
    expect(other.session).toMatchObject({
      lastCommand: { took: false },
      confirmedRate: { value: { mlPerHour: 40 } },
    });
    expect(other.session.delivered.possibleMaxMlPerHour).toBe(40);
    const stopped = doubtful();
    stopped.must(told(stopped, { pumpShows: 'stopped', rateMlPerHour: null }));
    expect(stopped.session.phase).toBe('paused');
  });

  test('not without the rate, not past any pump, not for another command', () => {
    const room = doubtful();
    expect(room.against(told(room, { rateMlPerHour: null }))[0]).toContain('Type the rate');
    expect(room.against(told(room, { rateMlPerHour: 1201 }))[0]).toContain('1200');
    expect(room.against(told(room, { commandId: 'other' }))[0]).toContain('no longer in doubt');
    expect(room.against(changeTo(0.2))).toEqual(['blocked: not confirmed']);
  });
});
