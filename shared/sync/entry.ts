import type { FhirResource, ItemIdentity, ItemKind, WriteForm } from './item';
import { localTarget } from './item';
import type { ServerProfile } from './setting';
import type { RemotePlace, Written } from './verdict';

export type PlaceOf = (kind: ItemKind, key: string) => RemotePlace | null;

const TO_VERSION = '#version';

function serverReference(reference: string, placeOf: PlaceOf): string | null {
  const ofVersion = reference.endsWith(TO_VERSION);
  const target = localTarget(ofVersion ? reference.slice(0, -TO_VERSION.length) : reference);
  if (target === null) return reference;
  const place = placeOf(target.kind, target.key);
  if (place === null) return null;
  const plain = `${place.type}/${place.id}`;
  return ofVersion && place.version !== null ? `${plain}/_history/${place.version}` : plain;
}

/** The resource with every local reference put in the server's words; null: one of them has no place there yet. */
export function resolved(resource: FhirResource, placeOf: PlaceOf): FhirResource | null {
  let whole = true;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        if (name !== 'reference' || typeof inner !== 'string') return [name, visit(inner)];
        const reference = serverReference(inner, placeOf);
        if (reference === null) whole = false;
        return [name, reference];
      }),
    );
  };
  const made = visit(resource) as FhirResource;
  return whole ? made : null;
}

/** `identifier=system|value` or `_tag=…`, for a search and for a condition. */
export const searchOf = ({ by, system, value }: ItemIdentity): string =>
  `${by === 'tag' ? '_tag' : 'identifier'}=${encodeURIComponent(system)}%7C${encodeURIComponent(value)}`;

export type BundleRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly ifNoneExist?: string;
  readonly ifMatch?: string;
};
export type SendEntry = {
  readonly request: BundleRequest;
  readonly resource: FhirResource | null;
  readonly written: Written;
};

export type ToWrite = {
  readonly write: WriteForm;
  readonly identity: ItemIdentity;
  /** Resolved. */
  readonly resource: FhirResource;
  /** Where it stands already. */
  readonly place: RemotePlace | null;
  /** The id that it gets from us, where the server takes ids of its clients. */
  readonly ownId: string;
};

/** How one item is written (fhir-sync.md 2.2, 3.1). */
export function entryFor(
  { write, identity, resource, place, ownId }: ToWrite,
  setting: { readonly profile: ServerProfile; readonly mayCreatePatients: boolean },
): SendEntry {
  const type = resource.resourceType;
  if (write === 'look-up' && !setting.mayCreatePatients) {
    const request = { method: 'GET', url: `${type}?${searchOf(identity)}` } as const;
    return { request, resource: null, written: { type, ifMatch: false, byId: false } };
  }
  if (place !== null) {
    const url = `${type}/${place.id}`;
    const ifMatch = place.version === null ? {} : { ifMatch: `W/"${place.version}"` };
    return {
      request: { method: 'PUT', url, ...ifMatch },
      resource: { ...resource, id: place.id },
      written: { type, ifMatch: place.version !== null, byId: true },
    };
  }
  const written = { type, ifMatch: false, byId: false };
  if (setting.profile === 'hapi' && write !== 'look-up')
    return {
      request: { method: 'PUT', url: `${type}/${ownId}` },
      resource: { ...resource, id: ownId },
      written,
    };
  if (write === 'update')
    return { request: { method: 'PUT', url: `${type}?${searchOf(identity)}` }, resource, written };
  return { request: { method: 'POST', url: type, ifNoneExist: searchOf(identity) }, resource, written };
}

/** A search for what an item may have become. */
export const lookUpEntry = (type: string, identity: ItemIdentity): SendEntry => ({
  request: { method: 'GET', url: `${type}?${searchOf(identity)}&_count=2` },
  resource: null,
  written: { type, ifMatch: false, byId: false },
});

/** The bundle of some entries. */
export const bundleOf = (kind: 'batch' | 'transaction', entries: readonly SendEntry[]): FhirResource => ({
  resourceType: 'Bundle',
  type: kind,
  entry: entries.map(({ request, resource }) => (resource === null ? { request } : { resource, request })),
});
