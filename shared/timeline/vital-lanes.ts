import type { VitalLimit, VitalLimits } from '../dosing/order';
import type { MonitorColumn, Series } from '../series/series';
import { formatNumber } from '../units/format';
import { type Gap, sensorGaps, unnamed } from './gaps';
import type { Curve, Lane, Tint } from './lane';
import type { Silences } from './silences';

export type VitalFacts = {
  readonly series: Series;
  readonly silences: Silences;
  readonly limits: VitalLimits;
  readonly gaps: readonly Gap[];
  /** Of these, the ones that the first of these lanes names; the lanes below show them without words. */
  readonly named: readonly Gap[];
  readonly breakAfterS: number;
  readonly end: number;
};

function curve(
  { series, breakAfterS }: VitalFacts,
  column: MonitorColumn,
  said: { label: string; unit: string; digits: number; tint: Tint; dash?: readonly number[] },
): Curve {
  const { monitor } = series;
  const width = said.dash ? 1.5 : 1.75;
  return { kind: 'line', key: column, ...said, t: monitor.t, v: monitor[column], breakAfterS, width };
}

function missing(facts: VitalFacts, column: MonitorColumn): Gap[] {
  const off = sensorGaps(column, facts.silences, facts.series.rejected, facts.gaps, facts.end);
  const known = facts.gaps.map((gap) => (column === 'hr' && facts.named.includes(gap) ? gap : unnamed(gap)));
  return [...known, ...off].sort((a, b) => a.from - b.from);
}

function high(limit: VitalLimit, name: string): Lane['limits'] {
  const value = limit.mediumHigh ?? limit.highHigh;
  return value === null ? [] : [{ value, label: `${name} limit ${formatNumber(value, 0)}` }];
}

function low(limit: VitalLimit): Lane['limits'] {
  const value = limit.mediumLow ?? limit.highLow;
  return value === null ? [] : [{ value, label: `limit ${formatNumber(value, 0)}` }];
}

function pressureLane(facts: VitalFacts): Lane {
  const { nibp } = facts.series;
  const hr = { label: 'HR', unit: '/min', digits: 0, tint: 'hr' } as const;
  const pulse = facts.silences.seen.has('pr');
  return {
    key: 'pressure',
    titles: [
      { text: 'NIBP', unit: 'mmHg', tint: 'nibp' },
      { text: 'HR', unit: '/min', tint: 'hr' },
      ...(pulse ? [{ text: 'PR', unit: '/min, dashed', tint: 'spo2' } as const] : []),
    ],
    weight: 2,
    min: 32,
    max: 186,
    ticks: [40, 80, 120, 160],
    traces: [
      ...(pulse ? [curve(facts, 'pr', { ...hr, label: 'PR', tint: 'spo2', dash: [3, 3] } as const)] : []),
      curve(facts, 'hr', hr),
      {
        kind: 'chevrons',
        ...{ key: 'nibp', label: 'NIBP', unit: 'mmHg', tint: 'nibp' },
        t: nibp.t,
        high: nibp.sys,
        low: nibp.dia,
      },
    ],
    limits: high(facts.limits.systolicMmHg, 'systolic'),
    missing: missing(facts, 'hr'),
  };
}

function saturationLane(facts: VitalFacts): Lane {
  return {
    key: 'spo2',
    titles: [{ text: 'SpO₂', unit: '%', tint: 'spo2' }],
    weight: 1.1,
    min: 84,
    max: 102.5,
    ticks: [90, 100],
    traces: [curve(facts, 'spo2', { label: 'SpO₂', unit: '%', digits: 0, tint: 'spo2' })],
    limits: low(facts.limits.spo2Percent),
    missing: missing(facts, 'spo2'),
  };
}

function breathingLane(facts: VitalFacts): Lane {
  const carbon = facts.silences.seen.has('etco2MmHg');
  const dash = [4, 3];
  return {
    key: 'breathing',
    titles: [
      { text: 'RR', unit: '/min', tint: 'resp' },
      { text: 'EtCO₂', unit: carbon ? 'mmHg, dashed' : 'not measured', tint: 'resp' },
    ],
    weight: 1.1,
    min: 0,
    max: 60,
    ticks: [10, 30, 50],
    traces: [
      curve(facts, 'etco2MmHg', { label: 'EtCO₂', unit: 'mmHg', digits: 0, tint: 'resp', dash }),
      curve(facts, 'rr', { label: 'RR', unit: '/min', digits: 0, tint: 'resp' }),
    ],
    limits: low(facts.limits.respirationPerMin),
    missing: missing(facts, 'rr'),
  };
}

function temperatureLane(facts: VitalFacts): Lane {
  const measured = facts.silences.seen.has('tempCel');
  return {
    key: 'temperature',
    titles: [{ text: 'Temp', unit: measured ? '°C' : '°C, not measured', tint: 'temp' }],
    weight: measured ? 0.7 : 0.45,
    min: 34,
    max: 40,
    ticks: [35, 38],
    traces: [curve(facts, 'tempCel', { label: 'Temp', unit: '°C', digits: 1, tint: 'temp' })],
    limits: [],
    missing: missing(facts, 'tempCel'),
  };
}

/** Heart, oxygen, breathing and temperature, each with its own fixed scale. */
export function vitalLanes(facts: VitalFacts): Lane[] {
  return [pressureLane(facts), saturationLane(facts), breathingLane(facts), temperatureLane(facts)];
}
