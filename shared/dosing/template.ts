import { z } from 'zod';
import { observationScheduleSchema } from '../observation/schedule';
import { actorSchema } from '../record/people';
import { epochSchema } from '../time/clock';
import { quantity } from '../units/schema';
import type { Mg, MgPerHour, MgPerKg, MgPerKgPerHour, MgPerMl, Minutes, Ml } from '../units/units';
import {
  adjunctSchema,
  interlockSchema,
  orderedBolusSchema,
  orderedUnit,
  vitalLimitsSchema,
  weightBasis,
} from './order';

const minute = quantity<Minutes>();
const rung = z.object({ fromMinute: minute, rate: z.number().positive() });

/** Which share of the programme is given from this session of the series on. */
const sessionShare = z.object({ fromSession: z.int().min(1), share: z.number().positive().max(1) });

/** How the rate follows the time of infusing. `rate` is in the programme's own `unit`. */
const programmeSchema = z.discriminatedUnion('kind', [
  /** A table of rates; one row is a flat rate. */
  z.object({
    kind: z.literal('steps'),
    unit: orderedUnit,
    steps: z.array(rung).min(1),
    durationMin: minute,
    /** Empty: the whole programme from the first session on. */
    sessionShares: z.array(sessionShare),
  }),
  /** A dose by weight, spread evenly over a time. */
  z.object({ kind: z.literal('dose'), doseMgPerKg: quantity<MgPerKg>(), durationMin: minute }),
  /** From a first rate by equal steps to a highest. */
  z.object({
    kind: z.literal('titration'),
    unit: orderedUnit,
    first: z.number().positive(),
    step: z.number().positive(),
    everyMin: minute,
    highest: z.number().positive(),
    durationMin: minute,
  }),
]);
export type Programme = z.infer<typeof programmeSchema>;

/** Ceilings; null: none of this kind. Each holds beside the others, so that the lowest binds. */
const capsSchema = z.object({
  rateMgPerKgPerHour: quantity<MgPerKgPerHour>().nullable(),
  rateMgPerHour: quantity<MgPerHour>().nullable(),
  totalMg: quantity<Mg>().nullable(),
  totalMgPerKg: quantity<MgPerKg>().nullable(),
});
export type Caps = z.infer<typeof capsSchema>;

/** How good the evidence for a regimen is: the grades of the consensus, or what a clinic does. */
export const evidenceGrade = z.enum(['A', 'B', 'C', 'D', 'clinic practice', 'example']);

/** A protocol as a clinic writes it down, before there is a patient (clinical.md 1.2). Data, never code. */
export const templateSchema = z.object({
  templateId: z.string().min(1),
  title: z.string().min(1),
  source: z.string().min(1),
  evidence: evidenceGrade,
  drug: z.string().min(1),
  indication: z.enum(['pain', 'mood']),
  limitProfileId: z.string().min(1),
  orderedUnit,
  programme: programmeSchema,
  caps: capsSchema,
  concentrationMgPerMl: quantity<MgPerMl>(),
  containerMl: quantity<Ml>(),
  diluent: z.string().min(1),
  weightBasis,
  sessionsPlanned: z.int().min(1),
  bolus: orderedBolusSchema.nullable(),
  adjuncts: z.array(adjunctSchema),
  /** Proposed levels; the interlock itself is off until a physician turns it on in an order. */
  interlock: interlockSchema,
  vitalLimits: vitalLimitsSchema,
  nibpEveryMin: minute,
  observation: observationScheduleSchema,
});
export type Template = z.infer<typeof templateSchema>;

/** One version of a template as the record keeps it. Only an approved one may be used for a patient. */
export const keptTemplateSchema = z.object({
  versionNo: z.int(),
  /** Counts within one template: `1`, `2`. */
  version: z.string(),
  template: templateSchema,
  author: z.string(),
  /** Null: it came with the program. */
  authorId: z.string().nullable(),
  createdAt: epochSchema,
  /** What is new in it and why, in its author's words. */
  note: z.string(),
  approval: z.object({ by: actorSchema, at: epochSchema }).nullable(),
});
export type KeptTemplate = z.infer<typeof keptTemplateSchema>;

/** The version of each template that may be used: the newest approved one. */
export function templatesInUse(kept: readonly KeptTemplate[]): KeptTemplate[] {
  const newest = new Map<string, KeptTemplate>();
  for (const one of kept) {
    const before = newest.get(one.template.templateId);
    if (one.approval !== null && (before === undefined || before.versionNo < one.versionNo))
      newest.set(one.template.templateId, one);
  }
  return [...newest.values()].sort((one, other) => one.template.title.localeCompare(other.template.title));
}
