import type { Alarm, AlarmCondition, AlarmPriority } from '../../shared/alarms/alarm';
import type { VitalLimit } from '../../shared/dosing/order';
import type { Numeric, NumericCode } from '../../shared/readings/monitor';
import { type Vital, vital } from '../../shared/session/freshness';
import type { BedsideState } from '../../shared/session/state';
import type { MonoMs } from '../../shared/time/clock';
import { formatNumber, formatTimer } from '../../shared/units/format';
import { chartedValue } from './charted-value';
import { ageWords } from './words';

export type VitalLook = 'live' | 'stale' | 'absent' | 'artefact';

export type VitalView = {
  readonly look: VitalLook;
  /** The number, or `- -`. */
  readonly text: string;
  /** Age of a value; the reason where there is none. */
  readonly caption: string;
  readonly alarm: AlarmPriority | null;
};

const conditions: Partial<Record<NumericCode, readonly AlarmCondition[]>> = {
  HR: ['heart-rate-low', 'heart-rate-high'],
  SpO2: ['spo2-low', 'spo2-absent'],
  'NIBP-sys': ['systolic-low', 'systolic-high', 'diastolic-high', 'nibp-overdue'],
  RR: ['respiration-low', 'respiration-high'],
};

/** The highest alarm on this parameter whose condition is still there. */
export function alarmOn(alarms: readonly Alarm[], code: NumericCode): AlarmPriority | null {
  const mine = alarms.filter((alarm) => alarm.present && (conditions[code] ?? []).includes(alarm.condition));
  return (
    (['high', 'medium', 'low'] as const).find((rank) => mine.some((alarm) => alarm.priority === rank)) ?? null
  );
}

/** Why a numeric has no value, in the device's own terms. */
export function absenceWords({ quality, value }: Pick<Numeric, 'quality' | 'value'>): string | null {
  switch (quality) {
    case 'invalid':
    case 'questionable':
      return 'artefact';
    case 'calibrating':
      return 'calibrating';
    case 'test':
      return 'test value';
    case 'demo':
      return 'demo value';
    case 'unavailable':
      return 'sensor off';
    case 'valid':
      return value === null ? 'sensor off' : null;
  }
}

function linkWords(state: BedsideState, mono: MonoMs): string {
  const { link } = state.monitor;
  if (link.kind === 'never') return 'no monitor';
  if (link.kind === 'up') return 'no value yet';
  return `no link ${formatTimer(mono - link.sinceMono)}`;
}

/** The state of one shown number (live, stale, absent, artefact), whatever its tile looks like. */
export function vitalView(state: BedsideState, code: NumericCode, mono: MonoMs, digits = 0): VitalView {
  const alarm = alarmOn(state.alarms, code);
  const seen: Vital | null = vital(state, code, mono);
  if (seen === null) return { look: 'absent', text: '- -', caption: linkWords(state, mono), alarm };
  const reason = absenceWords(seen.numeric);
  if (reason !== null) {
    return { look: reason === 'artefact' ? 'artefact' : 'absent', text: '- -', caption: reason, alarm };
  }
  if (seen.freshness === 'absent') {
    return { look: 'absent', text: '- -', caption: `last ${ageWords(seen.ageMs)} ago`, alarm };
  }
  const value = chartedValue(seen.numeric);
  const text = value === null ? '- -' : formatNumber(value, digits);
  return { look: seen.freshness, text, caption: ageWords(seen.ageMs), alarm };
}

/** `50–110`, `low 90`, `high 24`; empty when no limit is set. */
export function limitWords(limit: VitalLimit): string {
  const low = limit.mediumLow ?? limit.highLow;
  const high = limit.mediumHigh ?? limit.highHigh;
  if (low !== null && high !== null) return `${low}–${high}`;
  if (low !== null) return `low ${low}`;
  return high === null ? '' : `high ${high}`;
}
