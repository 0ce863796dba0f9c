import type { Numeric } from '../../shared/readings/monitor';

const MMHG_PER_KPA = 7.50062;

/** A numeric's value in the unit that this console shows: mmHg for pressures and CO2, °C for temperatures. */
export function chartedValue(numeric: Pick<Numeric, 'value' | 'unit'>): number | null {
  if (numeric.value === null) return null;
  if (numeric.unit === 'kPa') return numeric.value * MMHG_PER_KPA;
  if (numeric.unit === '[degF]') return ((numeric.value - 32) * 5) / 9;
  return numeric.value;
}
