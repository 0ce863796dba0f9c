import { z } from 'zod';
import { type Patient, patientSchema, sex } from '../record/patient';
import type { FhirResource } from '../sync/item';
import { extensionUrl, type FhirContext, systemOf } from './context';

export type ReadPatient =
  | {
      readonly kind: 'patient';
      /** `patientId` is the console's own where the server has it from one, else made of the server's id. */
      readonly patient: Patient;
      /** Merged into another: the reference to the one that stands. */
      readonly replacedBy: string | null;
      readonly active: boolean;
    }
  | { readonly kind: 'unreadable'; readonly why: string };

const identifier = z.object({ system: z.string().optional(), value: z.string().optional() });
const humanName = z.object({
  use: z.string().optional(),
  text: z.string().optional(),
  family: z.string().optional(),
  given: z.array(z.string()).optional(),
});
const resourceSchema = z.object({
  resourceType: z.literal('Patient'),
  id: z.string().optional(),
  active: z.boolean().optional(),
  identifier: z.array(identifier).default([]),
  name: z.array(humanName).default([]),
  birthDate: z.string().optional(),
  gender: z.string().optional(),
  extension: z.array(z.object({ url: z.string(), valueString: z.string().optional() })).default([]),
  link: z
    .array(z.object({ type: z.string(), other: z.object({ reference: z.string().optional() }) }))
    .default([]),
});

function nameOf(names: readonly z.infer<typeof humanName>[]): string {
  const said = names.find(({ use }) => use === 'official') ?? names.find(({ use }) => use !== 'old') ?? {};
  const { text, given = [], family = '' } = said;
  return (text ?? [...given, family].join(' ')).trim();
}

function allergiesOf(said: string | undefined): string[] | null {
  if (said === undefined) return null;
  try {
    return z.array(z.string()).parse(JSON.parse(said));
  } catch {
    return null;
  }
}

/**
 * The patient of a resource of the clinic's server. What a banner needs and the resource does not say (number, name,
 * day of birth) makes it unreadable: nothing is filled in. Allergies that nobody entered at a console are not known.
 */
export function readPatient(context: FhirContext, resource: FhirResource): ReadPatient {
  const read = resourceSchema.safeParse(resource);
  if (!read.success) return { kind: 'unreadable', why: 'It is no patient that can be read.' };
  const { id, identifier: numbers, name, birthDate, gender, link, extension, active } = read.data;
  const valueIn = (system: string) => numbers.find((one) => one.system === system)?.value ?? null;
  const mrn = valueIn(context.mrnSystem);
  if (mrn === null) return { kind: 'unreadable', why: 'It has no number of this clinic.' };
  const own = valueIn(systemOf(context, 'patient'));
  const patientId = own ?? (id === undefined ? null : `server-${id}`);
  if (patientId === null) return { kind: 'unreadable', why: 'It has no number on the server.' };
  const said = extension.find(({ url }) => url === extensionUrl(context, 'allergies'))?.valueString;
  const sexRead = sex.safeParse(gender);
  const patient = patientSchema.safeParse({
    ...{ patientId, mrn, name: nameOf(name), birthDate, allergies: allergiesOf(said) },
    sex: sexRead.success ? sexRead.data : 'unknown',
  });
  if (!patient.success)
    return { kind: 'unreadable', why: `Name or day of birth of ${mrn} is missing or not whole.` };
  const replaced = link.find(({ type }) => type === 'replaced-by')?.other.reference ?? null;
  return { kind: 'patient', patient: patient.data, replacedBy: replaced, active: active ?? true };
}
