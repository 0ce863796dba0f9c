import type { Resource } from '@medplum/fhirtypes';
import { indexKeys } from './search';

/** A resource with all its versions, oldest first; `deleted` says that the last of them is no longer there. */
export type Kept = { readonly versions: readonly Resource[]; readonly deleted: boolean };

/** What is stored, with an index by identifier, tag and reference, and a way back for what a transaction changed. */
export class Shelves {
  readonly #types = new Map<string, Map<string, Kept>>();
  readonly #index = new Map<string, Map<string, Set<string>>>();
  #undo: (() => void)[] | undefined;

  get(type: string, id: string): Kept | undefined {
    return this.#types.get(type)?.get(id);
  }

  /** The current version; undefined when there never was one or it was deleted. */
  current(type: string, id: string): Resource | undefined {
    const kept = this.get(type, id);
    return kept === undefined || kept.deleted ? undefined : kept.versions.at(-1);
  }

  types(): string[] {
    return [...this.#types.keys()];
  }

  all(type: string): Resource[] {
    return [...(this.#types.get(type)?.keys() ?? [])].flatMap((id) => this.current(type, id) ?? []);
  }

  /** What has at least one of these keys. */
  having(type: string, keys: readonly string[]): Resource[] {
    const index = this.#index.get(type);
    const ids = new Set(keys.flatMap((key) => [...(index?.get(key) ?? [])]));
    return [...ids].flatMap((id) => this.current(type, id) ?? []);
  }

  isReferredTo(reference: string): boolean {
    return this.types().some((type) => (this.#index.get(type)?.get(`reference|${reference}`)?.size ?? 0) > 0);
  }

  put(type: string, id: string, kept: Kept): void {
    const before = this.get(type, id);
    this.#place(type, id, kept);
    this.#undo?.push(() => this.#place(type, id, before));
  }

  clear(): void {
    this.#types.clear();
    this.#index.clear();
  }

  /** Runs a piece of work of which, if it throws, nothing stays. Pieces may lie within each other. */
  async atomically<T>(work: () => Promise<T>): Promise<T> {
    const outer = this.#undo;
    const own: (() => void)[] = [];
    this.#undo = own;
    try {
      const result = await work();
      outer?.push(...own);
      return result;
    } catch (error) {
      for (const back of own.reverse()) back();
      throw error;
    } finally {
      this.#undo = outer;
    }
  }

  #place(type: string, id: string, kept: Kept | undefined): void {
    const shelf = this.#types.get(type) ?? new Map<string, Kept>();
    this.#types.set(type, shelf);
    for (const key of this.#keys(type, id)) this.#index.get(type)?.get(key)?.delete(id);
    if (kept === undefined) shelf.delete(id);
    else shelf.set(id, kept);
    const index = this.#index.get(type) ?? new Map<string, Set<string>>();
    this.#index.set(type, index);
    for (const key of this.#keys(type, id)) {
      const ids = index.get(key) ?? new Set();
      index.set(key, ids.add(id));
    }
  }

  #keys(type: string, id: string): string[] {
    const resource = this.current(type, id);
    return resource === undefined ? [] : indexKeys(resource);
  }
}
