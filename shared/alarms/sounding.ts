import type { MonoMs } from '../time/clock';
import type { Alarm, AlarmPriority } from './alarm';
import { rank } from './condition';
import type { AlarmFact } from './events';

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
  return loudest(alarms);
}

function loudest(alarms: readonly Alarm[]): AlarmPriority | null {
  const [highest] = alarms
    .filter((alarm) => alarm.present && !alarm.acknowledged)
    .map((alarm) => alarm.priority)
    .sort((a, b) => rank[b] - rank[a]);
  return highest ?? null;
}

/** An alarm that comes, returns or rises above all that were sounding breaks the sound pause; a high one always (SR-112). */
export function breaksSoundPause(alarms: readonly Alarm[], facts: readonly AlarmFact[]): boolean {
  const before = loudest(alarms);
  const highest = before === null ? 0 : rank[before];
  const breaks = (priority: AlarmPriority | undefined): boolean =>
    priority !== undefined && (priority === 'high' || rank[priority] > highest);
  return facts.some((fact) => {
    switch (fact.type) {
      case 'alarm.raised':
        return breaks(fact.body.alarm.priority);
      case 'alarm.escalated':
        return breaks(fact.body.priority);
      case 'alarm.condition-returned':
      case 'alarm.reminded':
        return breaks(alarms.find((alarm) => alarm.alarmId === fact.body.alarmId)?.priority);
      default:
        return false;
    }
  });
}
