import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Controller } from '../../../electron/session/controller';
import { serverSetUp } from '../../../electron/sync/server-set-up';

/** A folder that is gone when the test is over. */
export function passingFolder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'infusion-sync-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const nowhere = path.join(os.tmpdir(), 'infusion-no-such-folder');

/** The way to a server on a workstation without a secret store. */
export function syncParts(controller: Pick<Controller, 'note'>, folder = nowhere) {
  let made = 0;
  return {
    serverSetUp: serverSetUp({
      folder,
      system: async () => ({ kind: 'refused', words: 'no secret store here' }),
      fixed: null,
      note: (draft) => controller.note(draft, 'apart'),
      nowMs: () => 7,
      newId: () => {
        made += 1;
        return `made-${made}`;
      },
    }),
    testConnection: async () => [],
    toClipboard: () => {},
  };
}
