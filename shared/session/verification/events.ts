import { z } from 'zod';
import { orderedUnit, syringeSchema } from '../../dosing/order';
import { actorSchema } from '../../record/people';
import { epochSchema } from '../../time/clock';
import { quantity } from '../../units/schema';
import type { Kg, MgPerMl } from '../../units/units';

/** One value of a baseline set: who or what measured it, and when (SR-083). */
export const baselineValueSchema = z.object({
  value: z.number(),
  /** `typed`, or the name of the monitor. */
  source: z.string().min(1),
  measuredAt: epochSchema,
});

/** One set of vital signs before the start. */
export const baselineSetSchema = z.object({
  systolicMmHg: baselineValueSchema,
  diastolicMmHg: baselineValueSchema,
  heartRatePerMin: baselineValueSchema,
  respirationPerMin: baselineValueSchema,
  spo2Percent: baselineValueSchema,
});
export type BaselineSet = z.infer<typeof baselineSetSchema>;
export type BaselineSign = keyof BaselineSet;

/** What the second person reads and types. */
export const checkedItem = z.enum(['drug', 'concentration', 'weight', 'rate']);
export type CheckedItem = z.infer<typeof checkedItem>;

/** What was typed for the second check; null: that item was not asked for. */
export const checkedEntriesSchema = z.object({
  drug: z.string().min(1).nullable(),
  concentrationMgPerMl: quantity<MgPerMl>().nullable(),
  dosingWeightKg: quantity<Kg>().nullable(),
  /** In the unit of the order (SR-047). */
  rate: z.object({ value: z.number(), unit: orderedUnit }).nullable(),
});
export type CheckedEntries = z.infer<typeof checkedEntriesSchema>;

/** What was verified before drug flows, by whom, and by what evidence. */
export const verificationEvents = {
  'check.confirmed': z.object({ by: actorSchema, check: z.string(), evidence: z.string() }),
  /** Asked or looked at, and it stands in the way of the start. */
  'check.not-met': z.object({ by: actorSchema, check: z.string(), reason: z.string() }),
  'check.overridden': z.object({
    by: actorSchema,
    physician: actorSchema,
    check: z.string(),
    reason: z.string(),
  }),
  'baseline.taken': z.object({
    by: actorSchema,
    set: baselineSetSchema,
    /** What was implausible and kept because the person insisted (SR-082). */
    insistedOn: z.array(z.string()),
  }),
  /** The number on the wristband is this patient's; the second identifier is still to be asked for. */
  'wristband.scanned': z.object({ by: actorSchema, number: z.string() }),
  'syringe.loaded': z.object({
    by: actorSchema,
    syringe: syringeSchema,
    /** The label's code as the scanner read it; without it the label was typed. */
    scanned: z.string().optional(),
  }),
  'double-check.differed': z.object({
    by: actorSchema,
    second: actorSchema,
    items: z.array(checkedItem).min(1),
    typed: checkedEntriesSchema,
    /** What the first person typed again; null in the first round. */
    again: checkedEntriesSchema.nullable(),
  }),
  'double-check.agreed': z.object({ by: actorSchema, second: actorSchema, typed: checkedEntriesSchema }),
  /** No second user was there: the clinic's rule let a physician take it upon themselves. */
  'double-check.excepted': z.object({ by: actorSchema, physician: actorSchema, reason: z.string() }),
} as const;
