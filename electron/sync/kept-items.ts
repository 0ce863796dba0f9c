import { type Cut, divided, piecesOf } from '../../shared/sync/divide';
import type { FhirResource, ItemKind, Lane, SyncItem } from '../../shared/sync/item';
import { lanes, localReferences, localTarget } from '../../shared/sync/item';
import type { EpochMs } from '../../shared/time/clock';
import type { Connection } from '../store/connection';
import type { Places } from './places';
import {
  type ItemRow,
  type Origin,
  originOf,
  originText,
  type Settled,
  type WaitingItem,
  waitingItem,
} from './sync-rows';
import { itemSql } from './sync-sql';

/** How far the record was read: the number of an outbox row, what that row said, the workstation's last entry. */
export type Cursor = { readonly outboxNo: number; readonly row: string; readonly workstationSeq: number };

/** What is done with these items: the outbox was read up to a row, or something was made again. */
export type Done = { readonly cursor: Cursor } | { readonly again: Origin } | null;

export type KeptItems = {
  /** What was sent when the process ended may have arrived. The number of such items. */
  beginAfterRestart(): number;
  cursor(): Cursor | null;
  /** How far something else is that is asked of the server; null: it was never asked. */
  mark(name: string): string | null;
  keepMark(name: string, value: string): void;
  /** Keeps items, and how far the record was read, in one transaction. What is known already is passed over. */
  keepItems(items: readonly SyncItem[], origin: Origin, at: EpochMs, done: Done): void;
  /** Places count at one server only: at another one everything is forgotten first. True: it was. */
  ofServer(server: string): boolean;
  /** It could not be made ready: it is what is to be made again. */
  notMade(origin: Origin): void;
  /** What is to be made again from the record. */
  toMakeAgain(): Origin[];
  /** Everything is forgotten but the history: the record is another one. */
  forgetAll(): void;
  /** What can be sent, so many of each lane at most, lanes that are stopped left out. */
  ready(ofEachLane: number, stopped: ReadonlySet<Lane>): WaitingItem[];
  /** What may have arrived, oldest first. */
  inDoubt(): WaitingItem[];
  markSent(itemNos: readonly number[]): void;
  settle(settled: readonly Settled[], at: EpochMs): void;
  /** It is not on the server any more: it is made again from the record and sent. */
  reopen(kind: ItemKind, key: string): void;
};

type Named = { readonly kind: ItemKind; readonly key: string };
type Latest = { readonly revision: number | null };

/** Taken for an attachment before it is made: two of them fill a bundle. */
const ATTACHED_BYTES = 500_000;

/** Of an item on its way, bytes. */
const sizeOf = (text: string, { attachment }: Pick<SyncItem, 'attachment'>): number =>
  text.length + (attachment === undefined ? 0 : ATTACHED_BYTES);

const LANES: readonly Lane[] = lanes;

function needsOf({ kind, key, write }: SyncItem, resource: FhirResource): Named[] {
  const found = new Map<string, Named>();
  for (const reference of localReferences(resource)) {
    const target = localTarget(reference.replace(/#version$/, ''));
    if (target === null || (target.kind === kind && target.key === key)) continue;
    found.set(`${target.kind}/${target.key}`, { kind: target.kind, key: target.key });
  }
  if (write === 'status') found.set(`${kind}/${key}`, { kind, key });
  return [...found.values()];
}

/** Items and what becomes of them. Every call is one transaction. */
export function keptItems(
  db: Connection,
  places: Pick<Places, 'placeOf' | 'keepPlace' | 'dropPlace'>,
): KeptItems {
  const latest = db.prepare<{ kind: string; key: string }, Latest>(itemSql.latest);
  const doubted = db.prepare<{ kind: string; key: string }, { doubt: number }>(itemSql.doubted);
  const supersede = db.prepare(itemSql.supersede);
  const insert = db.prepare(itemSql.insert);
  const need = db.prepare(itemSql.need);
  const freed = db.prepare(itemSql.freed);
  const cuts = db.prepare<{ kind: string; key: string }, { cut: string }>(itemSql.cuts);
  const addCut = db.prepare(itemSql.addCut);
  const whole = db.prepare<{ itemNo: number }, ItemRow & { readonly origin: string }>(itemSql.whole);
  const shorten = db.prepare(itemSql.shorten);
  const restart = db.prepare(itemSql.restart);
  const note = db.prepare(itemSql.note);
  const noted = db.prepare<{ name: string }, { value: string }>(itemSql.noted);
  const again = db.prepare<[], { origin: string }>(itemSql.again);
  const addAgain = db.prepare(itemSql.addAgain);
  const doneAgain = db.prepare(itemSql.doneAgain);
  const ready = db.prepare<{ lane: number; limit: number }, ItemRow>(itemSql.ready);
  const inDoubt = db.prepare<[], ItemRow>(itemSql.inDoubt);
  const sent = db.prepare(itemSql.sent);
  const acked = db.prepare(itemSql.acked);
  const pending = db.prepare(itemSql.pending);
  const parked = db.prepare(itemSql.parked);
  const nameOf = db.prepare<{ itemNo: number }, { kind: ItemKind; key: string }>(itemSql.nameOf);
  const origins = db.prepare<{ kind: string; key: string }, { origin: string; waiting: number }>(
    itemSql.origins,
  );
  const forget = db.prepare(itemSql.forget);
  const forgetNeeds = db.prepare(itemSql.forgetNeeds);

  const cutsOf = (kind: ItemKind, key: string): Cut[] =>
    cuts.all({ kind, key }).map(({ cut }) => JSON.parse(cut) as Cut);

  function keepOne(item: SyncItem, after: readonly Named[], origin: Origin, at: EpochMs): void {
    const { kind, key, revision, resource } = item;
    const before = latest.get({ kind, key })?.revision ?? null;
    if (before !== null && before >= revision) return;
    // A fact that has its place is there; nothing is put over what the server owns.
    const isThere =
      (item.write === 'create' || item.write === 'look-up') && places.placeOf(kind, key) !== null;
    const wasInDoubt = (doubted.get({ kind, key })?.doubt ?? 0) > 0;
    supersede.run({ kind, key, write: item.write });
    // A status is a change of what is there: it takes the place of another one alone, and waits for the rest.
    if (before !== null && item.write !== 'status') forgetNeeds.run({ kind, key });
    const needs = isThere
      ? []
      : [...needsOf(item, resource), ...after].map((one) => ({
          ...one,
          met: places.placeOf(one.kind, one.key) !== null,
        }));
    const text = JSON.stringify(resource);
    const { lastInsertRowid } = insert.run({
      ...{
        kind,
        key,
        revision,
        at: Math.round(at),
        lane: item.lane,
        sessionId: item.sessionId,
        write: item.write,
      },
      type: resource.resourceType,
      identity: JSON.stringify(item.identity),
      resource: isThere ? null : text,
      attachment: item.attachment === undefined || isThere ? null : JSON.stringify(item.attachment),
      size: sizeOf(text, item),
      origin: originText(origin),
      state: isThere ? 'acked' : 'pending',
      doubt: wasInDoubt && !isThere ? 1 : 0,
      unmet: needs.filter(({ met }) => !met).length,
    });
    for (const one of needs)
      need.run({ itemNo: Number(lastInsertRowid), kind: one.kind, key: one.key, met: one.met ? 1 : 0 });
  }

  const keepItems = db.transaction((items: readonly SyncItem[], origin: Origin, at: EpochMs, done: Done) => {
    for (const item of items)
      for (const piece of piecesOf(item, cutsOf)) keepOne(piece.item, piece.after, origin, at);
    if (done === null) return;
    if ('again' in done) doneAgain.run({ origin: originText(done.again) });
    else note.run({ name: 'cursor', value: JSON.stringify(done.cursor) });
  });

  /** It goes on in two pieces, the later one first. */
  function divide(itemNo: number, cut: Cut, reason: string, at: EpochMs): void {
    const row = whole.get({ itemNo });
    if (row === undefined) return;
    const { attachment, ...item } = waitingItem(row);
    const { kind, key } = item;
    const [earlier, later] = divided({ ...item, ...(attachment === null ? {} : { attachment }) }, cut);
    addCut.run({ kind, key, at: cut.at, cut: JSON.stringify(cut) });
    keepOne(later, [], originOf(row.origin), at);
    const isThere = places.placeOf(later.kind, later.key) !== null;
    const text = JSON.stringify(earlier.resource);
    shorten.run({
      ...{ itemNo, reason, write: earlier.write, resource: text, unmet: isThere ? 0 : 1 },
      attachment: earlier.attachment === undefined ? null : JSON.stringify(earlier.attachment),
      size: sizeOf(text, earlier),
    });
    need.run({ itemNo, kind: later.kind, key: later.key, met: isThere ? 1 : 0 });
  }

  function settleOne(one: Settled, at: EpochMs): void {
    const { itemNo } = one;
    const name = nameOf.get({ itemNo });
    if (name === undefined) return;
    switch (one.kind) {
      case 'acked':
        places.keepPlace(name.kind, name.key, one.place, one.hash);
        acked.run({ itemNo, hash: one.hash });
        freed.run({ itemNo });
        return;
      case 'placed':
        places.keepPlace(name.kind, name.key, one.place, null);
        pending.run({ itemNo, doubt: 0, reason: null, counts: one.counts ? 1 : 0 });
        return;
      case 'not-there':
        places.dropPlace(name.kind, name.key);
        pending.run({ itemNo, doubt: 0, reason: one.reason, counts: 1 });
        return;
      case 'in-doubt':
        pending.run({ itemNo, doubt: 1, reason: one.reason, counts: 1 });
        return;
      case 'pending':
        pending.run({ itemNo, doubt: 0, reason: one.reason, counts: one.counts ? 1 : 0 });
        return;
      case 'divided':
        divide(itemNo, one.cut, one.reason, at);
        return;
      case 'parked':
        parked.run({ itemNo, at: Math.round(at), reason: one.reason });
    }
  }

  const settle = db.transaction((settled: readonly Settled[], at: EpochMs) => {
    for (const one of settled) settleOne(one, at);
  });

  const reopen = db.transaction((kind: ItemKind, key: string) => {
    places.dropPlace(kind, key);
    const from = origins.all({ kind, key });
    if (from.some(({ waiting }) => waiting > 0)) return;
    for (const { origin } of from) addAgain.run({ origin });
    forgetNeeds.run({ kind, key });
    forget.run({ kind, key });
  });

  function forgetAll(): void {
    db.transaction(() => {
      for (const statement of itemSql.forgetAll) db.exec(statement);
    }).immediate();
  }

  return {
    ofServer(server) {
      const before = noted.get({ name: 'server' })?.value ?? null;
      const isOther = before !== null && before !== server;
      if (isOther) forgetAll();
      if (before !== server) note.run({ name: 'server', value: server });
      return isOther;
    },
    beginAfterRestart: () => restart.run().changes,
    cursor() {
      const row = noted.get({ name: 'cursor' });
      return row === undefined ? null : (JSON.parse(row.value) as Cursor);
    },
    mark: (name) => noted.get({ name: `mark ${name}` })?.value ?? null,
    keepMark: (name, value) => void note.run({ name: `mark ${name}`, value }),
    keepItems: (items, origin, at, done) => keepItems.immediate(items, origin, at, done),
    notMade: (origin) => void addAgain.run({ origin: originText(origin) }),
    toMakeAgain: () => again.all().map(({ origin }) => originOf(origin)),
    forgetAll,
    ready: (limit, stopped) =>
      LANES.filter((lane) => !stopped.has(lane)).flatMap((lane) =>
        ready.all({ lane, limit }).map(waitingItem),
      ),
    inDoubt: () => inDoubt.all().map(waitingItem),
    markSent: (itemNos) =>
      db
        .transaction(() => {
          for (const itemNo of itemNos) sent.run({ itemNo });
        })
        .immediate(),
    settle: (settled, at) => settle.immediate(settled, at),
    reopen: (kind, key) => reopen.immediate(kind, key),
  };
}
