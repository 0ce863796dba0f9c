import type { Patient as FhirPatient } from '@medplum/fhirtypes';
import type { Patient } from '../record/patient';
import type { SyncItem } from '../sync/item';
import { type FhirContext, systemOf } from './context';
import { extension, list } from './elements';
import { itemOf } from './item-of';

const V2_IDENTIFIERS = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/**
 * The patient as the clinic's server is asked for them: by the medical record number. Family and given name are not
 * known apart here, so neither is guessed. `allergies` null (nobody asked) is not the same as none known.
 */
export function patientResource(context: FhirContext, patient: Patient): FhirPatient {
  const { patientId, name, birthDate, sex, mrn, allergies } = patient;
  return {
    resourceType: 'Patient',
    identifier: [
      { type: { coding: [{ system: V2_IDENTIFIERS, code: 'MR' }] }, system: context.mrnSystem, value: mrn },
      { system: systemOf(context, 'patient'), value: patientId },
    ],
    name: [{ text: name, extension: [{ url: ABSENT, valueCode: 'unsupported' }] }],
    gender: sex,
    birthDate,
    ...list(
      'extension',
      allergies === null ? [] : [extension(context, 'allergies', { valueString: JSON.stringify(allergies) })],
    ),
  };
}

/** The patient is looked up by their number, and made only where the clinic lets this workstation do it. */
export function patientItem(context: FhirContext, patient: Patient, version: number): SyncItem {
  return itemOf(
    context,
    {
      ...{ kind: 'patient', key: patient.patientId, lane: 0, write: 'look-up' },
      resource: patientResource(context, patient),
      identity: { by: 'identifier', system: context.mrnSystem, value: patient.mrn },
    },
    { revision: version, sessionId: null, simulation: context.simulation },
  );
}

/** What a version of a patient, as it stands in the record, is on the server. `version`: its number in the record. */
export const patientItems = (context: FhirContext, patient: Patient, version: number): SyncItem[] => [
  patientItem(context, patient, version),
];
