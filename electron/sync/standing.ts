import type { ItemIdentity, ItemKind, Lane } from '../../shared/sync/item';
import { lanes } from '../../shared/sync/item';
import type { LaneStanding, ParkedItem, SyncHistoryLine } from '../../shared/sync/status';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import type { Connection } from '../store/connection';
import { timeOf } from './sync-rows';
import { itemSql } from './sync-sql';

export type LaneStop = { readonly lane: Lane; readonly words: string; readonly at: EpochMs };

/** Of what is on the server: by what it is counted there. */
export type Unchecked = {
  readonly itemNo: number;
  readonly kind: ItemKind;
  readonly key: string;
  readonly type: string;
  readonly identity: ItemIdentity;
};

/** How it stands, for people, and what people do about it. */
export type Standing = {
  laneStandings(): LaneStanding[];
  parked(): ParkedItem[];
  /** It is tried again as it is. False: it is not parked. */
  retry(kind: ItemKind, key: string): boolean;
  /** It is not sent; what depends on it goes on waiting. False: it is not parked. */
  dismiss(kind: ItemKind, key: string, reason: string): boolean;
  /** What was not found on the server may have been made there since. The number of such items. */
  lookUpAgain(): number;
  stopLane(lane: Lane, words: string, at: EpochMs): void;
  goOnWith(lane: Lane): void;
  stops(): LaneStop[];
  tell(at: EpochMs, words: string): void;
  history(): SyncHistoryLine[];
  unchecked(limit: number): Unchecked[];
  markChecked(itemNos: readonly number[]): void;
};

const HISTORY_SHOWN = 200;
const HISTORY_KEPT = 2_000;
const PARKED_SHOWN = 200;

type LaneRow = { readonly lane: number; readonly waiting: number; readonly oldest: number | null };
type ParkedRow = {
  readonly kind: string;
  readonly key: string;
  readonly revision: number;
  readonly session_id: string | null;
  readonly lane: number;
  readonly since_ms: number;
  readonly reason: string;
  readonly holds_up: number;
};
type UncheckedRow = {
  readonly item_no: number;
  readonly kind: string;
  readonly key: string;
  readonly identity: string;
  readonly resource_type: string;
};

/** Reads and writes how it stands. */
export function standing(db: Connection): Standing {
  const byLane = db.prepare<[], LaneRow>(itemSql.standing);
  const parked = db.prepare<{ limit: number }, ParkedRow>(itemSql.parkedItems);
  const retry = db.prepare(itemSql.retry);
  const dismiss = db.prepare(itemSql.dismiss);
  const free = db.prepare(itemSql.freePiece);
  const freed = db.prepare(itemSql.freedPiece);
  const lookUpAgain = db.prepare(itemSql.lookedUpAgain);
  const stop = db.prepare(itemSql.stop);
  const goOn = db.prepare(itemSql.goOn);
  const stops = db.prepare<[], { lane: number; words: string; at_ms: number }>(itemSql.stops);
  const tell = db.prepare(itemSql.tell);
  const shorten = db.prepare(itemSql.shortenHistory);
  const told = db.prepare<{ limit: number }, { at_ms: number; words: string }>(itemSql.told);
  const unchecked = db.prepare<{ limit: number }, UncheckedRow>(itemSql.unchecked);
  const checked = db.prepare(itemSql.checked);

  const stopsNow = (): LaneStop[] =>
    stops.all().map(({ lane, words, at_ms }) => ({ lane: lane as Lane, words, at: epochMs(at_ms) }));

  return {
    laneStandings() {
      const rows = new Map(byLane.all().map((row) => [row.lane, row]));
      const stopped = new Map(stopsNow().map(({ lane, words }) => [lane, words]));
      return lanes.map((lane) => ({
        lane,
        waiting: rows.get(lane)?.waiting ?? 0,
        oldestAt: timeOf(rows.get(lane)?.oldest ?? null),
        stopped: stopped.get(lane) ?? null,
      }));
    },
    parked: () =>
      parked.all({ limit: PARKED_SHOWN }).map((row) => ({
        kind: row.kind as ItemKind,
        key: row.key,
        revision: row.revision,
        sessionId: row.session_id,
        lane: row.lane as Lane,
        since: epochMs(row.since_ms),
        reason: row.reason,
        holdsUp: row.holds_up,
      })),
    retry: (kind, key) => retry.run({ kind, key }).changes > 0,
    dismiss: (kind, key, reason) =>
      db
        .transaction(() => {
          if (dismiss.run({ kind, key, reason }).changes === 0) return false;
          free.run({ kind, key });
          freed.run({ kind, key });
          return true;
        })
        .immediate(),
    lookUpAgain: () => lookUpAgain.run().changes,
    stopLane: (lane, words, at) => void stop.run({ lane, words, at: Math.round(at) }),
    goOnWith: (lane) => void goOn.run({ lane }),
    stops: stopsNow,
    tell(at, words) {
      tell.run({ at: Math.round(at), words });
      shorten.run({ most: HISTORY_KEPT });
    },
    history: () =>
      told.all({ limit: HISTORY_SHOWN }).map(({ at_ms, words }) => ({ at: epochMs(at_ms), words })),
    unchecked: (limit) =>
      unchecked.all({ limit }).map((row) => ({
        itemNo: row.item_no,
        kind: row.kind as ItemKind,
        key: row.key,
        type: row.resource_type,
        identity: JSON.parse(row.identity) as ItemIdentity,
      })),
    markChecked: (itemNos) =>
      db
        .transaction(() => {
          for (const itemNo of itemNos) checked.run({ itemNo });
        })
        .immediate(),
  };
}
