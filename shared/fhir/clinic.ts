import type { Location, Organization, Reference } from '@medplum/fhirtypes';
import { type FhirContext, keyPart } from './context';
import { refer } from './elements';
import type { Draft } from './item-of';

/** One clinic a server setting; its key is the same at every workstation of it. */
const CLINIC = 'clinic';

export const referClinic = (): Reference<Organization> => refer('organization', CLINIC);
export const referRoom = (room: string): Reference<Location> => refer('location', keyPart(room));

/** The clinic, as the one that is responsible for what is sent. */
export const clinicDraft = (context: FhirContext): Draft => ({
  ...{ kind: 'organization', key: CLINIC, lane: 0, write: 'create' },
  resource: { resourceType: 'Organization', active: true, name: context.clinicName } satisfies Organization,
});

/** A room, by its name; a session without one has none. */
export const roomDraft = (room: string): Draft => ({
  ...{ kind: 'location', key: keyPart(room), lane: 0, write: 'create' },
  resource: {
    resourceType: 'Location',
    status: 'active',
    name: room,
    managingOrganization: referClinic(),
  } satisfies Location,
});
