import type { MedicationAdministration, Observation, Patient, Resource } from '@medplum/fhirtypes';

/** Systems of the made-up clinic in the tests of the server itself. */
export const SYSTEM = 'https://clinic.example/id';

/** @param key The value of its identifier. */
export const patient = (key: string): Patient => ({
  resourceType: 'Patient',
  meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient'] },
  identifier: [{ system: `${SYSTEM}/mrn`, value: key }],
  name: [{ family: 'Example', given: ['Test'] }],
  gender: 'female',
});

export const heartRate = (key: string, subject: string, perMinute = 72): Observation => ({
  resourceType: 'Observation',
  meta: { profile: ['http://hl7.org/fhir/StructureDefinition/heartrate'] },
  identifier: [{ system: `${SYSTEM}/obs`, value: key }],
  status: 'final',
  category: [
    {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }],
    },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: { reference: subject },
  effectiveDateTime: '2026-11-20T15:05:00.000Z',
  valueQuantity: {
    value: perMinute,
    unit: '/min',
    system: 'http://unitsofmeasure.org',
    code: '/min',
  },
});

export const bolus = (key: string, subject: string): MedicationAdministration => ({
  resourceType: 'MedicationAdministration',
  identifier: [{ system: `${SYSTEM}/dose-segment`, value: key }],
  status: 'completed',
  medicationCodeableConcept: { text: 'ketamine' },
  subject: { reference: subject },
  effectiveDateTime: '2026-11-20T15:05:00.000Z',
  dosage: { dose: { value: 5, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } },
});

type Identified = Resource & { identifier?: unknown };

/** `identifier=system|value` of a resource with one identifier. */
export function keyOf(resource: Identified): string {
  const [first] = [resource.identifier].flat() as { system: string; value: string }[];
  return `identifier=${first?.system}|${first?.value}`;
}
