import { isResource } from '@medplum/core';
import type { Bundle, BundleEntry, OperationOutcome, Resource } from '@medplum/fhirtypes';

/** What an entry of a batch is answered in place of being worked on. */
export type EntryVerdict = { readonly status: number; readonly outcome: OperationOutcome };

/** Decides for each entry, by its place in the bundle. */
export type EntryJudge = (entry: BundleEntry, index: number) => EntryVerdict | undefined;

const emptyEntry = ({ status, outcome }: EntryVerdict): BundleEntry => ({
  response: { status: String(status), outcome },
});

/** The entries that are worked on, and how their answers are put between those of the others. */
export function judged(bundle: Bundle, judge: EntryJudge) {
  const verdicts = (bundle.entry ?? []).map(judge);
  const worked = (bundle.entry ?? []).filter((_, index) => verdicts[index] === undefined);
  const merge = (answers: readonly BundleEntry[]): BundleEntry[] => {
    const rest = [...answers];
    return verdicts.map((verdict) => (verdict === undefined ? (rest.shift() ?? {}) : emptyEntry(verdict)));
  };
  return { worked, merge, first: verdicts.find((verdict) => verdict !== undefined) };
}

export const etagOf = (resource: Resource): string | undefined =>
  resource.meta?.versionId === undefined ? undefined : `W/"${resource.meta.versionId}"`;

export const versionedLocation = (resource: Resource): string =>
  `${resource.resourceType}/${resource.id}/_history/${resource.meta?.versionId}`;

/** For two matches of a conditional update in a bundle the router says 400, where the standard asks for 412. */
const manyMatches = (outcome: Resource | undefined): boolean =>
  outcome?.resourceType === 'OperationOutcome' &&
  (outcome.issue ?? []).some(({ details }) => details?.text?.includes('matched multiple resources') === true);

/**
 * The router's answer to one entry with what the standard wants in it: location and ETag of the version, the time, and
 * the resource only where it was asked for.
 */
export function completed(
  answer: BundleEntry,
  request: BundleEntry | undefined,
  facts: { readonly minimal: boolean; readonly created: (resource: Resource) => boolean },
): BundleEntry {
  const { resource, response } = answer;
  const method = request?.request?.method;
  if (response === undefined) return answer;
  if (manyMatches(response.outcome)) return { response: { ...response, status: '412' } };
  if (resource === undefined || !isResource(resource) || resource.meta?.versionId === undefined)
    return { ...(resource !== undefined && { resource }), response };
  const etag = etagOf(resource);
  const { lastUpdated } = resource.meta;
  const written = method === 'POST' || method === 'PUT';
  const { outcome: _ok, location: _plain, ...rest } = response;
  return {
    ...(!(facts.minimal && written) && { resource }),
    response: {
      ...rest,
      // The router says 200 to a PUT that created what was not there.
      ...(written && facts.created(resource) && { status: '201' }),
      ...(written && { location: versionedLocation(resource) }),
      ...(etag !== undefined && { etag }),
      ...(lastUpdated !== undefined && { lastModified: lastUpdated }),
    },
  };
}
