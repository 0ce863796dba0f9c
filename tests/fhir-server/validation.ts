import { createHash } from 'node:crypto';
import { OperationOutcomeError, validateResource } from '@medplum/core';
import type { OperationOutcomeIssue, Resource } from '@medplum/fhirtypes';
import { Fhir } from 'fhir';
import { definitions } from './definitions';

/** What is wrong with a resource. `basic` is the standard itself (400), `profile` what it claims to conform to (422). */
export type Faulty = {
  readonly against: 'basic' | 'profile';
  readonly issues: readonly OperationOutcomeIssue[];
};

const issue = (text: string, expression: string): OperationOutcomeIssue => ({
  severity: 'error',
  code: 'invalid',
  details: { text },
  expression: [expression],
});

function issuesOf(check: () => readonly OperationOutcomeIssue[]): readonly OperationOutcomeIssue[] {
  try {
    return check().filter(({ severity }) => severity === 'error' || severity === 'fatal');
  } catch (error) {
    if (error instanceof OperationOutcomeError) return error.outcome.issue ?? [];
    throw error;
  }
}

/** Neither validator sees two answers to one choice. */
function twiceChosen(
  value: unknown,
  path: string,
  choiceOf: ReadonlyMap<string, string>,
): OperationOutcomeIssue[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => twiceChosen(one, `${path}[${at}]`, choiceOf));
  if (typeof value !== 'object' || value === null) return [];
  const taken = new Map<string, string>();
  const found: OperationOutcomeIssue[] = [];
  for (const name of Object.keys(value)) {
    const choice = choiceOf.get(name);
    if (choice === undefined) continue;
    const first = taken.get(choice);
    if (first !== undefined)
      found.push(issue(`Only one ${choice}[x] may be given: ${first} and ${name}`, path));
    taken.set(choice, name);
  }
  return [
    ...found,
    ...Object.entries(value).flatMap(([name, inner]) => twiceChosen(inner, `${path}.${name}`, choiceOf)),
  ];
}

let bindings: Fhir | undefined;

/** Codes that stand outside a value set whose binding is required; the other validator does not look at them. */
function outsideValueSets(resource: Resource): OperationOutcomeIssue[] {
  bindings ??= new Fhir();
  return bindings
    .validate(resource)
    .messages.filter(({ severity, message }) => severity === 'error' && /value set/i.test(message ?? ''))
    .map(({ message, location }) => issue(message ?? '', location ?? resource.resourceType));
}

function profileIssues(resource: Resource): readonly OperationOutcomeIssue[] {
  const { profiles } = definitions();
  return (resource.meta?.profile ?? []).flatMap((url) => {
    const profile = profiles.get(url);
    // A claim that cannot be checked here is left standing, as servers do.
    return profile === undefined ? [] : issuesOf(() => validateResource(resource, { profile }));
  });
}

function examine(resource: Resource): Faulty | undefined {
  const basic = [
    ...issuesOf(() => validateResource(resource)),
    ...outsideValueSets(resource),
    ...twiceChosen(resource, resource.resourceType, definitions().choiceOf),
  ];
  if (basic.length > 0) return { against: 'basic', issues: basic };
  const claimed = profileIssues(resource);
  return claimed.length > 0 ? { against: 'profile', issues: claimed } : undefined;
}

const MOST_KEPT = 20_000;
const verdicts = new Map<string, Faulty | undefined>();

/** What the verdict rests on: everything but what the server itself writes. */
function essence(resource: Resource): string {
  const { id: _id, meta, ...rest } = resource;
  const { versionId: _version, lastUpdated: _updated, ...claims } = meta ?? {};
  return createHash('sha1')
    .update(JSON.stringify([claims, rest]))
    .digest('base64');
}

/**
 * Checks a resource against R4, the profiles that it claims, required bindings and the rule of one value per choice.
 * The verdict on equal content is kept: examining takes about 10 ms, and a campaign sends the same records often.
 */
export function faultsIn(resource: Resource): Faulty | undefined {
  const key = essence(resource);
  if (verdicts.has(key)) return verdicts.get(key);
  const verdict = examine(resource);
  if (verdicts.size >= MOST_KEPT) verdicts.clear();
  verdicts.set(key, verdict);
  return verdict;
}
