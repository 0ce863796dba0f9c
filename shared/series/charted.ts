import type { Numeric, NumericCode } from '../readings/monitor';
import { type MonitorColumn, monitorColumnNames, type RejectedWhy } from './series';

type Choice = { readonly code: NumericCode; readonly sources: readonly string[] };

/** Which numeric a column shows. Of several sensors the first one named here that has a value; then any other. */
const choices: Readonly<Record<MonitorColumn, Choice>> = {
  hr: { code: 'HR', sources: ['ecg'] },
  pr: { code: 'PR', sources: ['pleth', 'abp'] },
  spo2: { code: 'SpO2', sources: ['pleth'] },
  rr: { code: 'RR', sources: ['airway', 'impedance'] },
  etco2MmHg: { code: 'EtCO2', sources: ['airway'] },
  tempCel: { code: 'Temp', sources: ['core', 'skin'] },
};

const charted: ReadonlySet<NumericCode> = new Set(monitorColumnNames.map((column) => choices[column].code));

/** Whether any of these has a column. */
export const anyCharted = (numerics: readonly Numeric[]): boolean =>
  numerics.some(({ code }) => charted.has(code));

const MMHG_PER_KPA = 7.50062;
const invented = ({ quality }: Numeric): boolean => quality === 'demo' || quality === 'test';

/** The value in the column's unit, or null where the monitor itself does not stand behind it. */
export function charts(numeric: Numeric, simulation: boolean): number | null {
  const { value, unit, quality } = numeric;
  const trusted = quality === 'valid' || quality === 'questionable' || (simulation && invented(numeric));
  if (value === null || !trusted) return null;
  if (unit === 'kPa') return value * MMHG_PER_KPA;
  if (unit === '[degF]') return ((value - 32) * 5) / 9;
  return value;
}

function whyNot(numeric: Numeric): RejectedWhy {
  if (numeric.quality === 'invalid') return 'artefact';
  if (numeric.quality === 'calibrating') return 'calibrating';
  return invented(numeric) ? 'demo' : 'sensor off';
}

/** What one reading says for a column: a value, or why there is none; `why` null: the device did not name it at all. */
export function chosen(
  numerics: readonly Numeric[],
  column: MonitorColumn,
  simulation: boolean,
): { readonly value: number | null; readonly why: RejectedWhy | null } {
  const { code, sources } = choices[column];
  let [best, bestRank]: [number | null, number] = [null, Number.POSITIVE_INFINITY];
  let why: RejectedWhy | null = null;
  for (const numeric of numerics) {
    if (numeric.code !== code) continue;
    const value = charts(numeric, simulation);
    const named = sources.indexOf(numeric.source);
    const rank = named < 0 ? sources.length : named;
    if (value === null) why ??= whyNot(numeric);
    else if (rank < bestRank) [best, bestRank] = [value, rank];
  }
  return { value: best, why: best === null ? why : null };
}
