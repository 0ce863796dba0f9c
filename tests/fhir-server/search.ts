import type { Filter, SearchRequest } from '@medplum/core';
import {
  badRequest,
  evalFhirPath,
  matchesSearchRequest,
  OperationOutcomeError,
  Operator,
} from '@medplum/core';
import type { Coding, Identifier, Resource } from '@medplum/fhirtypes';
import { searchParametersOf } from './definitions';
import { localReferences } from './references';

const refuse = (text: string): never => {
  throw new OperationOutcomeError(badRequest(text));
};

const MATCHED_KINDS: readonly string[] = ['reference', 'string', 'uri', 'token', 'date'];

/** Whether this server can honestly match by that parameter. */
export const canMatch = (kind: string): boolean => MATCHED_KINDS.includes(kind);

/**
 * Refuses what cannot be matched, as the real servers do. The router's own store finds nothing in such a case, and a
 * conditional create by `identifier` of an AuditEvent would then store a duplicate at every replay.
 */
export function checkSearch(search: SearchRequest): void {
  const known = searchParametersOf(search.resourceType);
  for (const { code } of search.filters ?? []) {
    const parameter = known[code];
    if (parameter === undefined)
      refuse(`Unknown search parameter "${code}" for resource type "${search.resourceType}"`);
    else if (!canMatch(parameter.type)) refuse(`Search by ${parameter.type} ("${code}") is not supported`);
  }
  for (const { code } of search.sortRules ?? [])
    if (known[code] === undefined) refuse(`Unknown sort parameter "${code}"`);
  if (search.include?.length || search.revInclude?.length)
    refuse('_include and _revinclude are not supported');
  if (search.cursor !== undefined || search.fields?.length) refuse('_cursor and _elements are not supported');
}

const token = (code: string, system: string | undefined, value: string | undefined): string[] => [
  `${code}|${system ?? ''}|${value ?? ''}`,
  `${code}|*|${value ?? ''}`,
];

/** The keys under which a resource is found at once: identifiers, tags, and what it refers to. */
export function indexKeys(resource: Resource): string[] {
  const { identifier } = resource as { identifier?: Identifier | Identifier[] };
  const identifiers = identifier === undefined ? [] : [identifier].flat();
  const tags: readonly Coding[] = resource.meta?.tag ?? [];
  return [
    ...identifiers.flatMap(({ system, value }) => token('identifier', system, value)),
    ...tags.flatMap(({ system, code }) => token('_tag', system, code)),
    ...localReferences(resource).map(({ type, id }) => `reference|${type}/${id}`),
  ];
}

/** For one filter the keys of which a match has at least one; undefined where the index cannot tell. */
export function keysOf(filter: Filter, resourceType: string): { keys: string[]; exact: boolean } | undefined {
  if (filter.operator !== Operator.EQUALS && filter.operator !== Operator.EXACT) return undefined;
  const values = filter.value.split(',');
  if (filter.value.includes('\\')) return undefined;
  if (filter.code === 'identifier' || filter.code === '_tag') {
    if (values.some((value) => value.endsWith('|'))) return undefined;
    const keys = values.map((value) =>
      value.includes('|') ? `${filter.code}|${value}` : `${filter.code}|*|${value}`,
    );
    return { keys, exact: true };
  }
  if (searchParametersOf(resourceType)[filter.code]?.type !== 'reference') return undefined;
  if (!values.every((value) => /^[A-Za-z]+\/[^/]+$/.test(value))) return undefined;
  return { keys: values.map((value) => `reference|${value}`), exact: false };
}

export const matches = (resource: Resource, resourceType: string, filters: readonly Filter[]): boolean =>
  filters.length === 0 ||
  matchesSearchRequest(resource, { resourceType, filters: [...filters] } as SearchRequest);

const sortValue = (resource: Resource, code: string): string => {
  if (code === '_lastUpdated') return resource.meta?.lastUpdated ?? '';
  const expression = searchParametersOf(resource.resourceType)[code]?.expression;
  return expression === undefined ? '' : JSON.stringify(evalFhirPath(expression, resource));
};

/** In the order that was asked for; equal ones stay in the order in which they were first stored. */
export function sorted<T extends Resource>(resources: readonly T[], search: SearchRequest): T[] {
  const rules = search.sortRules ?? [];
  return [...resources].sort((a, b) => {
    for (const { code, descending } of rules) {
      const [left, right] = [sortValue(a, code), sortValue(b, code)];
      if (left !== right) return (left < right ? -1 : 1) * (descending ? -1 : 1);
    }
    return 0;
  });
}
