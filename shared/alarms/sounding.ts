import type { MonoMs } from '../time/clock';
import type { Alarm, AlarmPriority } from './alarm';
import { rank } from './condition';

/**
 * The priority that is to be heard now; null for silence. Acknowledging silences one alarm, the sound pause all of
 * them for its time; an alarm that stays only because nobody has seen it is shown, not heard.
 */
export function soundingPriority(
  alarms: readonly Alarm[],
  soundPause: { readonly untilMono: MonoMs } | null,
  mono: MonoMs,
): AlarmPriority | null {
  if (soundPause !== null && mono < soundPause.untilMono) return null;
  const [highest] = alarms
    .filter((alarm) => alarm.present && !alarm.acknowledged)
    .map((alarm) => alarm.priority)
    .sort((a, b) => rank[b] - rank[a]);
  return highest ?? null;
}
