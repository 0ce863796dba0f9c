import { lookUpEntry } from '../../shared/sync/entry';
import type { FhirResource } from '../../shared/sync/item';
import { resourcePlace } from '../../shared/sync/verdict';
import type { Delays } from './delays';
import type { SendParts, Wire } from './send-parts';
import { hashOf, judge, matchesOf, SEVERAL } from './settle-entry';
import type { Settled, WaitingItem } from './sync-rows';

const AGAIN_MS = 5_000;
/** From these a status goes on by what happened here. */
const open: ReadonlySet<string> = new Set(['active', 'on-hold', 'draft', 'unknown']);

/**
 * Changes the status of what the server owns, and nothing else of it: read as it stands there, put back under
 * `If-Match` with the one element changed (fhir-sync.md 3.4). Doing it twice comes to the same.
 */
export async function sendStatus(
  parts: SendParts,
  wire: Wire,
  waits: Delays,
  item: WaitingItem,
): Promise<void> {
  const { db, now, chance } = parts;
  const { itemNo, type, identity, resource } = item;
  const settle = (one: Settled): void => db.settle([one], now().at);
  const later = (reason: string): void => {
    waits.until(item, now().mono + AGAIN_MS);
    settle({ itemNo, kind: 'pending', reason, counts: false });
  };
  const read = await wire.ask([lookUpEntry(type, identity)], 'batch');
  const answer = read.kind === 'entries' ? read.entries[0] : undefined;
  if (answer === undefined) {
    const retryAfter = 'retryAfter' in read ? read.retryAfter : null;
    wire.failed({ retryAfter, halve: false });
    return later('The server could not be asked for it.');
  }
  const found = matchesOf(answer.resource, type);
  const there = found[0] as FhirResource | undefined;
  const place = resourcePlace(there);
  if (answer.status !== 200) {
    wire.failed({ halve: false });
    return later(`The server answered ${answer.status} when it was asked for it.`);
  }
  wire.succeeded();
  if (found.length > 1) return settle({ itemNo, kind: 'parked', reason: SEVERAL });
  if (there === undefined || place === null) {
    const reason = `The server holds no ${type} ${identity.value}, whose status should change.`;
    return settle({ itemNo, kind: 'parked', reason });
  }
  // What the server says of it since is its own matter: a revoked order stays revoked.
  if (!open.has(String(there.status)))
    return settle({ itemNo, kind: 'acked', place, hash: hashOf(resource) });
  const entry = {
    request: {
      method: 'PUT',
      url: `${type}/${place.id}`,
      ...(place.version === null ? {} : { ifMatch: `W/"${place.version}"` }),
    },
    resource: { ...there, status: resource.status },
    written: { type, ifMatch: place.version !== null, byId: true },
  } as const;
  db.markSent([itemNo]);
  const written = await wire.ask([entry], 'batch');
  const [one] = written.kind === 'entries' ? written.entries : [];
  if (one === undefined) {
    const retryAfter = 'retryAfter' in written ? written.retryAfter : null;
    wire.failed({ retryAfter, halve: false });
    return later('It is not known whether the server took the change; it is looked at again.');
  }
  const judged = judge(item, entry, one, wire.rules, chance(), () => null);
  waits.until(item, now().mono + (judged.afterMs ?? 0));
  settle(judged.settled);
}
