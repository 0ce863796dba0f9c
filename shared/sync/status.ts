import type { EpochMs } from '../time/clock';
import type { ItemKind, Lane } from './item';

/** An item that the server will not take as it is. It waits for a person; what depends on it waits with it. */
export type ParkedItem = {
  readonly kind: ItemKind;
  readonly key: string;
  readonly revision: number;
  readonly sessionId: string | null;
  readonly lane: Lane;
  readonly since: EpochMs;
  /** In words for a person: what the server said. */
  readonly reason: string;
  /** What waits for it. */
  readonly holdsUp: number;
};

export type LaneStanding = {
  readonly lane: Lane;
  readonly waiting: number;
  /** When the oldest that waits was written; null: nothing waits. */
  readonly oldestAt: EpochMs | null;
  /** The server forbids it (403): an administrator has to look. Null: it does not. */
  readonly stopped: string | null;
};

export type SyncHistoryLine = { readonly at: EpochMs; readonly words: string };

/** How the record stands with the clinic's server, for the screens. `off`: no server was set up. */
export type SyncStatus =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      readonly link:
        | { readonly kind: 'online'; readonly since: EpochMs }
        | { readonly kind: 'offline'; readonly since: EpochMs; readonly reason: string }
        /** Since the start nothing has been heard yet. */
        | { readonly kind: 'not-known' };
      readonly waiting: number;
      readonly oldestAt: EpochMs | null;
      readonly lastSentAt: EpochMs | null;
      readonly lastPulledAt: EpochMs | null;
      readonly lanes: readonly LaneStanding[];
      readonly parked: readonly ParkedItem[];
      /** Latest first. */
      readonly history: readonly SyncHistoryLine[];
      /** The server's clock against ours, ms, above zero: the server is ahead. Null: not known. */
      readonly skewMs: number | null;
    };
