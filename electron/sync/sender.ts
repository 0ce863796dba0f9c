import { chooseBundle, laneOrder } from '../../shared/sync/choose';
import { entryFor, resolved, type SendEntry } from '../../shared/sync/entry';
import type { FhirResource, Lane } from '../../shared/sync/item';
import { kindWords } from '../../shared/sync/item-words';
import { sizeNow } from '../../shared/sync/pace';
import type { EpochMs } from '../../shared/time/clock';
import { delays as startDelays } from './delays';
import { lookUps } from './look-up';
import { openWire, type SendParts } from './send-parts';
import { hashOf, judge } from './settle-entry';
import { sendStatus } from './status-change';
import type { Settled, WaitingItem } from './sync-rows';

type Made = { readonly item: WaitingItem; readonly entry: SendEntry };

const LOOK_UP_AGAIN_MS = 600_000;
const MOST_FILLS = 5;
/** A bundle that is divided stands among the first of its lanes. */
const GROUP_LOOK = 200;

/**
 * Brings items to the server, one request at a time. `step` does one thing and says when it wants to be called again,
 * in monotonic ms; null: when there is something new.
 */
export function startSender(parts: SendParts) {
  const { db, setting, now, chance } = parts;
  const wire = openWire(parts);
  const { rules } = wire;
  const waits = startDelays(now().mono, rules.verifyAfterMs);
  const look = lookUps(parts, wire, waits);
  const stoppedUntil = new Map<Lane, number>();
  const groups: (readonly number[])[] = [];
  let bundleNo = 0;
  let countAt = now().mono + rules.countEveryMs;
  let lookUpAt = now().mono + LOOK_UP_AGAIN_MS;
  let lastSentAt: EpochMs | null = null;
  db.beginAfterRestart();

  const stopped = (mono: number): Set<Lane> =>
    new Set([...stoppedUntil].filter(([, until]) => until > mono).map(([lane]) => lane));

  /** What goes next. */
  function next(mono: number): WaitingItem[] {
    const group = groups.pop();
    if (group !== undefined) {
      const wanted = new Set(group);
      const still = db.ready(GROUP_LOOK, stopped(mono)).filter(({ itemNo }) => wanted.has(itemNo));
      if (still.length > 0) return still;
    }
    const size = sizeNow(rules, wire.pace());
    const doubted = db.inDoubt().map((item) => ({ ...item, delayed: true }));
    const ready = db
      .ready(size + waits.count(), stopped(mono))
      .map((item) => ({ ...item, delayed: waits.waits(item, mono) }));
    const all = [...doubted, ...ready].sort((a, b) => a.itemNo - b.itemNo);
    return chooseBundle(all, laneOrder(bundleNo), size);
  }

  /** A visit says how the clocks stand, where that is known; the item itself is of the record alone. */
  function withClocks({ kind }: WaitingItem, resource: FhirResource): FhirResource {
    const skewMs = wire.skewMs();
    if (kind !== 'session' || skewMs === null || parts.withSkew === undefined) return resource;
    return parts.withSkew(resource, { skewMs, at: now().at });
  }

  async function made(item: WaitingItem): Promise<Made | Settled> {
    const { itemNo, kind, key, write, identity } = item;
    const place = db.placeOf(kind, key);
    if (place !== null && (write === 'create' || write === 'look-up'))
      return { itemNo, kind: 'acked', place, hash: hashOf(item.resource) };
    const whole = resolved(item.resource, db.placeOf);
    if (whole === null) {
      waits.until(item, now().mono + LOOK_UP_AGAIN_MS);
      return {
        itemNo,
        kind: 'pending',
        reason: 'What it names has no place on the server yet.',
        counts: false,
      };
    }
    try {
      const filled = item.attachment === null ? whole : await parts.fill({ ...item, resource: whole });
      const resource = withClocks(item, filled);
      const ownId = hashOf([identity.system, identity.value]).slice(0, 40);
      return { item, entry: entryFor({ write, identity, resource, place, ownId }, setting) };
    } catch (error) {
      const reason = `Its attachment could not be made: ${error instanceof Error ? error.message : String(error)}`;
      if (item.tries >= MOST_FILLS) return { itemNo, kind: 'parked', reason };
      waits.until(item, now().mono + rules.baseMs * 2 ** item.tries);
      return { itemNo, kind: 'pending', reason, counts: true };
    }
  }

  const bisect = (items: readonly WaitingItem[]): void => {
    const numbers = items.map(({ itemNo }) => itemNo);
    const half = Math.ceil(numbers.length / 2);
    groups.push(numbers.slice(half), numbers.slice(0, half));
  };

  function allPending(items: readonly WaitingItem[], reason: string): void {
    db.settle(
      items.map(({ itemNo }) => ({ itemNo, kind: 'pending', reason, counts: false })),
      now().at,
    );
  }

  function stop(lane: Lane, words: string): void {
    const { at, mono } = now();
    stoppedUntil.set(lane, mono + rules.stoppedForMs);
    if (!db.stops().some((one) => one.lane === lane)) db.tell(at, `Lane ${lane} is stopped: ${words}`);
    db.stopLane(lane, words, at);
  }

  async function settleEntries(
    bundle: readonly Made[],
    answers: Extract<Awaited<ReturnType<typeof wire.ask>>, { kind: 'entries' }>['entries'],
  ): Promise<void> {
    const { at, mono } = now();
    const settled: Settled[] = [];
    const orphans: WaitingItem[] = [];
    let answered = 0;
    let slower = false;
    for (const [index, { item, entry }] of bundle.entries()) {
      const answer = answers[index];
      if (answer === undefined) continue;
      const { verdict, settled: one, afterMs } = judge(item, entry, answer, rules, chance(), parts.cutOf);
      settled.push(one);
      waits.until(item, mono + (afterMs ?? 0));
      if (verdict.kind === 'slow-down') slower = true;
      if (verdict.kind === 'stop-lane') stop(item.lane, verdict.words);
      if (verdict.kind === 'parent-unknown') orphans.push(item);
      if (verdict.kind !== 'unknown' && verdict.kind !== 'again' && verdict.kind !== 'slow-down')
        answered += 1;
      if (one.kind === 'divided')
        db.tell(at, `Too large for the server, and sent in pieces: ${kindWords(item.kind)}.`);
      if (one.kind === 'parked') db.tell(at, `Refused: ${kindWords(item.kind)}. ${one.reason}`);
      if (one.kind !== 'acked') continue;
      lastSentAt = at;
      if (stoppedUntil.delete(item.lane) || db.stops().some(({ lane }) => lane === item.lane))
        db.goOnWith(item.lane);
    }
    db.settle(settled, at);
    if (slower) wire.failed({ halve: true });
    else if (answered > 0) wire.succeeded();
    else wire.failed({ halve: false });
    for (const item of orphans.slice(0, 5)) await look.parentsOf(item);
  }

  async function send(items: readonly WaitingItem[]): Promise<void> {
    bundleNo += 1;
    const [only] = items;
    if (only?.write === 'status') {
      await sendStatus(parts, wire, waits, only);
      return;
    }
    const parted: (Made | Settled)[] = [];
    // One after the other: an attachment may be large.
    for (const item of items) if (item.write !== 'status') parted.push(await made(item));
    const done = parted.filter((one): one is Settled => 'kind' in one);
    if (done.length > 0) db.settle(done, now().at);
    const bundle = parted.filter((one): one is Made => 'entry' in one);
    if (bundle.length === 0) return;
    const sent = bundle.map(({ item }) => item);
    db.markSent(sent.map(({ itemNo }) => itemNo));
    const form = setting.profile === 'hapi' ? 'transaction' : 'batch';
    const whole = await wire.ask(
      bundle.map(({ entry }) => entry),
      form,
    );
    switch (whole.kind) {
      case 'entries':
        await settleEntries(bundle, whole.entries);
        return;
      case 'unknown': {
        const { at, mono } = now();
        for (const item of sent) waits.until(item, mono + rules.verifyAfterMs);
        db.settle(
          sent.map(({ itemNo }) => ({ itemNo, kind: 'in-doubt', reason: whole.detail })),
          at,
        );
        wire.failed({ retryAfter: whole.retryAfter, halve: true });
        return;
      }
      case 'not-taken':
        allPending(sent, whole.detail);
        wire.failed({ halve: false });
        return;
      case 'slow-down':
        allPending(sent, whole.detail);
        wire.failed({ retryAfter: whole.retryAfter, halve: true });
        return;
      case 'forbidden':
        allPending(sent, whole.words);
        wire.shrink(wire.pace().size);
        if (sent.length > 1) bisect(sent);
        else for (const { lane } of sent) stop(lane, whole.words);
        return;
      case 'refused':
        allPending(sent, whole.words);
        wire.shrink(wire.pace().size);
        bisect(sent);
        return;
      case 'too-large':
        allPending(sent, 'The bundle was too large for the server.');
        wire.shrink(Math.floor(sent.length / 2));
        bisect(sent);
    }
  }

  /** The next moment at which something of itself wants to be done; null: none. */
  function nextMoment(mono: number): number | null {
    const doubts = db.inDoubt().map(waits.doubtUntil);
    const parked = db.parked().length > 0 ? [lookUpAt] : [];
    const counting = db.unchecked(1).length > 0 ? [countAt] : [];
    const moments = [...doubts, ...stoppedUntil.values(), ...parked, ...counting, waits.next(mono)];
    const ahead = moments.filter((one) => one !== null && one > mono) as number[];
    return ahead.length === 0 ? null : Math.min(...ahead);
  }

  return {
    async step(): Promise<number | null> {
      const { mono } = now();
      const { notBefore } = wire.pace();
      if (mono < notBefore) return notBefore;
      const due = db.inDoubt().filter((item) => !waits.doubtWaits(item, mono));
      if (due.length > 0) {
        await look.inDoubt(due.slice(0, sizeNow(rules, wire.pace())));
        return wire.pace().notBefore;
      }
      const items = next(mono);
      if (items.length > 0) {
        await send(items);
        return wire.pace().notBefore;
      }
      if (mono >= lookUpAt) {
        lookUpAt = mono + LOOK_UP_AGAIN_MS;
        if (db.lookUpAgain() > 0) return mono;
      }
      if (mono >= countAt) {
        countAt = mono + rules.countEveryMs;
        if (await look.count()) return wire.pace().notBefore;
      }
      return nextMoment(mono);
    },
    wire,
    lastSentAt: () => lastSentAt,
    /** Somebody asked for it: what waits for its time goes at once, lanes that were stopped are tried. */
    hurry() {
      stoppedUntil.clear();
      wire.hurry();
    },
  };
}

export type Sender = ReturnType<typeof startSender>;
