import { z } from 'zod';
import { orderedUnit } from '../dosing/order';
import { quantity } from '../units/schema';
import type { MgPerMl } from '../units/units';

/** Bounds of one quantity. Null: no bound at that end. Hard can not be passed; soft needs a reason. */
export const boundsSchema = z.object({
  hardMin: z.number().nullable(),
  softMin: z.number().nullable(),
  softMax: z.number().nullable(),
  hardMax: z.number().nullable(),
});
export type Bounds = z.infer<typeof boundsSchema>;

/** One of the reasons for which a clinic lets a soft limit be passed. */
export const reasonCodeSchema = z.object({
  code: z.string().min(1),
  words: z.string().min(1),
  /** The reason says nothing without words of one's own. */
  needsText: z.boolean(),
});
export type ReasonCode = z.infer<typeof reasonCodeSchema>;

/**
 * One care area's limits for one drug (clinical.md 3). Data, never code: shipped in `resources/limits/*.json`, then kept
 * in the store as versions of the clinic's own.
 */
export const limitProfileSchema = z.object({
  profileId: z.string().min(1),
  version: z.string().min(1),
  drug: z.string().min(1),
  /** The drug's name with the letters raised that tell it from its look-alikes. */
  tallMan: z.string().min(1),
  careArea: z.enum(['pain', 'mood']),
  source: z.string(),
  /** Who wrote this version; who approved it and since when it holds is known once it is approved. */
  author: z.string(),
  approvedBy: z.array(z.string()),
  effectiveFrom: z.iso.date().nullable(),
  /** What everybody who uses the entry should know. */
  advisory: z.string(),
  /** Units in which an order may be written. */
  units: z.array(orderedUnit).min(1),
  /** Empty: every concentration inside the bounds is a standard one. */
  concentrationsMgPerMl: z.array(quantity<MgPerMl>()),
  reasonCodes: z.array(reasonCodeSchema).min(1),
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

/** The reason given for passing one soft limit: a code of the profile, and words where they were typed. */
export const softReasonSchema = z.object({ rule: limitRule, code: z.string().min(1), text: z.string() });
export type SoftReason = z.infer<typeof softReasonSchema>;

/** The reason as it is kept: with the library's words for its code, so that the record reads alone. */
export const keptReasonSchema = softReasonSchema.extend({ words: z.string() });
export type KeptReason = z.infer<typeof keptReasonSchema>;
