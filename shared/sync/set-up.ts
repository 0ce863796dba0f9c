import type { EpochMs } from '../time/clock';
import type { SyncWish } from './setting-wish';

/** A key of this workstation as an administrator sees it: the public half alone. */
export type ShownKey = {
  readonly keyId: string;
  readonly madeAt: EpochMs;
  /** JSON, as a server registers it. */
  readonly publicJwk: string;
  readonly inUse: boolean;
  /** The passphrase was typed since the start, or none is needed. */
  readonly open: boolean;
};

/** How the way to the clinic's server is set up. */
export type SyncSetUp = {
  /** Null: no server was set up. */
  readonly wish: SyncWish | null;
  readonly standing:
    | { readonly kind: 'off' }
    | { readonly kind: 'on' }
    /** Nothing is sent before an administrator types the passphrase. */
    | { readonly kind: 'locked' }
    | { readonly kind: 'refused'; readonly words: string };
  readonly keys: readonly ShownKey[];
  readonly seal: { readonly by: 'system' } | { readonly by: 'passphrase'; readonly words: string };
  /** Given on the command line of a simulation: nothing can be set here. */
  readonly fixed: boolean;
};
