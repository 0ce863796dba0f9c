import type { Identifier, Meta, Resource } from '@medplum/fhirtypes';
import type {
  FhirResource,
  ItemAttachment,
  ItemIdentity,
  ItemKind,
  Lane,
  SyncItem,
  WriteForm,
} from '../sync/item';
import { type FhirContext, systemOf } from './context';

/** A resource on its way to becoming an item. */
export type Draft = {
  readonly kind: ItemKind;
  readonly key: string;
  readonly lane: Lane;
  readonly write: WriteForm;
  readonly resource: Resource;
  /** In the place of our own identifier. */
  readonly identity?: ItemIdentity;
  readonly attachment?: ItemAttachment;
};

/** R4 has no identifier for these, or none that can be searched (fhir-sync.md 2.2). */
const byTag: ReadonlySet<string> = new Set(['AuditEvent', 'Provenance', 'AdverseEvent']);
/** One identifier instead of a list. */
const single: ReadonlySet<string> = new Set(['QuestionnaireResponse', 'AdverseEvent']);
const nameless: ReadonlySet<string> = new Set(['AuditEvent', 'Provenance']);

const HTEST = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  code: 'HTEST',
  display: 'test health data',
};

export type ItemCause = {
  readonly revision: number;
  /** Null: not of a session. */
  readonly sessionId: string | null;
  readonly simulation: boolean;
};

function identityOf(context: FhirContext, { kind, key, resource, identity }: Draft): ItemIdentity {
  if (identity !== undefined) return identity;
  return byTag.has(resource.resourceType)
    ? { by: 'tag', system: systemOf(context, 'idempotency'), value: `${kind}/${key}` }
    : { by: 'identifier', system: systemOf(context, kind), value: key };
}

function metaOf(
  context: FhirContext,
  { resource }: Draft,
  identity: ItemIdentity,
  simulation: boolean,
): Meta {
  const tags = [
    ...(identity.by === 'tag' ? [{ system: identity.system, code: identity.value }] : []),
    ...(simulation ? [{ system: systemOf(context, 'tag'), code: 'simulation', display: 'simulation' }] : []),
  ];
  return {
    ...resource.meta,
    ...(simulation ? { security: [HTEST] } : {}),
    ...(tags.length === 0 ? {} : { tag: tags }),
  };
}

/** The item of a draft: with identifier or tag, and marked as test data where it is of a simulation. */
export function itemOf(context: FhirContext, draft: Draft, cause: ItemCause): SyncItem {
  const { kind, key, lane, write, attachment } = draft;
  const identity = identityOf(context, draft);
  const meta = metaOf(context, draft, identity, cause.simulation);
  const { resourceType, meta: _, ...rest } = draft.resource as Resource & { identifier?: unknown };
  const identifier: Identifier = { system: systemOf(context, kind), value: key };
  const own = identity.by === 'identifier' ? { system: identity.system, value: identity.value } : identifier;
  const identified =
    nameless.has(resourceType) || rest.identifier !== undefined
      ? {}
      : { identifier: single.has(resourceType) ? own : [own] };
  const resource: FhirResource = {
    resourceType,
    ...(Object.keys(meta).length === 0 ? {} : { meta }),
    ...identified,
    ...rest,
  };
  return {
    ...{ kind, key, lane, write, identity, resource },
    ...{ revision: cause.revision, sessionId: cause.sessionId },
    ...(attachment === undefined ? {} : { attachment }),
  };
}
