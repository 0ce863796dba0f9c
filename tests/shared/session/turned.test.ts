import { describe, expect, it } from 'vitest';
import { isWithPatient, notToPatient } from '../../../shared/session/turned';
import {
  end,
  idleRoom,
  infusingRoom,
  nurse,
  onHold,
  openedRoom,
  pausedRoom,
  type Room,
  readyRoom,
  start,
} from '../session-kit';

const turned = (room: Room) =>
  room.hear('screen.turned', {
    ...{ turnId: 't-1', patientId: 'p-1', by: nurse, instruments: ['PHQ-9'] },
    basis: { kind: 'follow-up' },
  });

describe('the screen is with the patient', () => {
  const places: [string, () => Room, string | null][] = [
    ['no session', idleRoom, null],
    ['before the start', openedRoom, null],
    ['a start is asked for', () => readyRoom().must(start()), 'a command is not confirmed'],
    ['infusing', infusingRoom, 'not during an infusion'],
    ['paused', pausedRoom, 'not during an infusion'],
    [
      'after the stop',
      () => infusingRoom().must(end).pass(50).answered().pass(950).pump(onHold(0.013)),
      null,
    ],
  ];
  it.each(places)('%s', (_, room, why) => {
    const { state } = turned(room());
    expect(notToPatient(state)).toBe(why);
    // The bedside takes the screen when drug flows; the turn itself waits, with its answers.
    expect(isWithPatient(state)).toBe(why === null);
    expect(state.turned?.turnId).toBe('t-1');
  });

  it('keeps each answer, takes one back, and ends by its own end alone', () => {
    const room = turned(idleRoom());
    const say = (question: number, answer: number | null, turnId = 't-1') =>
      room.hear('screen.answered', { turnId, instrument: 'PHQ-9', question, answer });
    say(0, 2);
    say(8, 1);
    say(0, null);
    say(3, 3, 't-0');
    expect(room.state.turned?.answers).toEqual({
      'PHQ-9': [null, null, null, null, null, null, null, null, 1],
    });
    room.hear('screen.taken-back', { turnId: 't-0', by: nurse });
    expect(room.state.turned).not.toBeNull();
    room.hear('screen.taken-back', { turnId: 't-1', by: nurse });
    expect(room.state.turned).toBeNull();
  });
});
