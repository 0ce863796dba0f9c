import { z } from 'zod';
import type { FhirResource } from '../../shared/sync/item';
import type { FhirAnswer, Transport } from '../../shared/sync/transport';

/** Why nothing came, in words; `retryAfterMs`: how long the server asks to be left alone; null: it does not say. */
export type PageFault = {
  /** What the server answered; null: there was no answer that could be read. */
  readonly status: number | null;
  readonly words: string;
  readonly retryAfterMs: number | null;
};
type Failed = { readonly kind: 'failed' } & PageFault;

export type Page =
  | {
      readonly kind: 'page';
      readonly resources: readonly FhirResource[];
      /** The server's time of the answer, ISO; null: it does not say. */
      readonly date: string | null;
    }
  | Failed;

/** A search of a million pages is a server that leads in a circle. */
const MOST_PAGES = 10_000;

function fault(answer: FhirAnswer): Failed {
  if (answer.kind === 'none')
    return { kind: 'failed', status: null, words: answer.detail, retryAfterMs: null };
  if (answer.kind === 'refused')
    return { kind: 'failed', status: null, words: answer.words, retryAfterMs: null };
  const seconds = Number(answer.headers['retry-after']);
  return {
    kind: 'failed',
    status: answer.status,
    words: `The server answered ${answer.status} when it was asked what is new.`,
    retryAfterMs:
      Number.isFinite(seconds) && answer.headers['retry-after'] !== undefined ? seconds * 1_000 : null,
  };
}

/** One resource, or why there is none. */
export async function ask(
  transport: Transport,
  path: string,
): Promise<
  { readonly kind: 'answer'; readonly resource: FhirResource; readonly date: string | null } | Failed
> {
  const answer = await transport({
    method: 'GET',
    path,
    headers: { accept: 'application/fhir+json', 'cache-control': 'no-cache' },
  });
  if (answer.kind !== 'answer' || answer.status !== 200) return fault(answer);
  const notWhole: Failed = {
    ...{ kind: 'failed', status: null, retryAfterMs: null },
    words: 'What the server answered is not whole.',
  };
  let resource: unknown;
  try {
    resource = JSON.parse(answer.body);
  } catch {
    return notWhole;
  }
  if (resource === null || typeof resource !== 'object' || !('resourceType' in resource)) return notWhole;
  const date = Date.parse(answer.headers.date ?? '');
  return {
    kind: 'answer',
    resource: resource as FhirResource,
    date: Number.isNaN(date) ? null : new Date(date).toISOString(),
  };
}

/** Of a list, what is read; what is said in another form is not there. */
const bundleSchema = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z
    .array(
      z.looseObject({
        resource: z.looseObject({ resourceType: z.string() }).optional().catch(undefined),
        search: z.looseObject({ mode: z.string().optional() }).optional().catch(undefined),
      }),
    )
    .default([]),
  link: z.array(z.looseObject({ relation: z.string().optional(), url: z.string().optional() })).default([]),
});

/** A search, page by page, each by the address that the page before it names, as it stands. Ends with the first fault. */
export async function* pagesOf(transport: Transport, search: string): AsyncGenerator<Page> {
  const turned = new Set<string>();
  for (let path: string | undefined = search; path !== undefined; ) {
    if (turned.has(path) || turned.size >= MOST_PAGES) {
      yield {
        kind: 'failed',
        status: null,
        retryAfterMs: null,
        words: 'The server’s pages lead in a circle.',
      };
      return;
    }
    turned.add(path);
    const answer = await ask(transport, path);
    if (answer.kind === 'failed') {
      yield answer;
      return;
    }
    const bundle = bundleSchema.safeParse(answer.resource);
    if (!bundle.success) {
      yield {
        kind: 'failed',
        status: null,
        retryAfterMs: null,
        words: 'The server answered a search with no list.',
      };
      return;
    }
    const { entry, link } = bundle.data;
    const resources = entry.flatMap(({ resource, search: found }) =>
      resource === undefined || found?.mode === 'outcome' ? [] : [resource],
    );
    yield { kind: 'page', resources, date: answer.date };
    path = link.find(({ relation }) => relation === 'next')?.url;
  }
}
