import { shell } from 'electron';
import { soundingPriority } from '../../shared/alarms/sounding';
import type { BedsideState } from '../../shared/session/state';
import type { Clock } from '../../shared/time/clock';

const EVERY_MS = 2_500;

/** The system bell takes over while no window can sound an alarm; it is crude, and better than silence. */
export function alarmBell(setting: {
  readonly clock: Clock;
  readonly state: () => BedsideState;
  readonly windowSounds: () => boolean;
}): void {
  setInterval(() => {
    if (setting.windowSounds()) return;
    const { alarms, soundPause } = setting.state();
    const priority = soundingPriority(alarms, soundPause, setting.clock.now().mono);
    if (priority === 'high' || priority === 'medium') shell.beep();
  }, EVERY_MS);
}
