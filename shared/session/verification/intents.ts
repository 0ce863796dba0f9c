import { z } from 'zod';
import { syringeSchema } from '../../dosing/order';
import { secondIdentifier } from '../../policy/verification-policy';
import { checkedEntriesSchema } from './events';

/** What was asked or measured for one line of the list. */
export const checkAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('screen'),
    answers: z.array(z.object({ id: z.string(), yes: z.boolean() })),
  }),
  /** Whole or half hours since. */
  z.object({ kind: z.literal('fasting'), foodHours: z.number(), clearFluidHours: z.number() }),
  z.object({ kind: z.literal('pregnancy'), result: z.enum(['negative', 'positive', 'not done']) }),
]);
export type CheckAnswer = z.infer<typeof checkAnswerSchema>;

const typedBaseline = z.object({
  systolicMmHg: z.number(),
  diastolicMmHg: z.number(),
  heartRatePerMin: z.number(),
  respirationPerMin: z.number(),
  spo2Percent: z.number(),
});
export type TypedBaseline = z.infer<typeof typedBaseline>;

/** What a person wants before the start. */
export const verificationIntents = [
  z.object({ kind: z.literal('confirm-check'), check: z.string(), evidence: z.string().min(1) }),
  z.object({
    kind: z.literal('identify-patient'),
    /** The number on the wristband. */
    mrn: z.string().min(1),
    second: z.object({ kind: secondIdentifier, value: z.string().min(1) }),
  }),
  /** What the scanner typed, whole. */
  z.object({ kind: z.literal('read-scan'), text: z.string().min(1).max(500) }),
  z.object({ kind: z.literal('answer-check'), check: z.string(), answer: checkAnswerSchema }),
  z.object({ kind: z.literal('override-check'), check: z.string(), reason: z.string().min(1) }),
  z.object({
    kind: z.literal('take-baseline'),
    /** Null: as the monitor shows them now. */
    typed: typedBaseline.nullable(),
    /** An implausible value was read again and is so. */
    insists: z.boolean(),
  }),
  z.object({ kind: z.literal('load-syringe'), syringe: syringeSchema }),
  z.object({
    kind: z.literal('double-check'),
    /** What the second person typed. */
    typed: checkedEntriesSchema,
    /** What the first person typed again, where an item differed. */
    again: checkedEntriesSchema.nullable(),
  }),
  z.object({ kind: z.literal('except-double-check'), reason: z.string().min(1) }),
] as const;
