import { z } from 'zod';
import type { FhirAnswer, Transport } from '../../shared/sync/transport';

/** How far behind the newest one the next look begins: servers may show a resource a little after its time. */
const OVERLAP_MS = 120_000;

const resourceSchema = z.looseObject({
  resourceType: z.string(),
  id: z.string(),
  meta: z.looseObject({ versionId: z.string().optional(), lastUpdated: z.iso.datetime({ offset: true }) }),
});
export type ServerResource = z.infer<typeof resourceSchema>;

const bundleSchema = z.object({
  resourceType: z.literal('Bundle'),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).optional(),
  entry: z.array(z.object({ resource: z.unknown() })).optional(),
});

export type NewerPage =
  | { readonly kind: 'page'; readonly resources: readonly ServerResource[]; readonly next: string | null }
  /** Nothing can be said of what is there: no answer, or one that is no page. */
  | { readonly kind: 'failed'; readonly words: string; readonly answer: FhirAnswer };

/** Where the next look begins, by the server's own time: so far before the newest that was seen. */
export function beginning(newest: string | null): string | null {
  return newest === null ? null : new Date(Date.parse(newest) - OVERLAP_MS).toISOString();
}

/** The first page of what is newer than `since`, oldest first. `query` holds what is wanted besides. */
export function firstPath(
  type: string,
  query: Readonly<Record<string, string>>,
  since: string | null,
  count: number,
): string {
  const wanted = new URLSearchParams({
    ...query,
    ...(since === null ? {} : { _lastUpdated: `ge${since}` }),
    _sort: '_lastUpdated',
    _count: String(count),
  });
  return `${type}?${wanted.toString()}`;
}

/** One page, by `firstPath` or by the server's own word for the next one. */
export async function readPage(transport: Transport, path: string, type: string): Promise<NewerPage> {
  const answer = await transport({ method: 'GET', path, headers: { accept: 'application/fhir+json' } });
  const failed = (words: string): NewerPage => ({ kind: 'failed', words, answer });
  if (answer.kind === 'refused') return failed(answer.words);
  if (answer.kind === 'none') return failed(answer.detail);
  if (answer.status !== 200) return failed(`the server answered ${answer.status} to ${type}`);
  try {
    const bundle = bundleSchema.parse(JSON.parse(answer.body));
    const resources = (bundle.entry ?? []).flatMap(({ resource }) => {
      const read = resourceSchema.safeParse(resource);
      // A server puts its remarks on a search between what was searched for.
      return read.success && read.data.resourceType === type ? [read.data] : [];
    });
    return {
      kind: 'page',
      resources,
      next: bundle.link?.find(({ relation }) => relation === 'next')?.url ?? null,
    };
  } catch {
    return failed(`the answer to ${type} can not be read`);
  }
}
