import { z } from 'zod';
import { sex } from '../record/patient';
import { quantity } from '../units/schema';
import type { MgPerMl, Minutes, Ml } from '../units/units';

/** What every line of the list has. `override`: a physician may let the start go on without it, with a reason. */
const line = { check: z.string().min(1), words: z.string().min(1), override: z.boolean() };

/** A vital sign outside of which no session starts without a physician's word (clinical.md 2.2); null: no bound. */
const startBound = z.object({ low: z.number().nullable(), high: z.number().nullable() });

/** Beyond these a slip of the finger or the cuff is likelier than the patient; such a value is asked for again (SR-082). */
const plausible = z.object({ low: z.number(), high: z.number() });

/** One line of the clinic's list before the start. */
export const checklistItemSchema = z.discriminatedUnion('kind', [
  /** The wristband's two identifiers, typed or scanned. */
  z.object({ kind: z.literal('identity'), ...line }),
  /** Looked at and confirmed; one of `evidence` says how. */
  z.object({ kind: z.literal('seen'), ...line, evidence: z.array(z.string().min(1)).min(1) }),
  /** All three priorities were seen and heard on this workstation, no longer ago than this (SR-119). */
  z.object({ kind: z.literal('alarm-test'), ...line, withinHours: z.number().positive() }),
  /** Every question is asked; a yes stands in the way. */
  z.object({
    kind: z.literal('screen'),
    ...line,
    questions: z.array(z.object({ id: z.string().min(1), words: z.string().min(1) })).min(1),
  }),
  /** Whole hours since the last food and the last clear fluid. */
  z.object({
    kind: z.literal('fasting'),
    ...line,
    foodHours: z.number().positive(),
    clearFluidHours: z.number().positive(),
  }),
  /** A test result, for these sexes from this age on and below that one, in whole years. */
  z.object({
    kind: z.literal('pregnancy'),
    ...line,
    sexes: z.array(sex).min(1),
    fromYears: z.int(),
    belowYears: z.int(),
  }),
  /** As many sets of vital signs as the schedule names, this far apart. */
  z.object({
    kind: z.literal('baseline'),
    ...line,
    apartMin: quantity<Minutes>(),
    startBounds: z.object({
      systolicMmHg: startBound,
      heartRatePerMin: startBound,
      respirationPerMin: startBound,
      spo2Percent: startBound,
    }),
    plausible: z.object({
      systolicMmHg: plausible,
      diastolicMmHg: plausible,
      heartRatePerMin: plausible,
      respirationPerMin: plausible,
      spo2Percent: plausible,
    }),
  }),
]);
export type ChecklistItem = z.infer<typeof checklistItemSchema>;

/** A code on a syringe label of the clinic's pharmacy: a GTIN of 14 digits, or the whole text of a plain code. */
export const labelCodeSchema = z.object({
  code: z.string().min(1),
  drug: z.string().min(1),
  concentrationMgPerMl: quantity<MgPerMl>(),
  volumeMl: quantity<Ml>(),
});
export type LabelCode = z.infer<typeof labelCodeSchema>;

export const secondIdentifier = z.enum(['birth-date', 'name']);
export type SecondIdentifier = z.infer<typeof secondIdentifier>;

/** What has to be verified, by whom, before drug flows. */
export const verificationPolicySchema = z.object({
  /** Whether a session without a second user may start by a named exception of the physician. */
  secondCheck: z.enum(['required', 'named-exception']),
  /** The identifier that is asked for beside the number on the wristband. */
  secondIdentifier,
  labels: z.array(labelCodeSchema),
  checklist: z
    .array(checklistItemSchema)
    .min(1)
    .refine(
      (items) =>
        new Set(items.map(({ check }) => check)).size === items.length &&
        items.some(({ kind, override }) => kind === 'identity' && !override),
      'Every check has a name of its own, and the identity can not be overridden.',
    ),
});
export type VerificationPolicy = z.infer<typeof verificationPolicySchema>;
