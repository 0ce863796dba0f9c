import { randomUUID } from 'node:crypto';
import type { ConnectionStep } from '../../../shared/sync/connection-step';
import type { ReadySync } from '../fixed-setting';
import { linkLimits, openLink } from '../link';
import { testConnection } from './test-connection';

// A process of its own: the main process never talks to the network.

/** A person waits for the answer. */
const TOTAL_MS = 20_000;

async function answer({ setting, privateKey }: ReadySync): Promise<readonly ConnectionStep[]> {
  let shown: readonly string[] = [];
  const link = openLink({
    trust: {
      ...setting,
      shown: (pins) => {
        shown = pins;
      },
    },
    limits: { ...linkLimits, totalMs: TOTAL_MS },
  });
  try {
    return await testConnection({
      ...{ setting, privateKey, link },
      shown: () => shown,
      nowMs: Date.now,
      newId: randomUUID,
    });
  } finally {
    await link.close();
  }
}

process.parentPort.once('message', ({ data }: { data: ReadySync }) => {
  answer(data).then(
    (steps) => {
      process.parentPort.postMessage(steps);
      process.exit(0);
    },
    () => process.exit(1),
  );
});
