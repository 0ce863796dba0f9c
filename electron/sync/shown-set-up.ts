import type { SyncSetUp } from '../../shared/sync/set-up';
import type { SyncSetting } from '../../shared/sync/setting';
import { wishOf } from '../../shared/sync/setting-wish';
import { epochMs } from '../../shared/time/clock';
import type { StationKey } from './station-keys';

/** What the screen is told of the way to the server: nothing that is secret. `keys` null: given on the command line. */
export function shownSetUp(parts: {
  readonly setting: SyncSetting | null;
  readonly standing: SyncSetUp['standing'];
  readonly keys: readonly StationKey[] | null;
  readonly isOpen: (keyId: string) => boolean;
  readonly seal: SyncSetUp['seal'];
}): SyncSetUp {
  const { setting, standing, keys, isOpen, seal } = parts;
  return {
    wish: setting === null ? null : wishOf(setting),
    // A private key may hang on what was found: only what the screen needs goes on.
    standing:
      standing.kind === 'refused' ? { kind: 'refused', words: standing.words } : { kind: standing.kind },
    keys: (keys ?? []).map(({ keyId, madeAtMs, publicJwk, sealedBy }) => ({
      keyId,
      madeAt: epochMs(madeAtMs),
      publicJwk: JSON.stringify(publicJwk, null, 2),
      inUse: setting?.client?.keyId === keyId,
      open: sealedBy === 'system' || isOpen(keyId),
    })),
    seal,
    fixed: keys === null,
  };
}
