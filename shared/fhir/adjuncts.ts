import type { MedicationAdministration } from '@medplum/fhirtypes';
import type { LoggedEvent } from '../session/events';
import { type CodeName, concept } from './codes';
import { entryKey } from './context';
import { instant, list, quantity, refer } from './elements';
import type { Draft } from './item-of';
import { drugConcept } from './order';
import { referPerson } from './practitioner';
import { revisions } from './revisions';
import type { Correcting, Part, Scope } from './scope';

const units = { mg: 'mg', mcg: 'ug', g: 'g', mL: 'mL' } as const;
const routes = {
  ...{ IV: 'route-iv', PO: 'route-po', SL: 'route-sl', IM: 'route-im', IN: 'route-in', SC: 'route-sc' },
} as const satisfies Record<string, CodeName>;

type Given = LoggedEvent & { readonly type: 'adjunct.given' };

function draftOf(scope: Scope, { seq, body }: Given): Draft {
  const { context } = scope;
  const { by, drug, dose, unit, route, givenAt, late, orderIndex, onWordOf, controlled, witness } = body;
  const notes = [
    late ? 'written down late' : '',
    onWordOf === null ? '' : `outside the order, on the word of ${onWordOf}`,
    controlled ? 'controlled drug' : '',
  ].filter((text) => text !== '');
  const resource: MedicationAdministration = {
    resourceType: 'MedicationAdministration',
    status: 'completed',
    medicationCodeableConcept: drugConcept(context, drug),
    subject: scope.subject,
    context: scope.encounter,
    effectiveDateTime: instant(givenAt),
    performer: [
      { actor: referPerson(context, by), function: { text: 'gave it' } },
      ...(witness === null ? [] : [{ actor: referPerson(context, witness), function: { text: 'witness' } }]),
    ],
    ...(orderIndex === null ? {} : { request: refer('order', scope.opened.body.order.orderId) }),
    ...list(
      'note',
      notes.map((text) => ({ text })),
    ),
    dosage: {
      text: `${drug} ${dose} ${unit} ${route}`,
      route: concept(context, routes[route]),
      dose: quantity(dose, units[unit]),
    },
  };
  return {
    kind: 'drug-given',
    key: `${scope.sessionId}/${entryKey(scope.context, seq)}`,
    lane: 2,
    write: 'create',
    resource,
  };
}

/** Drugs beside the infusion. They are no part of it, and of none of its sums. */
export function adjunctsPart(scope: Scope): Part {
  const kept = revisions(scope);
  const send = (event: Given, why: Correcting | null): Draft[] =>
    kept.put(String(event.seq), [draftOf(scope, event)], why);
  return {
    take: (event) => (event.type === 'adjunct.given' ? send(event, null) : []),
    reread: (event, why) => (event.type === 'adjunct.given' ? send(event, why) : []),
  };
}
