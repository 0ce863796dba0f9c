import type { AlarmCondition, AlarmPriority } from './alarm';
import { alarmTable } from './table';

/**
 * A reason to alarm that is true now. The engine turns its coming and going into events. The words may change with
 * a fact, never by time alone: nobody would wake to write them.
 */
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

export type ConditionDraft = Pick<StandingCondition, 'condition' | 'priority' | 'words' | 'response'> & {
  readonly key?: string;
  /** The device has not spoken yet in this run of the console: it gets the table's longer time. */
  readonly awaitsFirstWord?: boolean;
};

/** A condition with the kind and the delays that the table gives it. */
export function standing({ awaitsFirstWord = false, ...draft }: ConditionDraft): StandingCondition {
  const { kind, onDelayMs, highOnDelayMs, firstWordMs, offDelayMs } = alarmTable[draft.condition];
  const delayMs = draft.priority === 'high' ? (highOnDelayMs ?? onDelayMs) : onDelayMs;
  return {
    key: '',
    kind,
    onDelayMs: awaitsFirstWord ? (firstWordMs ?? delayMs) : delayMs,
    offDelayMs,
    ...draft,
  };
}

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
