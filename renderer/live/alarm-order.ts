import type { Alarm, AlarmPriority } from '../../shared/alarms/alarm';

const rank: Record<AlarmPriority, number> = { high: 0, medium: 1, low: 2 };

/** Highest first; of the same rank those whose condition is still there, then the newest. */
export function inOrder(alarms: readonly Alarm[]): Alarm[] {
  return [...alarms].sort(
    (a, b) =>
      rank[a.priority] - rank[b.priority] ||
      Number(b.present) - Number(a.present) ||
      b.sinceMono - a.sinceMono,
  );
}

const marks: Record<Alarm['kind'], Record<AlarmPriority, string>> = {
  physiological: { high: '***', medium: '**', low: '*' },
  technical: { high: '!!!', medium: '!!', low: '!' },
};

/** `***` for the patient, `!!!` for the technique: the rank without colour. */
export function markOf(alarm: Pick<Alarm, 'kind' | 'priority'>): string {
  return marks[alarm.kind][alarm.priority];
}
