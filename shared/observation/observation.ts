import { z } from 'zod';
import { epochSchema } from '../time/clock';
import { type Sedation, sedationSchema } from './scales';
import { noVitals, vitalSigns, vitalsSchema } from './vital-signs';

export const severity = z.enum(['mild', 'moderate', 'severe']);
export type Severity = z.infer<typeof severity>;

const zeroToTen = z.int().min(0).max(10);

/** One answer of the dissociation form: the clinic's item, 0 (not at all) to 4 (extremely). */
export const dissociationAnswerSchema = z.object({ item: z.string().min(1), level: z.int().min(0).max(4) });
export type DissociationAnswer = z.infer<typeof dissociationAnswerSchema>;

export const ivSite = z.enum(['clean', 'red', 'swollen', 'painful', 'leaking']);
export type IvSite = z.infer<typeof ivSite>;

/** What was measured, seen and asked at one time; null: not looked at in this set. */
export const observationSchema = z.object({
  /** When the patient was looked at; earlier than the entry's own time in a late entry (SR-158). */
  measuredAt: epochSchema,
  vitals: vitalsSchema,
  sedation: sedationSchema.nullable(),
  painNrs: zeroToTen.nullable(),
  distress: zeroToTen.nullable(),
  nausea: z.enum(['none', 'mild', 'moderate', 'severe']).nullable(),
  dissociation: z.array(dissociationAnswerSchema).min(1).nullable(),
  ivSite: ivSite.nullable(),
  text: z.string(),
});
export type Observation = z.infer<typeof observationSchema>;

/** A set in which nothing has been looked at. */
export function emptyObservation(measuredAt: Observation['measuredAt']): Observation {
  return {
    measuredAt,
    vitals: noVitals,
    sedation: null,
    painNrs: null,
    distress: null,
    nausea: null,
    dissociation: null,
    ivSite: null,
    text: '',
  };
}

/** Whether nothing at all is filled in. */
export function isEmpty(seen: Observation): boolean {
  const { measuredAt, vitals, text, ...asked } = seen;
  return (
    text === '' &&
    Object.values(asked).every((value) => value === null) &&
    Object.values(vitals).every((value) => value === null)
  );
}

/** What a set still lacks to count as a round: the sedation level, which no device sees, and any vital sign. */
export function missingForRound(seen: Pick<Observation, 'sedation' | 'vitals'>): string[] {
  return [
    ...(seen.sedation === null ? ['sedation'] : []),
    ...(vitalSigns.every((sign) => seen.vitals[sign] === null) ? ['vital signs'] : []),
  ];
}

/** Sum of the form's levels, 0 to 4 for each item; null: not asked. */
export function dissociationTotal(seen: Pick<Observation, 'dissociation'>): number | null {
  return seen.dissociation === null
    ? null
    : seen.dissociation.reduce((total, answer) => total + answer.level, 0);
}

/** The same level of the same scale. */
export function sameSedation(a: Sedation | null, b: Sedation | null): boolean {
  return a?.scale === b?.scale && a?.level === b?.level;
}
