import type { DurationMs } from '../time/clock';
import type { EntryAnswer } from './answer';
import type { FhirResource } from './item';
import { namesMissingReference, outcomeWords } from './outcome-words';

/** Where an item stands on the server. */
export type RemotePlace = {
  readonly type: string;
  readonly id: string;
  /** Null: the server did not say. */
  readonly version: string | null;
};

/** How an entry was written, as far as its answer means something else by it. */
export type Written = {
  readonly type: string;
  /** Under `If-Match`. */
  readonly ifMatch: boolean;
  /** By its id on the server. */
  readonly byId: boolean;
};

/** What an answer to one entry asks for (fhir-sync.md 3.3). */
export type Verdict =
  | { readonly kind: 'taken'; readonly place: RemotePlace }
  /** Not known whether it took: looked up before it is sent again. */
  | { readonly kind: 'unknown'; readonly detail: string }
  /** It did not take, and may be sent again. */
  | { readonly kind: 'again'; readonly detail: string }
  | { readonly kind: 'slow-down'; readonly detail: string; readonly retryAfter: DurationMs | null }
  | { readonly kind: 'stop-lane'; readonly words: string }
  | { readonly kind: 'park'; readonly words: string }
  /** 409: tried again a few times, then looked up. */
  | { readonly kind: 'clash'; readonly words: string }
  /** It was changed on the server since we saw it: read again. */
  | { readonly kind: 'changed'; readonly words: string }
  | { readonly kind: 'several'; readonly words: string }
  /** What we wrote to is no more. */
  | { readonly kind: 'gone'; readonly words: string }
  /** Something that it names is not there. */
  | { readonly kind: 'parent-unknown'; readonly words: string }
  | { readonly kind: 'too-large'; readonly words: string };

const VERSIONED = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/([A-Za-z0-9.-]{1,64}))?\/?$/;

const versionOf = (etag: string | null): string | null => /^(?:W\/)?"(.+)"$/.exec(etag ?? '')?.[1] ?? null;

/** Where the server says that it put something; null: it does not say. */
export function placeOf(
  { location, etag, resource }: Pick<EntryAnswer, 'location' | 'etag' | 'resource'>,
  type: string,
): RemotePlace | null {
  const [, at, id, version] = VERSIONED.exec(location?.split('?')[0] ?? '') ?? [];
  if (at === type && id !== undefined) return { type, id, version: version ?? versionOf(etag) };
  const found = resourcePlace(resource);
  return found?.type === type ? { ...found, version: versionOf(etag) ?? found.version } : null;
}

/** The place of a resource as the server gave it. */
export function resourcePlace(resource: unknown): RemotePlace | null {
  if (resource === null || typeof resource !== 'object') return null;
  const { resourceType, id, meta } = resource as Partial<FhirResource> & { readonly meta?: unknown };
  if (typeof resourceType !== 'string' || typeof id !== 'string') return null;
  const { versionId } = (meta ?? {}) as { readonly versionId?: unknown };
  return { type: resourceType, id, version: typeof versionId === 'string' ? versionId : null };
}

/** Judges the answer to one entry. */
export function verdictOf(answer: EntryAnswer, written: Written): Verdict {
  const { status, outcome } = answer;
  const words = outcomeWords(outcome, status);
  if (status >= 200 && status < 300) {
    const place = placeOf(answer, written.type);
    return place === null
      ? { kind: 'unknown', detail: 'The server took it and did not say where it is.' }
      : { kind: 'taken', place };
  }
  if (status >= 500 || status === 408 || status === 425) return { kind: 'unknown', detail: words };
  switch (status) {
    case 401:
      return { kind: 'again', detail: words };
    case 403:
      return { kind: 'stop-lane', words };
    case 404:
    case 410:
      return written.byId ? { kind: 'gone', words } : { kind: 'parent-unknown', words };
    case 409:
      return { kind: 'clash', words };
    case 412:
      return written.ifMatch ? { kind: 'changed', words } : { kind: 'several', words };
    case 413:
      return { kind: 'too-large', words };
    case 424:
      return { kind: 'again', detail: words };
    case 429:
      return { kind: 'slow-down', detail: words, retryAfter: null };
    default:
  }
  if (status < 400) return { kind: 'unknown', detail: words };
  return namesMissingReference(outcome) ? { kind: 'parent-unknown', words } : { kind: 'park', words };
}
