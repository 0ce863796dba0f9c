import { z } from 'zod';
import { plausibleBoundsSchema } from '../observation/plausible';
import { observationScheduleSchema } from '../observation/schedule';
import { scoreRulesSchema } from '../observation/thresholds';
import { quantity } from '../units/schema';
import type { Minutes } from '../units/units';

/** A symptom that is recorded with one touch, and what the clinic does first. */
export const symptomRuleSchema = z.object({
  /** As it is stored; lower case, hyphens. */
  symptom: z.string().min(1),
  words: z.string().min(1),
  response: z.string().min(1),
  /** The patient wants it to end: the pause comes first. */
  asksToStop: z.boolean(),
});
export type SymptomRule = z.infer<typeof symptomRuleSchema>;

/** The clinic's dissociation form: its own items, each answered 0 to 4. Licensed wording is the clinic's to supply. */
export const dissociationFormSchema = z.object({
  title: z.string().min(1),
  note: z.string(),
  /** Words of the levels 0 to 4. */
  levels: z.array(z.string().min(1)),
  items: z.array(z.object({ item: z.string().min(1), words: z.string().min(1) })),
});
export type DissociationForm = z.infer<typeof dissociationFormSchema>;

/** Observation rounds: the clinic's schedule where an order names none, when a missed one alarms, what scores mean. */
export const roundsPolicySchema = z.object({
  schedule: observationScheduleSchema,
  soonBeforeDueMin: quantity<Minutes>(),
  lowAlarmAfterDueMin: quantity<Minutes>(),
  mediumAlarmAfterDueMin: quantity<Minutes>(),
  /** An entry about something longer ago than this is a late one. */
  lateAfterMin: quantity<Minutes>(),
  /** What a late entry may reach back to, at most. */
  latestEntryMin: quantity<Minutes>(),
  plausible: plausibleBoundsSchema,
  scores: scoreRulesSchema,
  vitalActions: z.object({ caution: z.string().min(1), stop: z.string().min(1) }),
  dissociation: dissociationFormSchema,
  symptoms: z.array(symptomRuleSchema),
  /** Drugs that need a witness, whoever says what about them; lower case. */
  controlledDrugs: z.array(z.string().min(1)),
});
export type RoundsPolicy = z.infer<typeof roundsPolicySchema>;
