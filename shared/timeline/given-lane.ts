import type { Order } from '../dosing/order';
import type { Series } from '../ipc/contract';
import { formatIn } from '../units/format';
import { type Dosing, doseOf, mapped } from './doses';
import type { Gap } from './gaps';
import type { Curve, Lane } from './lane';
import { largest, ticksTo, withRoom } from './scale';

/** The high end is worth a line of its own from this difference on, mg: below it no display would show one. */
const WORTH_SHOWING_MG = 0.05;

/** Dose given by the pump's account against the order; where it is a range, its upper end is dashed. */
export function givenLane(facts: {
  readonly pump: Series['pump'];
  readonly dosing: Dosing;
  readonly order: Order;
  readonly missing: readonly Gap[];
  readonly breakAfterS: number;
}): Lane {
  const { pump, dosing, order, missing, breakAfterS } = facts;
  const low = mapped(pump.givenLowMl, (value) => doseOf(dosing, value));
  const high = mapped(pump.givenHighMl, (value) => doseOf(dosing, value));
  const apart = high.map((value, row) =>
    value !== null && value - (low[row] ?? value) > WORTH_SHOWING_MG ? value : null,
  );
  const line = { kind: 'line', unit: 'mg', digits: 1, tint: 'dose', t: pump.t, breakAfterS } as const;
  const given: Curve = { ...line, key: 'given', label: 'Given', v: low, fill: 'dose-area' };
  const most: Curve = { ...line, key: 'given-high', label: 'at most', v: apart, dash: [4, 3], width: 1.5 };
  const ranged = apart.some((value) => value !== null);
  const top = Math.max(order.totalMg, largest(high)?.value ?? 0) * 1.2;
  return {
    key: 'given',
    titles: [{ text: 'Given', unit: ranged ? 'mg, dashed: at most' : 'mg', tint: 'dose' }],
    weight: 1,
    ...withRoom(top),
    ticks: ticksTo(top, 2),
    traces: ranged ? [given, most] : [given],
    limits: [{ value: order.totalMg, label: `ordered ${formatIn(order.totalMg, 'mg')} mg` }],
    missing,
  };
}
