import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alarm, AlarmPriority } from '../../../shared/alarms/alarm';
import { initialState } from '../../../shared/session/evolve';
import type { BedsideState } from '../../../shared/session/state';
import { epochMs, monoMs } from '../../../shared/time/clock';

const { beep } = vi.hoisted(() => ({ beep: vi.fn() }));
vi.mock('electron', () => ({ shell: { beep } }));

const { alarmBell } = await import('../../../electron/windows/alarm-bell');

const alarm = (priority: AlarmPriority, over: Partial<Alarm> = {}): Alarm => ({
  alarmId: 'a',
  condition: 'pump-alarm',
  key: '',
  kind: 'technical',
  priority,
  words: 'w',
  response: '',
  since: epochMs(0),
  sinceMono: monoMs(0),
  present: true,
  nowWords: null,
  acknowledged: false,
  ...over,
});

describe('the system bell, while no window can sound an alarm (SR-203, SR-121)', () => {
  let state: BedsideState;
  let windowSounds: boolean;
  beforeEach(() => {
    vi.useFakeTimers();
    beep.mockClear();
    state = initialState();
    windowSounds = false;
    const now = () => ({ at: epochMs(0), mono: monoMs(1_000) });
    const clock = { factor: 1, now, after: () => () => {}, every: () => () => {} };
    alarmBell({ clock, state: () => state, windowSounds: () => windowSounds });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const beepsIn = (ms: number): number => {
    beep.mockClear();
    vi.advanceTimersByTime(ms);
    return beep.mock.calls.length;
  };

  it.each(['high', 'medium'] as const)('beeps every 2.5 s for a %s alarm', (priority) => {
    state = { ...state, alarms: [alarm(priority)] };
    expect(beepsIn(10_000)).toBe(4);
  });

  it('is still while a window sounds, and takes over when it is gone', () => {
    state = { ...state, alarms: [alarm('high')] };
    windowSounds = true;
    expect(beepsIn(10_000)).toBe(0);
    windowSounds = false;
    expect(beepsIn(10_000)).toBe(4);
  });

  it('keeps quiet what was seen, what is over, what is low, and what is paused', () => {
    for (const quiet of [
      alarm('high', { acknowledged: true }),
      alarm('high', { present: false }),
      alarm('low'),
    ]) {
      state = { ...state, alarms: [quiet] };
      expect(beepsIn(10_000)).toBe(0);
    }
    state = { ...state, alarms: [alarm('high')], soundPause: { untilMono: monoMs(2_000) } };
    expect(beepsIn(10_000)).toBe(0);
  });
});
