import type { Bounds, LimitProfile } from '../limits/profile';

type BoundKey = {
  [K in keyof LimitProfile]: LimitProfile[K] extends Bounds ? K : never;
}[keyof LimitProfile];

/** Everything that has bounds, in the order of a library page, with the unit of its numbers. */
export const quantities: readonly { readonly key: BoundKey; readonly name: string; readonly unit: string }[] =
  [
    { key: 'concentrationMgPerMl', name: 'Concentration', unit: 'mg/mL' },
    { key: 'rateMgPerKgPerHour', name: 'Rate per kilogram', unit: 'mg/kg/h' },
    { key: 'rateMgPerHour', name: 'Rate', unit: 'mg/h' },
    { key: 'bolusMgPerKg', name: 'Bolus', unit: 'mg/kg' },
    { key: 'bolusSeconds', name: 'Bolus time', unit: 's' },
    { key: 'bolusLockoutMin', name: 'Bolus lockout', unit: 'min' },
    { key: 'totalMg', name: 'Total', unit: 'mg' },
    { key: 'totalMgPerKg', name: 'Total per kilogram', unit: 'mg/kg' },
    { key: 'durationH', name: 'Duration', unit: 'h' },
    { key: 'stepUpShare', name: 'Step up, share of the rate', unit: '1' },
    { key: 'stepIntervalMin', name: 'Time between steps', unit: 'min' },
    { key: 'weightKg', name: 'Weight', unit: 'kg' },
  ];

/** The four bounds, from low to high, as a page names them. */
export const ends = [
  { end: 'hardMin', name: 'hard minimum' },
  { end: 'softMin', name: 'soft minimum' },
  { end: 'softMax', name: 'soft maximum' },
  { end: 'hardMax', name: 'hard maximum' },
] as const;
