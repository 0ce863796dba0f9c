/** Rounds half to even at `decimals`, on the decimal digits that a person would write down. */
export function roundHalfEven(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const scaled = Number((value * scale).toPrecision(14));
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  const up = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0);
  return (up ? floor + 1 : floor) / scale;
}

/**
 * A number as the clinic may read it: leading zero, no trailing zero, true minus sign, no thousands mark
 * (SR-041). The unit is added by whoever shows it, with a space.
 */
export function formatNumber(value: number, decimals: number): string {
  const rounded = roundHalfEven(value, decimals);
  const text = Math.abs(rounded)
    .toFixed(decimals)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  return rounded < 0 ? `−${text}` : text;
}

export type DisplayUnit =
  | 'mg/kg/h'
  | 'mg/h'
  | 'mcg/kg/min'
  | 'mL/h'
  | 'mg'
  | 'mg/kg'
  | 'mL'
  | 'mg/mL'
  | 'ng/mL'
  | 'kg'
  | 'cm'
  | 'min'
  | 'mmHg'
  | '%'
  | '/min'
  | '°C';

const decimalsOf: Record<DisplayUnit, number> = {
  'mg/kg/h': 2,
  'mg/h': 1,
  'mcg/kg/min': 2,
  'mL/h': 2,
  mg: 1,
  'mg/kg': 2,
  mL: 1,
  'mg/mL': 2,
  'ng/mL': 0,
  kg: 1,
  cm: 0,
  min: 0,
  mmHg: 0,
  '%': 0,
  '/min': 0,
  '°C': 1,
};

/** Amounts and rates of drug: what is given is never written as nothing. */
const ofDrug: ReadonlySet<DisplayUnit> = new Set([
  'mg/kg/h',
  'mg/h',
  'mcg/kg/min',
  'mL/h',
  'mg',
  'mg/kg',
  'mL',
]);
/** So many decimals more, where the usual ones would show a zero: finer than any pump counts. */
const MORE_DECIMALS = 2;

/**
 * The number alone, with the decimals that belong to its unit (ui.md 7). An amount of drug too small for them gets one
 * or two more, so that 0.04 mg does not read as 0 mg; what is smaller still is below what a pump can count.
 */
export function formatIn(value: number, unit: DisplayUnit): string {
  const usual = decimalsOf[unit];
  if (value === 0 || !ofDrug.has(unit)) return formatNumber(value, usual);
  for (let decimals = usual; decimals < usual + MORE_DECIMALS; decimals += 1)
    if (roundHalfEven(value, decimals) !== 0) return formatNumber(value, decimals);
  return formatNumber(value, usual + MORE_DECIMALS);
}

/** Number, space, unit: `0.35 mg/kg/h`. */
export function withUnit(value: number, unit: DisplayUnit): string {
  return `${formatIn(value, unit)} ${unit}`;
}

/** A share of a whole as percent, the number alone: what was begun is never 0, and what is not all is never 100. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 1) return '< 1';
  return percent > 99 && percent < 100 ? '> 99' : formatIn(percent, '%');
}

/** A duration as `2 h 03 min`; under an hour `12 min`, under a minute `40 s`. Rounds down. */
export function formatDuration(ms: number): string {
  const totalS = Math.max(0, Math.floor(ms / 1000));
  const h = Math.floor(totalS / 3600);
  const min = Math.floor((totalS % 3600) / 60);
  if (h > 0) return `${h} h ${String(min).padStart(2, '0')} min`;
  if (min > 0) return `${min} min`;
  return `${totalS} s`;
}

/** A running timer as `m:ss`, above an hour `h:mm:ss`. Rounds down. */
export function formatTimer(ms: number): string {
  const totalS = Math.max(0, Math.floor(ms / 1000));
  const s = String(totalS % 60).padStart(2, '0');
  const min = Math.floor(totalS / 60) % 60;
  const h = Math.floor(totalS / 3600);
  return h > 0 ? `${h}:${String(min).padStart(2, '0')}:${s}` : `${min}:${s}`;
}
