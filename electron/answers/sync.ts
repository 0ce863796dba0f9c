import type { Actor } from '../../shared/record/people';
import type { ConnectionStep } from '../../shared/sync/connection-step';
import type { Answers } from '../ipc/server';
import type { Controller } from '../session/controller';
import type { Exports } from '../shell/exports';
import type { ReadySync } from '../sync/fixed-setting';
import type { ServerSetUp } from '../sync/server-set-up';
import { only } from './access';

type SyncAnswers = Pick<
  Answers,
  | 'syncSetUp'
  | 'setSync'
  | 'makeSyncKey'
  | 'useSyncKey'
  | 'removeSyncKey'
  | 'openSyncKeys'
  | 'publicSyncKeys'
  | 'testSync'
>;

const KEY_FILE = 'public-keys-of-this-workstation.json';

/** The way to the clinic's server, for administrators alone. No answer holds a private key or a passphrase. */
export function syncAnswers(parts: {
  readonly controller: Pick<Controller, 'state'>;
  readonly serverSetUp: ServerSetUp;
  readonly exports: Pick<Exports, 'text'>;
  readonly testConnection: (ready: ReadySync) => Promise<readonly ConnectionStep[]>;
  readonly toClipboard: (text: string) => void;
}): SyncAnswers {
  const { controller, serverSetUp: setUp, testConnection } = parts;
  const keeper = (): Actor => only(controller.state().operator, 'keep-server');
  return {
    syncSetUp: () => {
      keeper();
      return setUp.view();
    },
    setSync: ({ wish }) => setUp.set(keeper(), wish),
    makeSyncKey: ({ passphrase }) => setUp.makeKey(keeper(), passphrase),
    useSyncKey: ({ keyId }) => setUp.useKey(keeper(), keyId),
    removeSyncKey: ({ keyId }) => setUp.removeKey(keeper(), keyId),
    openSyncKeys: ({ passphrase }) => setUp.openKeys(keeper(), passphrase),
    publicSyncKeys: async ({ as }) => {
      keeper();
      const text = await setUp.publicKeys();
      if (as === 'clipboard') {
        parts.toClipboard(text);
        return { kind: 'done', file: 'the clipboard' };
      }
      try {
        return { kind: 'done', file: parts.exports.text(KEY_FILE, text) };
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return { kind: 'refused', reasons: [`The file could not be written: ${why}`] };
      }
    },
    testSync: async ({ wish, keyId }) => {
      keeper();
      return testConnection(await setUp.toTest(wish, keyId));
    },
  };
}
