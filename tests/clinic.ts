import clinic from '../resources/policy/clinic.json' with { type: 'json' };
import type { Order } from '../shared/dosing/order';
import type { Bounds, LimitProfile } from '../shared/limits/profile';
import { type Policy, policySchema } from '../shared/policy/policy';

/** The clinic's rules as they are shipped. */
export const clinicPolicy: Policy = policySchema.parse(clinic);

/** What a plain order leaves out: no template, no adjuncts, the clinic's own schedule, no interlock. */
export const plainOrder: Pick<
  Order,
  | 'orderedUnit'
  | 'template'
  | 'observation'
  | 'adjuncts'
  | 'interlock'
  | 'weightAsRead'
  | 'weightFormulaSex'
  | 'weightDoubt'
  | 'conversions'
  | 'softReasons'
> = {
  orderedUnit: 'mg/kg/h',
  template: null,
  observation: null,
  adjuncts: [],
  interlock: null,
  weightAsRead: null,
  weightFormulaSex: null,
  weightDoubt: null,
  conversions: [],
  softReasons: [],
};

const none: Bounds = { hardMin: null, softMin: null, softMax: null, hardMax: null };

/** No limits on boluses and on the time between two steps. */
export const noFurtherLimits: Pick<
  LimitProfile,
  'stepIntervalMin' | 'bolusMgPerKg' | 'bolusSeconds' | 'bolusLockoutMin'
> = { stepIntervalMin: none, bolusMgPerKg: none, bolusSeconds: none, bolusLockoutMin: none };
