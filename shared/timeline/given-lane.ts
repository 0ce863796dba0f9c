import type { Order } from '../dosing/order';
import type { Series } from '../series/series';
import { formatIn } from '../units/format';
import { mgPerKg } from '../units/units';
import type { Gap } from './gaps';
import type { Curve, Lane } from './lane';
import type { PumpColumns } from './pump-columns';
import { ticksTo, withRoom } from './scale';

const lastOf = (column: readonly (number | null)[]): number =>
  column.findLast((value) => value !== null) ?? 0;

/** Dose given by the pump's account, in mg and mg/kg, against the order; where it is a range, its upper end is dashed. */
export function givenLane(facts: {
  readonly pump: Series['pump'];
  readonly columns: PumpColumns;
  readonly order: Order;
  readonly missing: readonly Gap[];
  readonly breakAfterS: number;
}): Lane {
  const { pump, columns, order, missing, breakAfterS } = facts;
  const line = { kind: 'line', unit: 'mg', digits: 1, tint: 'dose', t: pump.t, breakAfterS } as const;
  const given: Curve = { ...line, key: 'given', label: 'Given', v: columns.given, fill: 'dose-area' };
  const dashed = { v: columns.givenHigh, dash: [4, 3], width: 1.5 };
  const most: Curve = { ...line, ...dashed, key: 'given-high', label: 'at most' };
  const ranged = columns.givenHigh.some((value) => value !== null);
  // Neither account ever falls by more than a counter's reset: the last value stands for the greatest.
  const top = Math.max(order.totalMg, lastOf(columns.given), lastOf(columns.givenHigh)) * 1.2;
  const perKg = (dose: number): number => mgPerKg(dose / order.dosingWeightKg);
  const ordered = `${formatIn(order.totalMg, 'mg')} mg, ${formatIn(perKg(order.totalMg), 'mg/kg')} mg/kg`;
  return {
    key: 'given',
    titles: [
      { text: 'Given', unit: ranged ? 'mg, dashed: at most' : 'mg', tint: 'dose' },
      { text: '', unit: 'mg/kg on the right', tint: 'dose' },
    ],
    weight: 1,
    ...withRoom(top),
    ticks: ticksTo(top, 2),
    second: ticksTo(perKg(top), 3).map((tick) => ({
      value: tick * order.dosingWeightKg,
      text: String(tick),
    })),
    traces: ranged ? [given, most] : [given],
    limits: [{ value: order.totalMg, label: `ordered ${ordered}`, besideName: true }],
    missing,
  };
}
