import { z } from 'zod';
import { actorSchema } from '../record/people';
import { epochSchema } from '../time/clock';
import { quantity } from '../units/schema';
import type { Cm, Kg, Mg, MgPerKg, MgPerKgPerHour, MgPerMl, Minutes, Ml } from '../units/units';

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
  bolus: z.object({ mgPerKg: quantity<MgPerKg>(), overMinutes: quantity<Minutes>() }).nullable(),
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
});
export type Syringe = z.infer<typeof syringeSchema>;
