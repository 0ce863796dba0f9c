import type { SecondIdentifier } from '../../policy/verification-policy';
import type { Patient } from '../../record/patient';

export const identifierWords: Record<SecondIdentifier, string> = {
  'birth-date': 'birth date',
  name: 'name',
};

/** Letters only, whatever the case, the accents' spelling and what stands between them. */
const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .toLocaleLowerCase('en')
    .split(/[\s,.^]+/)
    .filter((part) => part !== '')
    .sort()
    .join(' ');

/** What of the two identifiers is not this patient's, in words; empty: both are. */
export function identityDiffers(
  patient: Patient,
  read: {
    readonly mrn: string;
    readonly second: { readonly kind: SecondIdentifier; readonly value: string };
  },
): string[] {
  const reasons: string[] = [];
  const mrn = read.mrn.trim();
  if (mrn !== patient.mrn) {
    reasons.push(
      `The wristband says ${mrn}. This session is for ${patient.name}, ${patient.mrn}. Stop and find out who this is.`,
    );
  }
  const value = read.second.value.trim();
  const same =
    read.second.kind === 'birth-date'
      ? value === patient.birthDate
      : plainName(value) === plainName(patient.name);
  if (!same) {
    reasons.push(
      `The ${identifierWords[read.second.kind]} ${value} is not that of ${patient.name}. Ask the patient and read the wristband again.`,
    );
  }
  return reasons;
}
