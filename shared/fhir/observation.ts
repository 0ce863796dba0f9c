import type {
  CodeableConcept,
  Encounter,
  Observation,
  ObservationComponent,
  Patient,
  Quantity,
  Reference,
} from '@medplum/fhirtypes';
import type { Actor } from '../record/people';
import { type CodeName, concept } from './codes';
import type { FhirContext } from './context';
import { instant } from './elements';
import { referPerson } from './practitioner';

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

/** Whose, and during which visit; `encounter` null: of none. */
export type About = {
  readonly context: FhirContext;
  readonly subject: Reference<Patient>;
  readonly encounter: Reference<Encounter> | null;
};

/** Why there is no value: it was not measured, or the device could not. */
export const absent = (code: 'unknown' | 'not-performed' | 'error', text: string): CodeableConcept => ({
  coding: [{ system: ABSENT, code }],
  text,
});

export type Answer =
  | { readonly valueQuantity: Quantity }
  | { readonly valueInteger: number }
  | { readonly valueString: string }
  | { readonly valueCodeableConcept: CodeableConcept }
  | { readonly dataAbsentReason: CodeableConcept };

export type Seen = {
  readonly code: CodeName;
  readonly category: 'vital-signs' | 'survey' | 'exam' | 'therapy' | 'procedure';
  /** When the patient was looked at. */
  readonly at: number;
  /** When it was written down; null: as it was measured, nobody wrote it. */
  readonly writtenAt: number | null;
  readonly by: Actor | null;
  readonly more?: Partial<Observation>;
};

/** What all observations have alike. */
export function observationOf(about: About, seen: Seen, answer: Answer | null): Observation {
  const { context, subject, encounter } = about;
  const { code, category, at, writtenAt, by, more = {} } = seen;
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: CATEGORY, code: category }] }],
    code: concept(context, code),
    subject,
    ...(encounter === null ? {} : { encounter }),
    effectiveDateTime: instant(at),
    ...(writtenAt === null ? {} : { issued: instant(writtenAt) }),
    ...(by === null ? {} : { performer: [referPerson(context, by)] }),
    ...answer,
    ...more,
  };
}

/** One part of a panel. */
export const component = (
  { context }: Pick<About, 'context'>,
  code: CodeName,
  answer: Answer,
): ObservationComponent => ({ code: concept(context, code), ...answer });
