import { type DisplayUnit, formatIn } from '../units/format';

type Span = { readonly low: number; readonly high: number };

/** `76.4`, or `76.4 to 78.1` where no display could show the two ends as one. */
export function spanNumber({ low, high }: Span, unit: DisplayUnit): string {
  const [least, most] = [formatIn(low, unit), formatIn(high, unit)];
  return least === most ? least : `${least} to ${most}`;
}

/** The same with its unit. */
export const spanWords = (span: Span, unit: DisplayUnit): string => `${spanNumber(span, unit)} ${unit}`;
