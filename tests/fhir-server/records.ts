import { parseSearchRequest } from '@medplum/core';
import type { Resource, ResourceType } from '@medplum/fhirtypes';
import type { Service } from './service';

type Of<T extends ResourceType> = Extract<Resource, { resourceType: T }>;

/** What is stored, as the clinic's own system sees it, past the wire and its faults. */
export type Records = {
  /** Current resources, of one type or of all. */
  all<T extends ResourceType>(type: T): Of<T>[];
  everything(): Resource[];
  count(type?: ResourceType): number;
  /** @param query As in a URL: `Observation?subject=Patient/1`. */
  search(query: string): Resource[];
  read<T extends ResourceType>(type: T, id: string): Of<T> | undefined;
  /** Oldest version first. */
  history<T extends ResourceType>(type: T, id: string): Of<T>[];
  /** Stores as the clinic's system would: creates without an id (or with one that is free), else a new version. */
  save<T extends Resource>(resource: T): Promise<T & { id: string }>;
};

/** @param service The server whose store is meant. */
export function records({ repo }: Service): Records {
  const all = <T extends ResourceType>(type: T): Of<T>[] =>
    structuredClone(repo.shelves.all(type)) as Of<T>[];
  const everything = (): Resource[] => repo.shelves.types().flatMap((type) => all(type as ResourceType));
  return {
    all,
    everything,
    count: (type) => (type === undefined ? everything().length : repo.shelves.all(type).length),
    search: (query) => structuredClone(repo.find(parseSearchRequest(query))),
    read: <T extends ResourceType>(type: T, id: string) =>
      structuredClone(repo.shelves.current(type, id)) as Of<T> | undefined,
    history: <T extends ResourceType>(type: T, id: string) =>
      structuredClone([...(repo.shelves.get(type, id)?.versions ?? [])]) as Of<T>[],
    save: async <T extends Resource>(resource: T) => {
      const saved =
        resource.id !== undefined && repo.shelves.current(resource.resourceType, resource.id) !== undefined
          ? await repo.updateResource(resource)
          : await repo.createResource(resource, { assignedId: resource.id !== undefined });
      return saved as T & { id: string };
    },
  };
}
