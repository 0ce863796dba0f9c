import { z } from 'zod';
import { vitalSign } from '../../observation/vital-signs';
import { numericCode } from '../../readings/monitor';
import { actorSchema } from '../../record/people';
import { epochSchema } from '../../time/clock';
import { quantity } from '../../units/schema';
import type { Mg, Ml } from '../../units/units';

/** What of an entry can be put right afterwards: only what a person typed. A device's value is never one of them. */
export const amendableField = z.enum([
  ...vitalSign.options.map((sign) => `vitals.${sign}` as const),
  'sedation',
  'painNrs',
  'distress',
  'nausea',
  'ivSite',
  'text',
  'measuredAt',
  ...vitalSign.options.map((sign) => `baseline.${sign}` as const),
  'symptom',
  'severity',
  'adjunct.dose',
  'adjunct.givenAt',
  'note',
  'bolus.doseMg',
  'resolved.rateMlPerHour',
  'syringe.concentrationMgPerMl',
  'syringe.lot',
  'order.dosingWeightKg',
]);
export type AmendableField = z.infer<typeof amendableField>;

/** A value as it stands in an entry, in the unit of its field; times are milliseconds since the epoch. Null: none. */
export const amendedValueSchema = z.union([z.number(), z.string()]).nullable();
export type AmendedValue = z.infer<typeof amendedValueSchema>;

/** What a reviewer says about a moment of the session. */
export const annotationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('note'), text: z.string().min(1) }),
  /** What happened then and was not written down then: the moment and the time of writing both stay (SR-158). */
  z.object({ kind: z.literal('late-entry'), text: z.string().min(1) }),
  /** A device showed something that was not the patient. The values stay; this says not to trust them. */
  z.object({
    kind: z.literal('artefact'),
    sign: numericCode,
    toAt: epochSchema,
    text: z.string().min(1),
  }),
]);
export type Annotation = z.infer<typeof annotationSchema>;

/** What a physician says by signing. */
export const reviewMeaning = z.enum(['reviewed', 'approved']);
export type ReviewMeaning = z.infer<typeof reviewMeaning>;

/** What a review's signature stands under: every entry before it but the readings, and the link that seals those. */
export const reviewContentSchema = z.object({
  sessionId: z.string(),
  patientId: z.string(),
  orderId: z.string(),
  fromSeq: z.number(),
  toSeq: z.number(),
  entries: z.number(),
  /** SHA-256 over the entries, each bound to the one before. */
  digest: z.string(),
  /** In which form the program read the entries that the digest is of. */
  forms: z.string(),
  /** Corrections among the entries, those made during the session included. */
  amendments: z.number(),
  /** The hash of the discharge's signature; null: the session has none. */
  discharge: z.string().nullable(),
  /** The record's own link at the end of the session, which seals the readings too; null: from before the seals. */
  seal: z.object({ seq: z.number(), hash: z.string() }).nullable(),
  volumeMl: z.object({ low: quantity<Ml>(), high: quantity<Ml>() }),
  doseMg: z.object({ low: quantity<Mg>(), high: quantity<Mg>() }),
  infusedMs: z.number(),
  pausedMs: z.number(),
});
export type ReviewContent = z.infer<typeof reviewContentSchema>;

/** Written into the stream of a session that is closed; the state of no session changes by them. */
export const reviewEvents = {
  'review.commented': z.object({ by: actorSchema, text: z.string().min(1) }),
  'review.annotated': z.object({
    by: actorSchema,
    /** The moment on the session's axis that it is about. */
    momentAt: epochSchema,
    /** The entry that it is about; null: the moment alone. */
    ofSeq: z.number().nullable(),
    annotation: annotationSchema,
  }),
  /** A late entry or an artefact taken back; it stays readable. */
  'review.withdrawn': z.object({ by: actorSchema, ofSeq: z.number(), reason: z.string().min(1) }),
  /** A value put right: the entry stands as it was written, this says what it should have said (SR-150). */
  'review.amended': z.object({
    by: actorSchema,
    ofSeq: z.number(),
    field: amendableField,
    /** What stood there until now, by the entry and what amended it before. */
    was: amendedValueSchema,
    now: amendedValueSchema,
    /** Of a number, so that the entry reads alone; empty for everything else. */
    unit: z.string(),
    reason: z.string().min(1),
  }),
  /** A signature: printed name and role in `by`, date and time of the entry, meaning, and what it stands under. */
  'review.signed': z.object({
    by: actorSchema,
    meaning: reviewMeaning,
    statement: z.string(),
    content: reviewContentSchema,
    /** SHA-256 over all of the above. */
    hash: z.string(),
  }),
} as const;

/** Whether an entry was written about a session after its end. */
export const isReview = (type: string): boolean => type.startsWith('review.');
