import type { Numeric, NumericCode } from '../readings/monitor';

const MMHG_PER_KPA = 7.50062;

/** The value on which an extreme may stand: valid by the monitor's own word; in a simulation its invented ones too. */
function valid({ value, quality, unit }: Numeric, simulation: boolean): number | null {
  const stands = quality === 'valid' || (simulation && (quality === 'demo' || quality === 'test'));
  if (value === null || !stands) return null;
  return unit === 'kPa' ? Math.round(value * MMHG_PER_KPA) : value;
}

/** The valid value of the first of `codes` that has one, the named sources first; null: none has. */
export function firstValid(
  numerics: readonly Numeric[],
  codes: readonly NumericCode[],
  sources: readonly string[],
  simulation: boolean,
): number | null {
  const rank = ({ source }: Numeric) => (sources.includes(source) ? sources.indexOf(source) : sources.length);
  for (const code of codes) {
    const found = numerics
      .filter((one) => one.code === code && valid(one, simulation) !== null)
      .sort((a, b) => rank(a) - rank(b));
    if (found[0] !== undefined) return valid(found[0], simulation);
  }
  return null;
}

/** One cuff measurement, mmHg. A monitor repeats it until the next one: `measuredAt` tells them apart. */
export type Cuff = {
  readonly measuredAt: number | null;
  readonly systolic: number | null;
  readonly diastolic: number | null;
};

/** The pressure in a reading; null: none that is valid. */
export function cuffIn(numerics: readonly Numeric[], simulation: boolean): Cuff | null {
  const part = (code: NumericCode) => firstValid(numerics, [code], [], simulation);
  const [systolic, diastolic] = [part('NIBP-sys'), part('NIBP-dia')];
  if (systolic === null && diastolic === null) return null;
  const timed = numerics.find(({ code }) => code === 'NIBP-sys' || code === 'NIBP-dia');
  return { measuredAt: timed?.measuredAt ?? null, systolic, diastolic };
}
