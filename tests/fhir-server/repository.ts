import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { SearchRequest, WithId } from '@medplum/core';
import { badRequest, conflict, notFound, OperationOutcomeError, preconditionFailed } from '@medplum/core';
import type { CreateResourceOptions, UpdateResourceOptions } from '@medplum/fhir-router';
import { FhirRepository } from '@medplum/fhir-router';
import type { Bundle, OperationOutcome, Reference, Resource } from '@medplum/fhirtypes';
import { definitions, isKeptType } from './definitions';
import { localReferences, unresolvable } from './references';
import { checkSearch, keysOf, matches, sorted } from './search';
import { Shelves } from './shelves';
import { faultsIn } from './validation';

export type RepositoryOptions = {
  /** 'off' stores whatever comes, for tests of volume; references are checked all the same. */
  readonly validation: 'on' | 'off';
  /** Whether a PUT to an id that is not there creates it. */
  readonly clientIds: 'allowed' | 'refused';
  /** The server's clock, in ms since the epoch. */
  readonly nowMs: () => number;
};

/** The last word before a resource is stored: throws to keep it out. */
export type Gate = (resource: Resource) => void;

/** Deleted resources answer 410, as the standard asks. */
export const gone: OperationOutcome = {
  resourceType: 'OperationOutcome',
  id: 'gone',
  issue: [{ severity: 'error', code: 'deleted', details: { text: 'This resource was deleted' } }],
};

/** 422: understood, and refused. */
export const refused = (issue: OperationOutcome['issue']): OperationOutcomeError =>
  new OperationOutcomeError({ resourceType: 'OperationOutcome', id: 'business-rule', issue });

const bad = (text: string, path?: string): OperationOutcomeError =>
  new OperationOutcomeError(badRequest(text, path));

const copy = <T>(value: T): T => structuredClone(value);

/** A resource without what the server writes itself. */
function asSent(resource: Resource): Resource {
  const { versionId: _version, lastUpdated: _updated, ...meta } = resource.meta ?? {};
  const { meta: _meta, ...rest } = resource;
  return Object.keys(meta).length === 0 ? rest : { ...rest, meta };
}

/**
 * The store behind the router: validates, keeps versions, refuses dangling references, and takes a failed transaction
 * back. The router's own `MemoryRepository` does none of these, and turns a history round each time it is read.
 */
export class TestRepo extends FhirRepository<undefined> {
  readonly shelves = new Shelves();
  readonly options: RepositoryOptions;
  gate: Gate | undefined;
  #nextId = 0;
  readonly #created = new Set<string>();
  /** Within a transaction references may point to what comes later; they are checked at its end. */
  #unchecked: Resource[] | undefined;

  constructor(options: RepositoryOptions) {
    super();
    // Search rests on them too, so they are read with validation off as well.
    definitions();
    this.options = options;
  }

  clear(): void {
    this.shelves.clear();
    this.#nextId = 0;
  }

  setMode(): void {}

  /** Whether this version was the first of its resource, and was stored since `forgetCreated()`. */
  createdJustNow(resource: Resource): boolean {
    return resource.meta?.versionId === '1' && this.#created.has(`${resource.resourceType}/${resource.id}`);
  }

  forgetCreated(): void {
    this.#created.clear();
  }

  /** The same ids in the same order after every `clear()`, so that a run can be repeated exactly. */
  generateId(): string {
    this.#nextId += 1;
    const hex = createHash('sha256').update(`resource ${this.#nextId}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  async createResource<T extends Resource>(resource: T, options?: CreateResourceOptions): Promise<WithId<T>> {
    const id = options?.assignedId === true ? resource.id : undefined;
    return this.#store({ ...resource, id: id ?? this.generateId() } as WithId<T>);
  }

  async updateResource<T extends Resource>(resource: T, options?: UpdateResourceOptions): Promise<WithId<T>> {
    const { id, resourceType } = resource;
    if (id === undefined) throw bad('The resource has no id');
    const existing = this.shelves.current(resourceType, id);
    if (options?.ifMatch !== undefined && existing?.meta?.versionId !== options.ifMatch)
      throw new OperationOutcomeError(existing === undefined ? notFound : preconditionFailed);
    if (existing === undefined && this.options.clientIds === 'refused')
      throw new OperationOutcomeError(notFound);
    if (existing !== undefined && isDeepStrictEqual(asSent(existing), asSent(copy(resource))))
      return copy(existing) as WithId<T>;
    return this.#store(resource as WithId<T>);
  }

  async patchResource<T extends Resource>(): Promise<WithId<T>> {
    throw bad('PATCH is not supported');
  }

  async deleteResource(resourceType: string, id: string): Promise<void> {
    const kept = this.#kept(resourceType, id);
    if (this.shelves.isReferredTo(`${resourceType}/${id}`))
      throw new OperationOutcomeError(conflict(`${resourceType}/${id} is referred to by other resources`));
    this.shelves.put(resourceType, id, { ...kept, deleted: true });
  }

  async readResource<T extends Resource>(resourceType: string, id: string): Promise<WithId<T>> {
    return copy(this.#kept(resourceType, id).versions.at(-1)) as WithId<T>;
  }

  async readVersion<T extends Resource>(resourceType: string, id: string, vid: string): Promise<WithId<T>> {
    const kept = this.shelves.get(resourceType, id);
    const version = kept?.versions.find(({ meta }) => meta?.versionId === vid);
    if (version === undefined) throw new OperationOutcomeError(notFound);
    return copy(version) as WithId<T>;
  }

  async readHistory<T extends Resource>(resourceType: string, id: string): Promise<Bundle<WithId<T>>> {
    const kept = this.shelves.get(resourceType, id);
    if (kept === undefined) throw new OperationOutcomeError(notFound);
    const entry = [...kept.versions].reverse().map((version) => ({ resource: copy(version) as WithId<T> }));
    return { resourceType: 'Bundle', type: 'history', total: entry.length, entry };
  }

  async readReference<T extends Resource>(reference: Reference<T>): Promise<WithId<T>> {
    const [one] = localReferences(reference);
    if (one === undefined) throw bad(`Not a reference on this server: ${reference.reference}`);
    return this.readResource(one.type, one.id);
  }

  async readReferences<T extends Resource>(references: readonly Reference<T>[]): Promise<(T | Error)[]> {
    return Promise.all(references.map((one) => this.readReference<T>(one).catch((error: Error) => error)));
  }

  async search<T extends Resource>(search: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const found = this.find(search);
    const page = found.slice(search.offset ?? 0, (search.offset ?? 0) + (search.count ?? found.length));
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      total: found.length,
      ...(page.length > 0 && { entry: page.map((resource) => ({ resource: copy(resource) as WithId<T> })) }),
    };
  }

  /** Everything that a search matches, in its order; not copies. */
  find(search: SearchRequest): Resource[] {
    const { resourceType, filters = [] } = search;
    if (!isKeptType(resourceType)) throw new OperationOutcomeError(notFound);
    checkSearch(search);
    const indexed = filters.map((filter) => ({ filter, index: keysOf(filter, resourceType) }));
    const narrow =
      indexed.find(({ index }) => index?.exact) ?? indexed.find(({ index }) => index !== undefined);
    const candidates =
      narrow?.index === undefined
        ? this.shelves.all(resourceType)
        : this.shelves.having(resourceType, narrow.index.keys);
    const rest = filters.filter((filter) => !(narrow?.index?.exact && filter === narrow.filter));
    return sorted(
      candidates.filter((one) => matches(one, resourceType, rest)),
      search,
    );
  }

  async searchByReference<T extends Resource>(): Promise<Record<string, WithId<T>[]>> {
    throw bad('GraphQL is not supported');
  }

  async withTransaction<TResult>(callback: (client: undefined) => Promise<TResult>): Promise<TResult> {
    if (this.#unchecked !== undefined) return this.shelves.atomically(() => callback(undefined));
    const stored: Resource[] = [];
    this.#unchecked = stored;
    try {
      return await this.shelves.atomically(async () => {
        const result = await callback(undefined);
        for (const resource of stored) this.#checkReferences(resource);
        return result;
      });
    } finally {
      this.#unchecked = undefined;
    }
  }

  #kept(resourceType: string, id: string) {
    const kept = this.shelves.get(resourceType, id);
    if (kept === undefined) throw new OperationOutcomeError(notFound);
    if (kept.deleted) throw new OperationOutcomeError(gone);
    return kept;
  }

  #store<T extends Resource>(resource: WithId<T>): WithId<T> {
    const { resourceType, id } = resource;
    if (!isKeptType(resourceType)) throw new OperationOutcomeError(notFound);
    // Through JSON: what is kept is what a reader gets.
    const sent = JSON.parse(JSON.stringify(resource)) as Resource;
    this.#check(sent);
    this.gate?.(sent);
    const versions = this.shelves.get(resourceType, id)?.versions ?? [];
    const versionId = String(versions.length + 1);
    const lastUpdated = new Date(this.options.nowMs()).toISOString();
    const stored = { ...sent, id, meta: { ...sent.meta, versionId, lastUpdated } } as WithId<T>;
    this.shelves.put(resourceType, id, { versions: [...versions, stored], deleted: false });
    if (versions.length === 0) this.#created.add(`${resourceType}/${id}`);
    return copy(stored);
  }

  #check(resource: Resource): void {
    const faulty = this.options.validation === 'on' ? faultsIn(resource) : undefined;
    if (faulty?.against === 'profile') throw refused([...faulty.issues]);
    if (faulty !== undefined)
      throw new OperationOutcomeError({ resourceType: 'OperationOutcome', issue: [...faulty.issues] });
    if (this.#unchecked === undefined) this.#checkReferences(resource);
    else this.#unchecked.push(resource);
  }

  #checkReferences(resource: Resource): void {
    for (const text of unresolvable(resource)) throw bad(`Reference ${text} points to nothing`);
    for (const { type, id, version } of localReferences(resource)) {
      const there =
        version === undefined
          ? this.shelves.current(type, id) !== undefined
          : this.shelves.get(type, id)?.versions.some(({ meta }) => meta?.versionId === version) === true;
      if (!there) throw bad(`Resource ${type}/${id} is not there, but ${resource.resourceType} refers to it`);
    }
  }
}
