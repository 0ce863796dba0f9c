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

/** What is known of what was sent, by the names of the items. */
export class Sent {
  readonly remotes = new Map<string, Remote>();
  /** Each resource as it was last sent, without its id. */
  readonly resources = new Map<string, FhirResource>();
  /** Where a reference means one version, it stays with the one of its first sending. */
  readonly #pinned = new Map<string, string>();

  /** With the server's own references in the place of local ones. */
  resolved(value: unknown, name: string): unknown {
    if (Array.isArray(value)) return value.map((one) => this.resolved(one, name));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([element, inner]) => {
        const isLocal = element === 'reference' && typeof inner === 'string' && localTarget(inner) !== null;
        return [element, isLocal ? this.#address(inner, name) : this.resolved(inner, name)];
      }),
    );
  }

  #address(reference: string, from: string): string {
    const target = localTarget(reference);
    const remote = target === null ? undefined : this.remotes.get(nameOf(target));
    if (remote === undefined) throw new Error(`${reference} is not on the server yet`);
    const address = `${remote.type}/${remote.id}`;
    if (target?.ofVersion !== true) return address;
    const pin = `${from} ${reference}`;
    const pinned = this.#pinned.get(pin) ?? `${address}/_history/${remote.version}`;
    this.#pinned.set(pin, pinned);
    return pinned;
  }
}

function entryOf(item: SyncItem, sent: Sent): BundleEntry {
  const name = nameOf(item);
  const resource = sent.resolved(item.resource, name) as FhirResource & Resource;
  sent.resources.set(name, resource);
  const { resourceType } = resource;
  const remote = sent.remotes.get(name);
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
 * `sent` where each is. Returns the statuses.
 * @throws When an entry is not answered 200 or 201, with the server's reason.
 */
export async function sendAll({ ask }: Target, items: readonly SyncItem[], sent: Sent): Promise<number[]> {
  const statuses: number[] = [];
  for (const batch of batches(items, 20)) {
    const body: Bundle = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: batch.map((one) => entryOf(one, sent)),
    };
    const { entry: answers = [] } = bundleOf(await ask('', { method: 'POST', body }));
    for (const [index, item] of batch.entries()) {
      const { response, resource } = answers[index] ?? {};
      const status = Number.parseInt(response?.status ?? '', 10);
      const [, type = '', id = '', version = ''] =
        /([A-Za-z]+)\/([^/]+)\/_history\/([^/]+)$/.exec(response?.location ?? '') ?? [];
      if ((status !== 200 && status !== 201) || id === '')
        throw new Error(`${nameOf(item)}: ${status} ${JSON.stringify(response?.outcome ?? resource)}`);
      sent.remotes.set(nameOf(item), { type, id, version });
      statuses.push(status);
    }
  }
  return statuses;
}
