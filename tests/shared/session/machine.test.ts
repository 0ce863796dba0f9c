import { describe, expect, it } from 'vitest';
import type { Power } from '../../../shared/workstation/power';
import { clinicPolicy } from '../../clinic';
import { idleRoom, infusingRoom, quiet, type Room } from '../session-kit';

const lowAt = clinicPolicy.workstation.batteryLowPercent;
const on = (source: Power['source'], batteryPercent: number | null): Power => ({ source, batteryPercent });

function powered(room: Room, power: Power): string[] {
  room.surroundings = { ...quiet, power };
  return room.settle().alarms;
}

describe('the power of the workstation (SR-206)', () => {
  it('is a medium alarm on the battery, a high one when that runs low, and none on mains', () => {
    const room = infusingRoom();
    expect(powered(room, on('battery', 80))).toEqual(['on-battery:medium']);
    expect(powered(room, on('battery', lowAt + 1))).toEqual(['on-battery:medium']);
    expect(powered(room, on('battery', lowAt))).toEqual(['battery-low:high']);
    expect(powered(room, on('mains', lowAt))).toEqual(['battery-low:high:gone']);
  });

  it('is medium where the level is not told, and says so', () => {
    const room = infusingRoom();
    expect(powered(room, on('battery', null))).toEqual(['on-battery:medium']);
    expect(room.state.alarms[0]?.response).toContain('not known');
  });

  it('raises nothing where it is unknown, and nothing without a session', () => {
    expect(powered(infusingRoom(), on('unknown', null))).toEqual([]);
    expect(powered(infusingRoom(), on('unknown', 3))).toEqual([]);
    expect(powered(idleRoom(), on('battery', 3))).toEqual([]);
  });
});

describe('a workstation that may fall asleep (SR-200)', () => {
  it('alarms while a session is open, with the reason', () => {
    const room = infusingRoom();
    room.surroundings = { ...quiet, mayFallAsleep: 'The system does not let itself be kept awake.' };
    expect(room.settle().alarms).toEqual(['may-fall-asleep:medium']);
    expect(room.state.alarms[0]?.response).toContain('does not let itself');
    room.surroundings = quiet;
    expect(room.settle().alarms).toEqual([]);
  });
});
