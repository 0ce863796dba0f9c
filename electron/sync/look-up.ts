import type { EntryAnswer } from '../../shared/sync/answer';
import { lookUpEntry, type SendEntry } from '../../shared/sync/entry';
import { localReferences, localTarget } from '../../shared/sync/item';
import { sizeNow } from '../../shared/sync/pace';
import { resourcePlace } from '../../shared/sync/verdict';
import type { Delays } from './delays';
import type { SendParts, Wire } from './send-parts';
import { anotherPerson, hashOf, matchesOf, SEVERAL } from './settle-entry';
import type { Settled, WaitingItem } from './sync-rows';

const COUNTED_AT_ONCE = 50;

/** What is asked of the server before anything is sent to it again. */
export function lookUps({ db, now, chance }: SendParts, wire: Wire, delays: Delays) {
  function settledBy(item: WaitingItem, answer: EntryAnswer): Settled | null {
    const { itemNo } = item;
    // A server that can not search for it finds it all the same when the writing names the same condition.
    if (answer.status === 400 || answer.status === 404)
      return { itemNo, kind: 'pending', reason: null, counts: true };
    if (answer.status !== 200) return null;
    const found = matchesOf(answer.resource, item.type);
    const place = resourcePlace(found[0]);
    if (place === null) return { itemNo, kind: 'pending', reason: null, counts: false };
    if (found.length > 1) return { itemNo, kind: 'parked', reason: SEVERAL };
    const other = anotherPerson(item, found[0]);
    if (other !== null) return { itemNo, kind: 'parked', reason: other };
    // Which of its revisions is there is not known: the latest is put over it, under the version that was found.
    if (item.write === 'status') return { itemNo, kind: 'pending', reason: null, counts: false };
    if (item.write === 'update') return { itemNo, kind: 'placed', place, counts: false };
    return { itemNo, kind: 'acked', place, hash: hashOf(item.resource) };
  }

  return {
    /** Finds out what became of items whose answer was lost. */
    async inDoubt(items: readonly WaitingItem[]): Promise<void> {
      const whole = await wire.ask(
        items.map(({ type, identity }) => lookUpEntry(type, identity)),
        'batch',
      );
      if (whole.kind !== 'entries') {
        const retryAfter = 'retryAfter' in whole ? whole.retryAfter : null;
        wire.failed({ retryAfter, halve: whole.kind !== 'not-taken' });
        return;
      }
      const settled: Settled[] = [];
      for (const [at, item] of items.entries()) {
        const answer = whole.entries[at];
        const one = answer === undefined ? null : settledBy(item, answer);
        if (one === null) delays.until(item, now().mono + wire.rules.baseMs * (1 + 9 * chance()));
        else {
          delays.forget(item);
          settled.push(one);
        }
      }
      db.settle(settled, now().at);
      if (settled.length > 0) wire.succeeded();
      else wire.failed({ halve: true });
    },

    /** Something that the item names is not there: what is not is made again. */
    async parentsOf({ resource }: WaitingItem): Promise<void> {
      const named = localReferences(resource).flatMap((reference) => {
        const target = localTarget(reference.replace(/#version$/, ''));
        const place = target === null ? null : db.placeOf(target.kind, target.key);
        return target === null || place === null ? [] : [{ ...target, place }];
      });
      if (named.length === 0) return;
      const entries = named.map(
        ({ place }): SendEntry => ({
          request: { method: 'GET', url: `${place.type}/${place.id}` },
          resource: null,
          written: { type: place.type, ifMatch: false, byId: true },
        }),
      );
      const whole = await wire.ask(entries, 'batch');
      if (whole.kind !== 'entries') return;
      for (const [at, { kind, key }] of named.entries()) {
        const status = whole.entries[at]?.status;
        if (status !== 404 && status !== 410) continue;
        db.reopen(kind, key);
        db.tell(now().at, `The server does not hold ${kind} ${key} any more; it is sent again.`);
      }
    },

    /** Counts on the server what should be there once. False: nothing is left to be counted. */
    async count(): Promise<boolean> {
      const items = db.unchecked(Math.min(COUNTED_AT_ONCE, sizeNow(wire.rules, wire.pace())));
      if (items.length === 0) return false;
      const entries = items.map(({ type, identity }): SendEntry => {
        const { request, ...rest } = lookUpEntry(type, identity);
        return {
          ...rest,
          request: { ...request, url: request.url.replace(/&_count=2$/, '&_summary=count') },
        };
      });
      const whole = await wire.ask(entries, 'batch');
      if (whole.kind !== 'entries') {
        wire.failed({ halve: whole.kind === 'too-large' });
        return true;
      }
      const counted: number[] = [];
      for (const [at, { itemNo, kind, key, type }] of items.entries()) {
        const { status, resource } = whole.entries[at] ?? {};
        const { total } = (resource ?? {}) as { readonly total?: unknown };
        counted.push(itemNo);
        if (status !== 200 || typeof total !== 'number' || total === 1) continue;
        if (total === 0) db.reopen(kind, key);
        const then = total === 0 ? 'it is sent again' : 'ask who runs it to merge them';
        db.tell(now().at, `The server holds ${type} ${key} ${total} times: ${then}.`);
      }
      db.markChecked(counted);
      wire.succeeded();
      return true;
    },
  };
}
