type Issue = {
  readonly severity?: unknown;
  readonly code?: unknown;
  readonly details?: { readonly text?: unknown; readonly coding?: readonly { readonly display?: unknown }[] };
  readonly diagnostics?: unknown;
  readonly expression?: unknown;
};

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

function issuesOf(outcome: unknown): readonly Issue[] | null {
  if (outcome === null || typeof outcome !== 'object') return null;
  const { resourceType, issue } = outcome as { resourceType?: unknown; issue?: unknown };
  if (resourceType !== 'OperationOutcome') return null;
  return Array.isArray(issue)
    ? issue.filter((one): one is Issue => one !== null && typeof one === 'object')
    : [];
}

/** Whether it is a FHIR server's own word, and not a page of something on the way to it. */
export const isOutcome = (value: unknown): boolean => issuesOf(value) !== null;

function wordsOf({ details, diagnostics, code, expression }: Issue): string | null {
  const said = [text(details?.text), text(details?.coding?.[0]?.display), text(diagnostics)];
  const words = [...new Set(said.filter((one) => one !== null))].join(': ') || text(code);
  if (words === null) return null;
  const where = Array.isArray(expression) ? expression.map(text).filter((one) => one !== null) : [];
  return where.length === 0 ? words : `${words} (${where.join(', ')})`;
}

/** What the server said, in its own words, for a person: its errors, or all that it said where none is an error. */
export function outcomeWords(outcome: unknown, status: number): string {
  const issues = issuesOf(outcome) ?? [];
  const errors = issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  const words = (errors.length > 0 ? errors : issues).map(wordsOf).filter((one) => one !== null);
  return words.length === 0
    ? `The server answered ${status} and did not say why.`
    : `The server answered ${status}: ${words.join('; ')}`;
}

/** HAPI answers 400 where a resource names another one that is not there. */
export const namesMissingReference = (outcome: unknown): boolean =>
  (issuesOf(outcome) ?? []).some((issue) =>
    /HAPI-1094|not found, specified in path|(does not exist|unknown|invalid) reference/i.test(
      wordsOf(issue) ?? '',
    ),
  );
