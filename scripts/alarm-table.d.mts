import type { Pattern } from '../renderer/sound/pattern';
import type { AlarmCondition, AlarmPriority } from '../shared/alarms/alarm';
import type { AlarmRow, Harm, Onset } from '../shared/alarms/table';

export type AlarmTables = {
  readonly priorityBy: Record<Harm, Record<Onset, AlarmPriority>>;
  readonly alarmTable: Readonly<Record<AlarmCondition, AlarmRow>>;
  readonly patterns: Record<AlarmPriority, Pattern>;
  readonly harmonics: readonly number[];
};
export function withTables(text: string, tables: AlarmTables): string;
