import type { AlarmCondition } from '../alarms/alarm';
import { type StandingCondition, standing } from '../alarms/condition';
import type { VitalLimit } from '../dosing/order';
import type { NumericCode } from '../readings/monitor';
import type { MonoMs } from '../time/clock';
import { formatNumber } from '../units/format';
import { isMeasured, type Vital, vital } from './freshness';
import type { BedsideState } from './state';

type Rule = {
  readonly code: NumericCode;
  readonly name: string;
  readonly unit: string;
  readonly limit: VitalLimit;
  readonly low: AlarmCondition | null;
  readonly high: AlarmCondition | null;
  readonly lowResponse: string;
  readonly highResponse: string;
};

const CALL = 'PAUSE, look at the patient, call the physician.';
const WATCH = 'Look at the patient, measure again.';

/** Limits from the signed order, or as changed for this session; a limit that is null is off and the screen says so. */
function rules(state: BedsideState): Rule[] {
  const limits = state.session?.vitalLimits;
  if (limits === undefined) return [];
  const pressure = {
    unit: 'mmHg',
    lowResponse: CALL,
    highResponse: 'Measure again in 5 min, think of a slower rate or PAUSE.',
  };
  return [
    {
      code: 'SpO2',
      name: 'SpO₂',
      unit: '%',
      limit: limits.spo2Percent,
      low: 'spo2-low',
      high: null,
      lowResponse: 'PAUSE. Stimulate, open the airway, give oxygen, call.',
      highResponse: '',
    },
    {
      code: 'HR',
      name: 'HR',
      unit: '/min',
      limit: limits.heartRatePerMin,
      low: 'heart-rate-low',
      high: 'heart-rate-high',
      lowResponse: CALL,
      highResponse: WATCH,
    },
    {
      code: 'NIBP-sys',
      name: 'Systolic pressure',
      limit: limits.systolicMmHg,
      low: 'systolic-low',
      high: 'systolic-high',
      ...pressure,
    },
    {
      code: 'NIBP-dia',
      name: 'Diastolic pressure',
      limit: limits.diastolicMmHg,
      low: null,
      high: 'diastolic-high',
      ...pressure,
    },
    {
      code: 'RR',
      name: 'RR',
      unit: '/min',
      limit: limits.respirationPerMin,
      low: 'respiration-low',
      high: 'respiration-high',
      lowResponse: 'PAUSE. Stimulate, open the airway, call.',
      highResponse: WATCH,
    },
  ];
}

/** Vital signs past their limits, from values that are live, measured and from a monitor that is this patient's. */
export function vitalConditions(state: BedsideState, mono: MonoMs): StandingCondition[] {
  return rules(state).flatMap((rule) => {
    const seen = judged(state, rule, mono);
    return seen === null ? [] : breach(rule, seen.name, seen.value);
  });
}

/** What the value of a vital sign is now, for an alarm whose condition is gone: `now 95 %`; null: nothing is measured. */
export function vitalNowWords(state: BedsideState, condition: AlarmCondition, mono: MonoMs): string | null {
  const rule = rules(state).find(({ low, high }) => low === condition || high === condition);
  const seen = rule === undefined ? null : judged(state, rule, mono);
  return rule === undefined || seen === null ? null : `now ${formatNumber(seen.value, 0)} ${rule.unit}`;
}

/** The value that a rule judges; where no ECG gives a heart rate, the pulse rate stands for it. */
function judged(state: BedsideState, rule: Rule, mono: MonoMs): { name: string; value: number } | null {
  const codes: readonly NumericCode[] = rule.code === 'HR' ? ['HR', 'PR'] : [rule.code];
  for (const code of codes) {
    const seen: Vital | null = vital(state, code, mono);
    const value = seen?.numeric.value ?? null;
    if (seen?.freshness !== 'live' || value === null || !isMeasured(seen.numeric)) continue;
    return { name: code === rule.code ? rule.name : code, value };
  }
  return null;
}

function breach(rule: Rule, name: string, value: number): StandingCondition[] {
  const { limit } = rule;
  const found = (
    condition: AlarmCondition | null,
    priority: 'high' | 'medium',
    side: 'LOW' | 'HIGH',
    bound: number,
  ): StandingCondition[] =>
    condition === null
      ? []
      : [
          standing({
            condition,
            priority,
            words: `${name} ${side} ${formatNumber(value, 0)} ${rule.unit}, limit ${formatNumber(bound, 0)}`,
            response: side === 'LOW' ? rule.lowResponse : rule.highResponse,
          }),
        ];
  if (limit.highLow !== null && value < limit.highLow) return found(rule.low, 'high', 'LOW', limit.highLow);
  if (limit.highHigh !== null && value > limit.highHigh)
    return found(rule.high, 'high', 'HIGH', limit.highHigh);
  if (limit.mediumLow !== null && value < limit.mediumLow)
    return found(rule.low, 'medium', 'LOW', limit.mediumLow);
  if (limit.mediumHigh !== null && value > limit.mediumHigh) {
    return found(rule.high, 'medium', 'HIGH', limit.mediumHigh);
  }
  return [];
}
