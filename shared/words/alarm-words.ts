import { type AlarmPriority, alarmPriority } from '../alarms/alarm';
import { limitChanges } from '../alarms/limits';
import type { EventBody } from '../session/events';

const missing = (list: readonly AlarmPriority[]) =>
  alarmPriority.options.filter((one) => !list.includes(one));

/** `Alarm test by R. Example: all priorities heard and seen`, or what was missed. */
export function alarmTestWords({ by, heard, seen }: EventBody<'alarm.tested'>): string {
  const [unheard, unseen] = [missing(heard), missing(seen)];
  const part = (list: readonly AlarmPriority[], verb: string) =>
    list.length === 0 ? `all priorities ${verb}` : `not ${verb}: ${list.join(', ')}`;
  const words =
    unheard.length === 0 && unseen.length === 0
      ? 'all priorities heard and seen'
      : `${part(unheard, 'heard')}; ${part(unseen, 'seen')}`;
  return `Alarm test by ${by.name}: ${words}`;
}

/** `Alarm limits by R. Example: HR caution high 110 → 120 /min, athlete`. */
export function alarmLimitWords({ by, before, limits, reason }: EventBody<'alarm-limits.changed'>): string {
  const changes = limitChanges(before, limits).map(({ words }) => words);
  return `Alarm limits by ${by.name}: ${[...changes, ...(reason === '' ? [] : [reason])].join(', ')}`;
}
