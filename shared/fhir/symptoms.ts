import type { AdverseEvent, CodeableConcept } from '@medplum/fhirtypes';
import type { Severity } from '../observation/observation';
import type { LoggedEvent } from '../session/events';
import { type CodeName, concept, ownConcept } from './codes';
import { entryKey, type FhirContext } from './context';
import { instant, list, refer } from './elements';
import { infusionKey } from './infusion-resources';
import type { Draft } from './item-of';
import { referPerson } from './practitioner';
import { revisions } from './revisions';
import type { Part, Scope } from './scope';

const SEVERITY = 'http://terminology.hl7.org/CodeSystem/adverse-event-severity';
const named = ['nausea', 'headache', 'dizziness', 'vomiting'] as const satisfies readonly CodeName[];

function eventConcept(context: FhirContext, symptom: string): CodeableConcept {
  const known = named.find((one) => one === symptom);
  return known === undefined
    ? ownConcept(context, `symptom-${symptom.trim().replaceAll(/\s+/g, '-')}`, symptom.replaceAll('-', ' '))
    : concept(context, known);
}

const severityConcept = (severity: Severity): CodeableConcept => ({
  coding: [{ system: SEVERITY, code: severity }],
  text: severity,
});

type Recorded = LoggedEvent & { readonly type: 'symptom.recorded' };

function draftOf(scope: Scope, { seq, at, body }: Recorded, infused: boolean): Draft {
  const { by, symptom, severity } = body;
  const resource: AdverseEvent = {
    resourceType: 'AdverseEvent',
    actuality: 'actual',
    event: eventConcept(scope.context, symptom),
    subject: scope.subject,
    encounter: scope.encounter,
    date: instant(at),
    recordedDate: instant(at),
    ...(severity === null ? {} : { severity: severityConcept(severity) }),
    recorder: referPerson(scope.context, by),
    ...list('suspectEntity', infused ? [{ instance: refer('infusion', infusionKey(scope)) }] : []),
  };
  return {
    ...{
      kind: 'adverse-event',
      key: `${scope.sessionId}/${entryKey(scope.context, seq)}`,
      lane: 2,
      write: 'create',
    },
    resource,
  };
}

/** Symptoms that were recorded. Whether the drug made them is nobody's finding here: it is under suspicion at most. */
export function symptomsPart(scope: Scope): Part {
  const kept = revisions(scope);
  const infused = new Map<number, boolean>();
  const send = (event: Recorded, why: Parameters<NonNullable<Part['reread']>>[1] | null): Draft[] =>
    kept.put(String(event.seq), [draftOf(scope, event, infused.get(event.seq) ?? false)], why);
  return {
    take(event, state) {
      if (event.type !== 'symptom.recorded') return [];
      infused.set(event.seq, state.session?.startedAt != null);
      return send(event, null);
    },
    reread: (event, why) => (event.type === 'symptom.recorded' ? send(event, why) : []),
  };
}
