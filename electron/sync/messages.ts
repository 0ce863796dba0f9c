import type { JWK } from 'jose';
import type { SyncControl } from '../../shared/sync/control';
import type { SyncSetting } from '../../shared/sync/setting';
import type { SyncStatus } from '../../shared/sync/status';

/** A setting, ready to be used. The private key crosses to the process that signs with it, and is kept nowhere there. */
export type SyncReady = { readonly setting: SyncSetting; readonly privateKey: JWK | null };

/** What a process that sends begins with. */
export type SyncStart = SyncReady & {
  /** Where the record lies. */
  readonly folder: string;
  /** The record is of a simulation. */
  readonly simulation: boolean;
};

export type ToSync =
  | { readonly kind: 'start'; readonly start: SyncStart }
  /** Something was written. */
  | { readonly kind: 'kick' }
  /** The system says that the network is there again. */
  | { readonly kind: 'network-back' }
  | { readonly kind: 'control'; readonly asked: SyncControl }
  /** What the main process made of something that came from the server. */
  | { readonly kind: 'kept'; readonly ask: number; readonly answer: unknown }
  | { readonly kind: 'close' };

export type FromSync =
  | { readonly kind: 'status'; readonly status: SyncStatus }
  /** Something came from the server that only the main process may write. `about` says what it is. */
  | { readonly kind: 'arrived'; readonly ask: number; readonly about: string; readonly body: unknown }
  | { readonly kind: 'failed'; readonly words: string };
