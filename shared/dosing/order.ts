import { z } from 'zod';
import { observationScheduleSchema } from '../observation/schedule';
import { actorSchema } from '../record/people';
import { epochSchema } from '../time/clock';
import { quantity } from '../units/schema';
import type {
  Cm,
  Kg,
  Mg,
  MgPerHour,
  MgPerKg,
  MgPerKgPerHour,
  MgPerMl,
  Minutes,
  Ml,
  MlPerHour,
} from '../units/units';

export const weightBasis = z.enum(['actual', 'ideal', 'adjusted']);
export type WeightBasis = z.infer<typeof weightBasis>;

/** One rung of the ordered programme: from this minute of infusing time on, this rate. */
export const orderStepSchema = z.object({
  fromMinute: quantity<Minutes>(),
  rateMgPerKgPerHour: quantity<MgPerKgPerHour>(),
});
export type OrderStep = z.infer<typeof orderStepSchema>;

/** Limits for the patient's vital signs, from which the physiological alarms are made (clinical.md 2.2). */
export const vitalLimitSchema = z.object({
  mediumLow: z.number().nullable(),
  mediumHigh: z.number().nullable(),
  highLow: z.number().nullable(),
  highHigh: z.number().nullable(),
});
export type VitalLimit = z.infer<typeof vitalLimitSchema>;

export const vitalLimitsSchema = z.object({
  heartRatePerMin: vitalLimitSchema,
  spo2Percent: vitalLimitSchema,
  systolicMmHg: vitalLimitSchema,
  diastolicMmHg: vitalLimitSchema,
  respirationPerMin: vitalLimitSchema,
});
export type VitalLimits = z.infer<typeof vitalLimitsSchema>;

/** A bolus as ordered; it counts towards the totals (SR-029). */
export const orderedBolusSchema = z.object({
  mgPerKg: quantity<MgPerKg>(),
  overMinutes: quantity<Minutes>(),
  lockoutMinutes: quantity<Minutes>(),
  most: z.int().min(1),
});
export type OrderedBolus = z.infer<typeof orderedBolusSchema>;

/** A drug beside the infusion: before it, as rescue, or after it. `dose` in `unit`. */
export const adjunctSchema = z.object({
  drug: z.string().min(1),
  dose: z.number().positive(),
  unit: z.enum(['mg', 'mcg', 'g', 'mL']),
  route: z.enum(['IV', 'PO', 'SL', 'IM', 'IN', 'SC']),
  when: z.enum(['before', 'rescue', 'after']),
  /** Null: once. */
  minMinutesBetween: quantity<Minutes>().nullable(),
  most: z.int().min(1),
  /** A controlled drug needs a witness. */
  controlled: z.boolean(),
  /** For what, in the physician's words. */
  text: z.string(),
});
export type Adjunct = z.infer<typeof adjunctSchema>;

/** Levels at which the console itself pauses a controllable pump; null: that sign pauses nothing. Signed with the order. */
export const interlockSchema = z.object({
  spo2: z.object({ belowPercent: z.number(), forSeconds: z.number().positive() }).nullable(),
  respiration: z.object({ belowPerMin: z.number(), forSeconds: z.number().positive() }).nullable(),
});
export type Interlock = z.infer<typeof interlockSchema>;

/** From which template an order was written, as it stood then. */
export const orderTemplateRefSchema = z.object({
  templateId: z.string(),
  version: z.string(),
  title: z.string(),
  source: z.string(),
  approvedBy: z.string(),
});

/** The unit in which the physician wrote the rate; mg/kg/h is kept beside it in full precision. */
export const orderedUnit = z.enum(['mg/kg/h', 'mg/h', 'mcg/kg/min']);
export type OrderedUnit = z.infer<typeof orderedUnit>;

/** One rate as it was written, and in full precision what it is in the other units and for the pump. */
export const rateConversionSchema = z.object({
  value: z.number(),
  unit: orderedUnit,
  mgPerKgPerHour: quantity<MgPerKgPerHour>(),
  mgPerHour: quantity<MgPerHour>(),
  mlPerHour: quantity<MlPerHour>(),
});
export type RateConversion = z.infer<typeof rateConversionSchema>;

/** The weight that was known of the patient before, where the new one is far from it (SR-008). */
export const weightDoubtSchema = z.object({
  lastKg: quantity<Kg>(),
  lastAt: epochSchema,
  differencePercent: z.number(),
});
export type WeightDoubt = z.infer<typeof weightDoubtSchema>;

/** What a physician ordered and signed. A bedside never edits it. */
export const orderSchema = z.object({
  orderId: z.string(),
  patientId: z.string(),
  drug: z.string().min(1),
  indication: z.enum(['pain', 'mood']),
  steps: z.array(orderStepSchema).min(1),
  /** The rate that titration may reach. */
  maxRateMgPerKgPerHour: quantity<MgPerKgPerHour>(),
  durationMin: quantity<Minutes>(),
  /** The dose at which the order is complete. */
  totalMg: quantity<Mg>(),
  bolus: orderedBolusSchema.nullable(),
  concentrationMgPerMl: quantity<MgPerMl>(),
  containerMl: quantity<Ml>(),
  diluent: z.string(),
  dosingWeightKg: quantity<Kg>(),
  weightBasis,
  measuredWeightKg: quantity<Kg>(),
  weighedAt: epochSchema,
  heightCm: quantity<Cm>().nullable(),
  limitProfileId: z.string(),
  vitalLimits: vitalLimitsSchema,
  nibpEveryMin: quantity<Minutes>(),
  orderedUnit: orderedUnit,
  template: orderTemplateRefSchema.nullable(),
  /** Null: the clinic's own schedule. */
  observation: observationScheduleSchema.nullable(),
  adjuncts: z.array(adjunctSchema),
  /** Null: off. */
  interlock: interlockSchema.nullable(),
  /** The weight as it was read off the scale; null: in kilograms, as `measuredWeightKg` says (SR-007). */
  weightAsRead: z.object({ value: z.number(), unit: z.enum(['kg', 'lb']) }).nullable(),
  /** By whose formula the ideal weight was computed; null: none was. */
  weightFormulaSex: z.enum(['male', 'female']).nullable(),
  /** Confirmed once more, because it differs from the last one; null: it does not. */
  weightDoubt: weightDoubtSchema.nullable(),
  /** Every rate of the order as converted, shown and confirmed before the signature; empty: none was confirmed. */
  conversions: z.array(rateConversionSchema),
  /** Why a soft limit is passed, by the rule's name: the library's code with its words, and what was typed. */
  softReasons: z.array(z.object({ rule: z.string(), code: z.string(), words: z.string(), text: z.string() })),
  sessionNumber: z.int().min(1),
  sessionsPlanned: z.int().min(1),
  plannedFor: epochSchema,
  room: z.string(),
  signedBy: actorSchema.nullable(),
  signedAt: epochSchema.nullable(),
});
export type Order = z.infer<typeof orderSchema>;

/** The syringe in the pump, as its label says and as the nurse read it. */
export const syringeSchema = z.object({
  drug: z.string().min(1),
  concentrationMgPerMl: quantity<MgPerMl>(),
  volumeMl: quantity<Ml>(),
  lot: z.string().nullable(),
  /** Last day of use, ISO; null: it was not read, so it is not known. */
  expires: z.iso.date().nullable(),
});
export type Syringe = z.infer<typeof syringeSchema>;
