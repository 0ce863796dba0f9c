import { type AlarmPriority, alarmPriority } from '../../alarms/alarm';
import type { Actor } from '../../record/people';
import type { EpochMs } from '../../time/clock';
import type { EventBody } from '../events';

/** The last alarm test in which everything was heard and seen (SR-119). */
export type AlarmTest = { readonly at: EpochMs; readonly by: Actor };

/** Passed only when all three priorities were heard and seen; a failed test undoes the one before. */
export function alarmTestOf({ by, at, heard, seen }: EventBody<'alarm.tested'>): AlarmTest | null {
  const whole = (list: readonly AlarmPriority[]) => alarmPriority.options.every((one) => list.includes(one));
  return whole(heard) && whole(seen) ? { at, by } : null;
}
