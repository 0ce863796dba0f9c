import { describe, expect, it } from 'vitest';
import { inOrder, markOf } from '../../../renderer/live/alarm-order';
import type { Alarm } from '../../../shared/alarms/alarm';
import { soundingPriority } from '../../../shared/alarms/sounding';
import { epochMs, monoMs } from '../../../shared/time/clock';

const alarm = (alarmId: string, priority: Alarm['priority'], since: number, present = true): Alarm => ({
  alarmId,
  condition: 'spo2-low',
  key: '',
  kind: 'physiological',
  priority,
  words: alarmId,
  response: '',
  since: epochMs(since),
  sinceMono: monoMs(since),
  present,
  nowWords: null,
  acknowledged: false,
});

describe('the alarm bar', () => {
  it('shows the highest first, of the same rank the newest, latched ones behind', () => {
    const alarms = [
      alarm('low', 'low', 9),
      alarm('medium', 'medium', 8),
      alarm('high old', 'high', 1),
      alarm('high latched', 'high', 5, false),
      alarm('high new', 'high', 3),
    ];
    expect(inOrder(alarms).map((one) => one.alarmId)).toEqual([
      'high new',
      'high old',
      'high latched',
      'medium',
      'low',
    ]);
  });

  it('marks patient and technique apart', () => {
    expect(markOf({ kind: 'physiological', priority: 'high' })).toBe('***');
    expect(markOf({ kind: 'technical', priority: 'medium' })).toBe('!!');
  });

  it('sounds the highest present one unless the sound is paused', () => {
    const alarms = [alarm('a', 'medium', 1), alarm('b', 'high', 2, false)];
    expect(soundingPriority(alarms, null, monoMs(10))).toBe('medium');
    expect(soundingPriority(alarms, { untilMono: monoMs(20) }, monoMs(10))).toBeNull();
    expect(soundingPriority(alarms, { untilMono: monoMs(20) }, monoMs(20))).toBe('medium');
    expect(soundingPriority([], null, monoMs(10))).toBeNull();
  });
});
