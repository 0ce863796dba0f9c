import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';
import type { FhirResource, SyncItem } from '../../shared/sync/item';
import { localReferences, localTarget } from '../../shared/sync/item';
import type { Target } from './target';
import { bundleOf } from './target';

/** Where an item is on the server. */
export type Remote = { readonly type: string; readonly id: string; readonly version: string };

export const nameOf = ({ kind, key }: Pick<SyncItem, 'kind' | 'key'>): string => `${kind}/${key}`;

const condition = ({ identity: { by, system, value } }: SyncItem): string =>
  `${by === 'tag' ? '_tag' : 'identifier'}=${encodeURIComponent(system)}|${encodeURIComponent(value)}`;

/** With the server's own references in the place of local ones. */
export function resolved(value: unknown, remotes: ReadonlyMap<string, Remote>): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, remotes));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const target = name === 'reference' && typeof inner === 'string' ? localTarget(inner) : null;
      if (target === null) return [name, resolved(inner, remotes)];
      const remote = remotes.get(nameOf(target));
      if (remote === undefined) throw new Error(`${inner} is not on the server yet`);
      const address = `${remote.type}/${remote.id}`;
      return [name, target.ofVersion ? `${address}/_history/${remote.version}` : address];
    }),
  );
}

function entryOf(item: SyncItem, remotes: ReadonlyMap<string, Remote>): BundleEntry {
  const resource = resolved(item.resource, remotes) as FhirResource & Resource;
  const { resourceType } = resource;
  const remote = remotes.get(nameOf(item));
  if (item.write === 'status' && remote !== undefined)
    return {
      resource: { ...resource, id: remote.id },
      request: { method: 'PUT', url: `${remote.type}/${remote.id}`, ifMatch: `W/"${remote.version}"` },
    };
  return item.write === 'update'
    ? { resource, request: { method: 'PUT', url: `${resourceType}?${condition(item)}` } }
    : { resource, request: { method: 'POST', url: resourceType, ifNoneExist: condition(item) } };
}

/** No batch has an item twice, or one that refers to another of it. */
function batches(items: readonly SyncItem[], mostEntries: number): SyncItem[][] {
  const all: SyncItem[][] = [];
  let names = new Set<string>();
  for (const item of items) {
    const needs = [
      nameOf(item),
      ...localReferences(item.resource).flatMap((one) => {
        const target = localTarget(one);
        return target === null ? [] : [nameOf(target)];
      }),
    ];
    const current = all.at(-1);
    if (current === undefined || current.length >= mostEntries || needs.some((name) => names.has(name))) {
      all.push([item]);
      names = new Set();
    } else current.push(item);
    names.add(nameOf(item));
  }
  return all;
}

/**
 * Sends items in their order, in batches as the portable form of the protocol has them (fhir-sync.md 3.1), and notes in
 * `remotes` where each is. Returns the statuses.
 * @throws When an entry is not answered 200 or 201, with the server's reason.
 */
export async function sendAll(
  { ask }: Target,
  items: readonly SyncItem[],
  remotes: Map<string, Remote>,
): Promise<number[]> {
  const statuses: number[] = [];
  for (const batch of batches(items, 20)) {
    const body: Bundle = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: batch.map((one) => entryOf(one, remotes)),
    };
    const { entry: answers = [] } = bundleOf(await ask('', { method: 'POST', body }));
    for (const [index, item] of batch.entries()) {
      const { response, resource } = answers[index] ?? {};
      const status = Number.parseInt(response?.status ?? '', 10);
      const [, type = '', id = '', version = ''] =
        /([A-Za-z]+)\/([^/]+)\/_history\/([^/]+)$/.exec(response?.location ?? '') ?? [];
      if ((status !== 200 && status !== 201) || id === '')
        throw new Error(`${nameOf(item)}: ${status} ${JSON.stringify(response?.outcome ?? resource)}`);
      remotes.set(nameOf(item), { type, id, version });
      statuses.push(status);
    }
  }
  return statuses;
}
