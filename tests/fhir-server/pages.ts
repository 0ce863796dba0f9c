import type { Bundle, Resource } from '@medplum/fhirtypes';

type Snapshot = { readonly self: string; readonly resources: readonly Resource[] };

const STANDARD_COUNT = 20;
const MOST_A_PAGE = 500;
const MOST_SNAPSHOTS = 1000;

/**
 * Search results page by page. A search is answered as it stood when it was made, so that what changes while a client
 * turns the pages moves nothing from one page to the next; a restart forgets it, as servers do.
 */
export class Pages {
  readonly #base: () => string;
  readonly #snapshots = new Map<string, Snapshot>();
  #nextToken = 0;

  /** @param base The address that links begin with. */
  constructor(base: () => string) {
    this.#base = base;
  }

  forget(): void {
    this.#snapshots.clear();
  }

  /** @param count Entries a page as asked for; 0 asks for the total alone. */
  first(resources: readonly Resource[], self: string, count: number | undefined): Bundle {
    const size = Math.min(count ?? STANDARD_COUNT, MOST_A_PAGE);
    if (size === 0 || resources.length <= size) return this.#bundle({ self, resources }, 0, size, undefined);
    this.#nextToken += 1;
    const token = `page-${this.#nextToken}`;
    if (this.#snapshots.size >= MOST_SNAPSHOTS) this.#snapshots.clear();
    this.#snapshots.set(token, { self, resources });
    return this.#bundle({ self, resources }, 0, size, token);
  }

  /** A later page; undefined when the search is no longer known. */
  turn(query: URLSearchParams): Bundle | undefined {
    const token = query.get('_getpages') ?? '';
    const snapshot = this.#snapshots.get(token);
    if (snapshot === undefined) return undefined;
    const from = Number(query.get('_getpagesoffset') ?? 0);
    return this.#bundle(snapshot, from, Number(query.get('_count') ?? STANDARD_COUNT), token);
  }

  #bundle({ self, resources }: Snapshot, from: number, size: number, token: string | undefined): Bundle {
    const page = resources.slice(from, from + size);
    const more = token !== undefined && from + size < resources.length;
    const next = `${this.#base()}?_getpages=${token}&_getpagesoffset=${from + size}&_count=${size}`;
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      total: resources.length,
      link: [
        { relation: 'self', url: `${this.#base()}/${self}` },
        ...(more ? [{ relation: 'next', url: next }] : []),
      ],
      ...(page.length > 0 && {
        entry: page.map((resource) => ({
          fullUrl: `${this.#base()}/${resource.resourceType}/${resource.id}`,
          resource,
          search: { mode: 'match' as const },
        })),
      }),
    };
  }
}
