import { z } from 'zod';

/** Bounds of one quantity. Null: no bound at that end. Hard can not be passed; soft needs a reason. */
export const boundsSchema = z.object({
  hardMin: z.number().nullable(),
  softMin: z.number().nullable(),
  softMax: z.number().nullable(),
  hardMax: z.number().nullable(),
});
export type Bounds = z.infer<typeof boundsSchema>;

/** One care area's limits for one drug (clinical.md 3). Data, never code: `resources/limits/*.json`. */
export const limitProfileSchema = z.object({
  profileId: z.string(),
  version: z.string(),
  drug: z.string(),
  careArea: z.enum(['pain', 'mood']),
  source: z.string(),
  concentrationMgPerMl: boundsSchema,
  rateMgPerKgPerHour: boundsSchema,
  rateMgPerHour: boundsSchema,
  totalMg: boundsSchema,
  totalMgPerKg: boundsSchema,
  durationH: boundsSchema,
  weightKg: boundsSchema,
  /** Rise of one step as a share of the present rate; a rise up to the floor needs no share. */
  stepUpShare: boundsSchema,
  stepUpFloorMgPerHour: z.number(),
  /** Time since the last change of the rate, for a rise (SR-026). */
  stepIntervalMin: boundsSchema,
  bolusMgPerKg: boundsSchema,
  bolusSeconds: boundsSchema,
  bolusLockoutMin: boundsSchema,
});
export type LimitProfile = z.infer<typeof limitProfileSchema>;

export const limitRule = z.enum([
  'concentration',
  'rate-per-kg',
  'rate-absolute',
  'total-mg',
  'total-mg-per-kg',
  'duration',
  'weight',
  'step-up',
  'step-interval',
  'bolus-dose',
  'bolus-duration',
  'bolus-lockout',
  'projected-total',
  'order-rate',
  'order-total',
  'pump-rate',
  'pump-vtbi',
  'syringe-volume',
]);
export type LimitRule = z.infer<typeof limitRule>;

/** One broken rule, with the words for the bedside. `largest`: what would be permitted, null where nothing is. */
export const findingSchema = z.object({
  rule: limitRule,
  severity: z.enum(['hard', 'soft']),
  value: z.number(),
  limit: z.number(),
  unit: z.string(),
  largest: z.number().nullable(),
  words: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

/** The reason given for passing one soft limit. */
export const softReasonSchema = z.object({ rule: limitRule, reason: z.string().min(1) });
export type SoftReason = z.infer<typeof softReasonSchema>;
