import type { FhirContext } from '../../shared/fhir/context';
import { orderItems } from '../../shared/fhir/order';
import { isOutcomeEntry, type OutcomeEntry } from '../../shared/fhir/outcomes';
import { patientItems } from '../../shared/fhir/patient';
import { peopleItems } from '../../shared/fhir/practitioner';
import { sessionFold } from '../../shared/fhir/session-fold';
import { workstationItems } from '../../shared/fhir/workstation-items';
import type { Store } from '../store/store';
import type { Expansion } from './expander';

/** What is to be on the server, by the mapping of the clinic. */
export function fhirExpansion(
  context: FhirContext,
  record: Pick<Store, 'outcomeEvents' | 'order' | 'session'>,
): Expansion {
  /** All entries of one form: it may have been put right in another stream than the one it began in. */
  const formOf = (patientId: string | undefined, outcomeId: string): OutcomeEntry[] =>
    patientId === undefined
      ? []
      : record
          .outcomeEvents(patientId)
          .filter(isOutcomeEntry)
          .filter(({ body }) => body.outcomeId === outcomeId);
  return {
    session: (sessionId) =>
      sessionFold(context, (outcomeId) => formOf(record.session(sessionId)?.patientId, outcomeId)),
    workstation: (event) =>
      workstationItems(context, event, {
        history: (outcomeId) => formOf(isOutcomeEntry(event) ? event.body.patientId : undefined, outcomeId),
        order: record.order,
      }),
    person: (person, versionNo) => peopleItems(context, person, versionNo),
    patient: (patient, versionNo) => patientItems(context, patient, versionNo),
    order: (order, versionNo) => orderItems(context, order, versionNo),
  };
}
