import type { AlarmCondition, AlarmPriority } from './alarm';

/** A reason to alarm that is true now. `settle` turns its coming and going into events. */
export type StandingCondition = {
  readonly condition: AlarmCondition;
  readonly key: string;
  readonly kind: 'physiological' | 'technical';
  readonly priority: AlarmPriority;
  readonly words: string;
  readonly response: string;
  /** Must be true for this long before it alarms, and false for `offDelayMs` before the alarm ends. */
  readonly onDelayMs: number;
  readonly offDelayMs: number;
};

type TechnicalDraft = Omit<StandingCondition, 'onDelayMs' | 'offDelayMs' | 'key' | 'kind'> &
  Partial<Pick<StandingCondition, 'onDelayMs' | 'offDelayMs' | 'key'>>;

/** A condition of the equipment: at once, and one of its kind, unless it says otherwise. */
export const technical = (draft: TechnicalDraft): StandingCondition => ({
  key: '',
  kind: 'technical',
  onDelayMs: 0,
  offDelayMs: 0,
  ...draft,
});

export const conditionId = (one: { condition: string; key: string }): string => `${one.condition}/${one.key}`;

export const rank: Record<AlarmPriority, number> = { high: 3, medium: 2, low: 1 };

/** The mark before an alarm's words: stars for the patient, exclamation marks for the equipment (ui.md 5). */
export function alarmMark(kind: 'physiological' | 'technical', priority: AlarmPriority): string {
  return (kind === 'physiological' ? '*' : '!').repeat(rank[priority]);
}

/** The order in which alarms stand on the screen: rank, then the one that is there before one that was, then newest. */
export function byImportance(
  a: { priority: AlarmPriority; present: boolean; sinceMono: number },
  b: { priority: AlarmPriority; present: boolean; sinceMono: number },
): number {
  return (
    rank[b.priority] - rank[a.priority] || Number(b.present) - Number(a.present) || b.sinceMono - a.sinceMono
  );
}
