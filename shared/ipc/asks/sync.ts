import { z } from 'zod';
import type { ConnectionStep } from '../../sync/connection-step';
import { syncControlSchema } from '../../sync/control';
import type { SyncSetUp } from '../../sync/set-up';
import { syncWishSchema, type WishFault } from '../../sync/setting-wish';
import type { SyncStatus } from '../../sync/status';
import { asked, done, exported, own } from '../asked';

/** What an administrator changed of the way to the server; `faults`: what is wrong with which field. */
const serverChanged = own<
  { kind: 'done' } | { kind: 'refused'; readonly reasons: string[]; readonly faults: readonly WishFault[] }
>();

/** The way to the clinic's server, and what waits for it. */
export const syncAsks = {
  /** How the way to the clinic's server is set up. For administrators, as all of the following. */
  syncSetUp: asked(z.object({}), own<SyncSetUp>()),
  /** `wish` null: no server any more. */
  setSync: asked(z.object({ wish: syncWishSchema.nullable() }), serverChanged),
  /** The passphrase counts where the system has no secret store. Never written down. */
  makeSyncKey: asked(z.object({ passphrase: z.string().nullable() }), serverChanged),
  useSyncKey: asked(z.object({ keyId: z.string() }), serverChanged),
  removeSyncKey: asked(z.object({ keyId: z.string() }), serverChanged),
  openSyncKeys: asked(z.object({ passphrase: z.string() }), serverChanged),
  /** The public keys, for registering them at the server. */
  publicSyncKeys: asked(z.object({ as: z.enum(['file', 'clipboard']) }), exported),
  /** Tries what stands in the form, kept or not; `keyId` null: with the key in use. Writes nothing there. */
  testSync: asked(
    z.object({ wish: syncWishSchema, keyId: z.string().nullable() }),
    own<readonly ConnectionStep[]>(),
  ),
  /** What waits for the clinic's server, what it refused, and what came of it lately. */
  syncStatus: asked(z.object({}), own<SyncStatus>()),
  /** What a person does about it; written down with who did. */
  controlSync: asked(syncControlSchema, done),
} as const;
