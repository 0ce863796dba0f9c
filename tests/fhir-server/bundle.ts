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
 * How a server writes its answers to the entries of a bundle, within the standard. `hapi`: the bare version as ETag, no
 * resource unless it is asked for, and the whole bundle is refused when one entry cannot be read. `medplum`: the
 * resource alone tells the version.
 */
export type Manner = 'standard' | 'hapi' | 'medplum';

type Wanted = 'minimal' | 'representation' | undefined;

export type EntryFacts = {
  readonly manner: Manner;
  readonly wanted: Wanted;
  /** Whether this is the first version, made by this request. */
  readonly created: (resource: Resource) => boolean;
};

const withResource = ({ manner, wanted }: EntryFacts): boolean =>
  manner === 'medplum' || wanted === 'representation' || (manner === 'standard' && wanted !== 'minimal');

/** Where it is and in which version, as the server's manner has it. */
function place(resource: Resource, manner: Manner): Partial<NonNullable<BundleEntry['response']>> {
  const { versionId = '', lastUpdated } = resource.meta ?? {};
  if (manner === 'medplum') return { location: `${resource.resourceType}/${resource.id}` };
  return {
    location: versionedLocation(resource),
    etag: manner === 'hapi' ? versionId : `W/"${versionId}"`,
    ...(lastUpdated !== undefined && { lastModified: lastUpdated }),
  };
}

/** The router's answer to one entry with what the standard wants in it. */
export function completed(
  answer: BundleEntry,
  request: BundleEntry | undefined,
  facts: EntryFacts,
): BundleEntry {
  const { resource, response } = answer;
  const method = request?.request?.method;
  if (response === undefined) return answer;
  if (manyMatches(response.outcome)) return { response: { ...response, status: '412' } };
  const written = method === 'POST' || method === 'PUT';
  if (!written || resource === undefined || !isResource(resource) || resource.meta === undefined)
    return answer;
  const { outcome: _ok, location: _plain, ...rest } = response;
  return {
    ...(withResource(facts) && { resource }),
    response: {
      ...rest,
      // The router says 200 to a PUT that created what was not there.
      ...(facts.created(resource) && { status: '201' }),
      ...place(resource, facts.manner),
    },
  };
}
