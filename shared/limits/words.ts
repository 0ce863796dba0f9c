import { formatNumber } from '../units/format';

/** Enough decimals for every value that a keypad takes, and for their products. */
const EXACT_DECIMALS = 4;
const MOST_DECIMALS = 12;

/** A number of a limit or an entry as words show it. */
export const show = (value: number): string => formatNumber(value, EXACT_DECIMALS);

/** A value past a limit with as many decimals as it takes not to read as the limit itself. */
export function showPast(value: number, limit: number, fewest = EXACT_DECIMALS): string {
  for (let decimals = fewest; decimals < MOST_DECIMALS; decimals += 1) {
    const text = formatNumber(value, decimals);
    if (text !== formatNumber(limit, decimals) && text !== formatNumber(limit, fewest)) return text;
  }
  return formatNumber(value, MOST_DECIMALS);
}

/** The permitted extreme, rounded to the permitted side: what is read here can be typed and is taken (SR-049). */
export function showPermitted(limit: number, end: 'over' | 'under'): string {
  const scale = 10 ** EXACT_DECIMALS;
  const scaled = Number((limit * scale).toPrecision(14));
  return show((end === 'over' ? Math.floor(scaled) : Math.ceil(scaled)) / scale);
}
