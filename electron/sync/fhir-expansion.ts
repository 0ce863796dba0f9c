import type { FhirContext } from '../../shared/fhir/context';
import { orderItems } from '../../shared/fhir/order';
import { patientItems } from '../../shared/fhir/patient';
import { peopleItems } from '../../shared/fhir/practitioner';
import { sessionFold } from '../../shared/fhir/session-fold';
import type { Expansion } from './expander';

/** What is to be on the server, by the mapping of the clinic. */
export const fhirExpansion = (context: FhirContext): Expansion => ({
  session: () => sessionFold(context),
  workstation: () => [],
  person: (person, versionNo) => peopleItems(context, person, versionNo),
  patient: (patient, versionNo) => patientItems(context, patient, versionNo),
  order: (order, versionNo) => orderItems(context, order, versionNo),
});
