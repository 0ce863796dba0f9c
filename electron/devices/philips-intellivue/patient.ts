import { createHash } from 'node:crypto';
import { type Attribute, find } from './attributes';
import { attributeId } from './nomenclature';

/** Demographics that identify a patient. Only their hashes are kept, in memory, never logged (monitors.md 11.15). */
const identifying = {
  internalId: attributeId.patientInternalId,
  patientId: attributeId.patientId,
  familyName: attributeId.patientFamilyName,
  givenName: attributeId.patientGivenName,
  birthDate: attributeId.patientBirthDate,
  sex: attributeId.patientSex,
} as const;

/** Hash of each identifying field; null for one that is empty. */
export type PatientFingerprint = Readonly<Record<keyof typeof identifying, string | null>>;

/** The fingerprint of a demographics object (class 002A, group 0807). */
export function fingerprintOf(attributes: readonly Attribute[]): PatientFingerprint {
  const field = (id: number): string | null => {
    const value = find(attributes, id);
    if (value === null || isEmpty(value)) return null;
    return createHash('sha256').update(value).digest('hex');
  };
  return {
    internalId: field(identifying.internalId),
    patientId: field(identifying.patientId),
    familyName: field(identifying.familyName),
    givenName: field(identifying.givenName),
    birthDate: field(identifying.birthDate),
    sex: field(identifying.sex),
  };
}

/**
 * True when this can not be the patient from before: a field that was filled is now another one or empty. A field
 * that was empty and is now filled is somebody completing the admission.
 */
export function isAnotherPatient(before: PatientFingerprint, now: PatientFingerprint): boolean {
  const fields = Object.keys(identifying) as (keyof PatientFingerprint)[];
  return fields.some((field) => before[field] !== null && before[field] !== now[field]);
}

/** An empty text is a length and zeros; an unknown date is all zeros or all FF. The length itself is not content. */
function isEmpty(value: Uint8Array): boolean {
  const content = value.length <= 2 ? value : value.subarray(2);
  return content.every((byte) => byte === 0) || content.every((byte) => byte === 0xff);
}
