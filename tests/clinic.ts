import clinic from '../resources/policy/clinic.json' with { type: 'json' };
import mood from '../resources/templates/mood-40min.json' with { type: 'json' };
import type { Order } from '../shared/dosing/order';
import { type Template, templateSchema } from '../shared/dosing/template';
import type { Bounds, LimitProfile } from '../shared/limits/profile';
import { type ClinicRules, clinicRulesSchema } from '../shared/policy/clinic-rules';

/** The clinic's rules as they are shipped. */
export const clinicPolicy: ClinicRules = clinicRulesSchema.parse(clinic);

/** A template as it is shipped. */
export const moodTemplate: Template = templateSchema.parse(mood);

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

/** No limits on boluses and on the time between two steps; every unit, every concentration inside the bounds. */
export const noFurtherLimits: Pick<
  LimitProfile,
  | 'stepIntervalMin'
  | 'bolusMgPerKg'
  | 'bolusSeconds'
  | 'bolusLockoutMin'
  | 'tallMan'
  | 'author'
  | 'approvedBy'
  | 'effectiveFrom'
  | 'advisory'
  | 'units'
  | 'concentrationsMgPerMl'
  | 'reasonCodes'
> = {
  stepIntervalMin: none,
  bolusMgPerKg: none,
  bolusSeconds: none,
  bolusLockoutMin: none,
  tallMan: 'ketAMINE',
  author: 'made up for tests',
  approvedBy: [],
  effectiveFrom: null,
  advisory: '',
  units: ['mg/kg/h', 'mg/h', 'mcg/kg/min'],
  concentrationsMgPerMl: [],
  reasonCodes: [
    { code: 'ordered', words: 'Ordered protocol', needsText: false },
    { code: 'tolerated', words: 'Tolerated before', needsText: false },
    { code: 'physician', words: 'Physician present', needsText: false },
    { code: 'other', words: 'Other', needsText: true },
  ],
};
