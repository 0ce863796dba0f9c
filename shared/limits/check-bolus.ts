import type { Order } from '../dosing/order';
import type { Mg, MgPerKg, Minutes } from '../units/units';
import { atLeast, atMost, checkBounds, worst } from './bounds';
import type { Finding, LimitProfile } from './profile';
import { show } from './words';

export type BolusQuestion = {
  readonly order: Order;
  readonly limits: LimitProfile;
  readonly mgPerKg: MgPerKg;
  readonly overSeconds: number;
  /** Null: none was given yet. */
  readonly sinceLastBolusMin: Minutes | null;
  readonly bolusesGiven: number;
  /** Upper end of what may have been given before this bolus. */
  readonly deliveredHighMg: Mg;
};

/** Every rule that a bolus has to pass: dose, time, lockout, number, and the totals with it (SR-020, SR-029). */
export function checkBolus(question: BolusQuestion): Finding[] {
  const { order, limits, mgPerKg, overSeconds, sinceLastBolusMin, bolusesGiven, deliveredHighMg } = question;
  const { bolus } = order;
  if (!(mgPerKg > 0)) return [{ ...none, value: mgPerKg, words: 'A bolus of 0 mg/kg is none.' }];
  const total = deliveredHighMg + mgPerKg * order.dosingWeightKg;
  return [
    ...worst([
      ...(bolus === null
        ? [{ ...none, words: 'The order has no bolus. A physician can write a new order.' }]
        : checkBounds({
            rule: 'bolus-dose',
            bounds: atMost(bolus.mgPerKg),
            value: mgPerKg,
            unit: 'mg/kg',
            what: 'Bolus',
          }).map((finding) => ({
            ...finding,
            words: `Bolus ${show(mgPerKg)} mg/kg is over the order, which allows ${show(bolus.mgPerKg)} mg/kg.`,
          }))),
      ...checkBounds({
        rule: 'bolus-dose',
        bounds: limits.bolusMgPerKg,
        value: mgPerKg,
        unit: 'mg/kg',
        what: 'Bolus',
      }),
    ]),
    ...worst([
      ...checkBounds({
        rule: 'bolus-duration',
        bounds: limits.bolusSeconds,
        value: overSeconds,
        unit: 's',
        what: 'Bolus over',
      }),
      ...(bolus === null
        ? []
        : checkBounds({
            rule: 'bolus-duration',
            bounds: atLeast(bolus.overMinutes * 60),
            value: overSeconds,
            unit: 's',
            what: 'Bolus over',
          })),
    ]),
    ...(sinceLastBolusMin === null ? [] : checkLockout(question, sinceLastBolusMin)),
    ...(bolus !== null && bolusesGiven >= bolus.most
      ? [
          {
            ...none,
            rule: 'bolus-lockout' as const,
            value: bolusesGiven + 1,
            limit: bolus.most,
            unit: '',
            words: `${bolus.most === 1 ? 'The one ordered bolus is' : `All ${bolus.most} ordered boluses are`} given.`,
          },
        ]
      : []),
    ...checkBounds({
      rule: 'total-mg',
      bounds: { ...limits.totalMg, hardMin: null, softMin: null },
      value: total,
      unit: 'mg',
      what: 'Total with this bolus',
    }),
    ...checkBounds({
      rule: 'total-mg-per-kg',
      bounds: { ...limits.totalMgPerKg, hardMin: null, softMin: null },
      value: total / order.dosingWeightKg,
      unit: 'mg/kg',
      what: 'Total with this bolus',
    }),
    ...checkBounds({
      rule: 'order-total',
      bounds: atMost(order.totalMg),
      value: total,
      unit: 'mg',
      what: 'Total with this bolus',
    }).map((finding) => ({
      ...finding,
      words: `With this bolus the total is ${show(total)} mg, over the ordered ${show(order.totalMg)} mg.`,
    })),
  ];
}

const none = {
  rule: 'bolus-dose',
  severity: 'hard',
  value: 0,
  limit: 0,
  unit: 'mg/kg',
  largest: null,
  words: '',
} as const satisfies Finding;

/** The library's floor and the order's own: the longer wait counts. */
function checkLockout({ order, limits }: BolusQuestion, since: Minutes): Finding[] {
  const { hardMin, softMin } = limits.bolusLockoutMin;
  const wait = Math.max(hardMin ?? 0, softMin ?? 0, order.bolus?.lockoutMinutes ?? 0);
  return checkBounds({
    rule: 'bolus-lockout',
    bounds: atLeast(wait),
    value: since,
    unit: 'min',
    what: 'The last bolus',
  }).map((finding) => ({
    ...finding,
    words: `The last bolus was ${show(Math.max(0, since))} min ago; the next one waits until ${show(wait)} min have passed.`,
  }));
}
