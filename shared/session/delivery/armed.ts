import type { Order } from '../../dosing/order';
import { formatDuration, formatNumber } from '../../units/format';
import type { InterlockSign } from './events';

/** One sign that the order's interlock watches. `level` in the sign's own unit; seconds of clock time. */
export type ArmedSign = {
  readonly sign: InterlockSign;
  readonly level: number;
  readonly forSeconds: number;
};

export const signNames: Readonly<Record<InterlockSign, { readonly name: string; readonly unit: string }>> = {
  SpO2: { name: 'SpO₂', unit: '%' },
  RR: { name: 'RR', unit: '/min' },
};

/** What the signed order lets the console act on; empty: the interlock is off. */
export function armedSigns({ order }: { readonly order: Pick<Order, 'interlock'> }): ArmedSign[] {
  const { interlock } = order;
  if (interlock === null) return [];
  const armed: ArmedSign[] = [];
  if (interlock.spo2 !== null) {
    armed.push({
      sign: 'SpO2',
      level: interlock.spo2.belowPercent,
      forSeconds: interlock.spo2.forSeconds,
    });
  }
  if (interlock.respiration !== null) {
    armed.push({
      sign: 'RR',
      level: interlock.respiration.belowPerMin,
      forSeconds: interlock.respiration.forSeconds,
    });
  }
  return armed;
}

/** `SpO₂ under 88 % for 20 s, RR under 8 /min for 30 s`; null: off. */
export function armedWords(session: { readonly order: Pick<Order, 'interlock'> }): string | null {
  const signs = armedSigns(session);
  if (signs.length === 0) return null;
  return signs
    .map(({ sign, level, forSeconds }) => {
      const { name, unit } = signNames[sign];
      return `${name} under ${formatNumber(level, 0)} ${unit} for ${formatDuration(forSeconds * 1_000)}`;
    })
    .join(', ');
}
