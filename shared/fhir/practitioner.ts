import type { Practitioner, Reference } from '@medplum/fhirtypes';
import type { Actor, Person } from '../record/people';
import type { SyncItem } from '../sync/item';
import { ownConcept } from './codes';
import { type FhirContext, keyPart } from './context';
import { refer } from './elements';
import { type Draft, itemOf } from './item-of';

/** Everybody who came in by emergency access carries one id; what tells them apart is the name that they typed. */
export const personKey = (context: FhirContext, { personId, name, role }: Actor): string =>
  role === 'emergency' ? `emergency/${keyPart(context.stationId)}/${keyPart(name)}` : keyPart(personId);

export const referPerson = (context: FhirContext, actor: Actor): Reference<Practitioner> =>
  refer('user', personKey(context, actor));

/** A person as the server may know them: name and role. Nothing by which they prove who they are is ever in it. */
function practitioner(context: FhirContext, { name, role }: Actor, active: boolean): Practitioner {
  return {
    resourceType: 'Practitioner',
    active,
    // US Core wants a family name, and which part of a name that is is not known here: it is written whole.
    name: [{ text: name, family: name }],
    qualification: [{ code: ownConcept(context, role, role) }],
  };
}

/** A person as an entry of the record names them; what the list of people says later stands above it. */
export const actorDraft = (context: FhirContext, actor: Actor): Draft => ({
  ...{ kind: 'user', key: personKey(context, actor), lane: 0, write: 'create' },
  resource: practitioner(context, actor, true),
});

/** What a version of a person on the list is on the server. `version`: its number in the record, from 1. */
export const peopleItems = (context: FhirContext, person: Person, version: number): SyncItem[] => [
  itemOf(
    context,
    {
      ...{ kind: 'user', key: personKey(context, person), lane: 0, write: 'update' },
      resource: practitioner(context, person, person.active),
    },
    { revision: version, sessionId: null, simulation: context.simulation },
  ),
];
